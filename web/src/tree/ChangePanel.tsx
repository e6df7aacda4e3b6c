import { Alert, Button, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { request } from '../api/request';
import { useChange } from '../api/useChange';
import { useSingle } from '../api/useSingle';
import { counted, formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Confirm } from '../look/Confirm';
import { Failed, Part } from '../look/states';
import type { NodeKind } from '../place/NodeName';
import { usePageState } from '../place/usePageState';
import { FindingList } from '../report/FindingList';
import { ChangeField } from './ChangeField';
import { ChangeSummary, useSubject } from './ChangeSummary';
import { documentOf, payloadOf } from './changeDocuments';
import { beginningOf, daysOf, inputOf, missingFields, refusedDays } from './changeInput';
import { CHANGES, type ChangeKind, kindsOf } from './changes';
import { Effect } from './Effect';
import type { FieldValues } from './fields';
import { NamedAfterFormer } from './NamedAfterFormer';

/** A change of the tree in three steps: what, what that would do, and doing it. */
export function ChangePanel({
  subject,
  code,
  onClose,
  onList,
}: {
  /** What is changed: an agency or a place. */
  readonly subject: NodeKind;
  readonly code: string;
  readonly onClose: () => void;
  /** Shows the list of changes. */
  readonly onList: () => void;
}) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const kinds = kindsOf(subject);
  const kind = kinds.find((one) => one === state.get('kind')) ?? kinds[0];
  return (
    <Part title={t('变更', 'Change')} extra={<Button onClick={onClose}>{t('关闭', 'Close')}</Button>}>
      <div className="filters">
        <Select<ChangeKind>
          aria-label={t('变更种类', 'Kind of change')}
          value={kind}
          popupMatchSelectWidth={false}
          options={kinds.map((value) => ({ value, label: t(CHANGES[value].zh, CHANGES[value].en) }))}
          onChange={(next) => change({ kind: next }, false)}
        />
      </div>
      <ChangeForm key={`${kind} ${code}`} kind={kind} code={code} onList={onList} />
    </Part>
  );
}

function ChangeForm({
  kind,
  code,
  onList,
}: {
  readonly kind: ChangeKind;
  readonly code: string;
  readonly onList: () => void;
}) {
  const { t } = useLanguage();
  const { zh, en, fields } = CHANGES[kind];
  const [values, setValues] = useState<FieldValues>(() => beginningOf(kind, code));
  const document = documentOf(kind);
  const subject = useSubject(kind, values);
  const preview = useSingle({
    mutationFn: (input: ReturnType<typeof inputOf>) => request(document, { input, preview: true }),
  });
  const carry = useChange(document);
  const missing = missingFields(kind, values);
  const refused = refusedDays(kind, values);
  const shown = payloadOf(preview.data);
  const done = payloadOf(carry.data);
  const warnings = shown?.findings.filter(({ severity }) => severity === 'WARNING') ?? [];
  const change = (name: string, value: FieldValues[string]) => {
    setValues({ ...values, [name]: value });
    preview.reset();
    carry.reset();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    carry.reset();
    preview.mutate(inputOf(kind, values, false));
  };
  if (done?.treeChange)
    return (
      <>
        <Alert
          showIcon
          type="success"
          title={t(
            `${zh}已完成。24 小时内可以撤回。`,
            `Done: ${en.toLowerCase()}. It can be undone within 24 hours.`,
          )}
          action={<Button onClick={onList}>{t('看变更记录', 'Show the changes')}</Button>}
        />
        <NamedAfterFormer payload={done} />
      </>
    );
  return (
    <form onSubmit={send}>
      <div className="fields">
        {fields.map((field) => (
          <ChangeField
            key={field.name}
            field={field}
            value={values[field.name]}
            days={daysOf(kind)}
            onChange={(value) => change(field.name, value)}
          />
        ))}
      </div>
      <p className="filters">
        <Button
          htmlType="submit"
          type={shown ? 'default' : 'primary'}
          disabled={missing.length > 0 || refused.length > 0}
          loading={preview.isPending}
        >
          {t('预览影响', 'Preview the effect')}
        </Button>
        {missing.length > 0 && (
          <span>
            {t(
              `还须填：${missing.map((field) => field.zh).join('、')}`,
              `Still to be filled in: ${missing.map((field) => field.en).join(', ')}`,
            )}
          </span>
        )}
        {refused.map(([field, why]) => (
          <span key={field.name}>{t(`${field.zh}${why[0]}`, `${field.en}: ${why[1]}`)}</span>
        ))}
      </p>
      <div aria-live="polite">
        {(preview.error ?? carry.error) && <Failed error={(preview.error ?? carry.error) as Error} />}
        <FindingList findings={(done ?? shown)?.findings ?? []} />
        {shown?.effect && (
          <>
            <Effect effect={shown.effect} />
            <NamedAfterFormer payload={shown} />
            <p className="filters">
              <Confirm
                label={t('执行变更', 'Carry out')}
                isMain
                title={t(`${zh}：${subject}，确定执行？`, `${en}: ${subject}. Carry it out?`)}
                isPending={carry.isPending}
                onConfirm={() => carry.mutate({ input: inputOf(kind, values, true), preview: false })}
              >
                <ChangeSummary fields={fields} values={values} />
                <p>
                  {t(
                    `变更 ${formatCount(shown.effect.agencies)} 个机关、${formatCount(shown.effect.places)} 个区划的登记（承继它们的不计），${formatCount(shown.effect.reports)} 份报告随之；${formatCount(shown.effect.accounts)} 个账户的角色和 ${formatCount(shown.effect.apiKeys)} 个接口密钥留在原机关。24 小时内可以撤回，除非其后有内容建立在它之上；此后只能以新的变更改回。`,
                    `Changed: ${counted(shown.effect.agencies, 'agency')} and ${counted(shown.effect.places, 'place')}, without those that take over, and ${counted(shown.effect.reports, 'report')}; the roles of ${counted(shown.effect.accounts, 'account')} and ${counted(shown.effect.apiKeys, 'API key')} stay with their agency. It can be undone within 24 hours unless something is built upon it; later only another change sets it right.`,
                  )}
                </p>
                {warnings.length > 0 && (
                  <>
                    <p>{t('您确认已知悉：', 'You confirm that you know:')}</p>
                    <ul>
                      {warnings.map(({ code: rule, messageZh, messageEn }) => (
                        <li key={`${rule} ${messageEn}`}>{t(messageZh, messageEn)}</li>
                      ))}
                    </ul>
                  </>
                )}
              </Confirm>
            </p>
          </>
        )}
      </div>
    </form>
  );
}
