import { Alert, Button, Input } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import { editionInForce } from '../../../../src/form/cells';
import { SECTIONS } from '../../../../src/form/sections';
import { WebReport, type WebReportQuery } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { useLanguage } from '../../language/language';
import { Scroll } from '../../look/Scroll';
import { Answered, Failed, Part } from '../../look/states';
import { FindingList } from '../../report/FindingList';
import { DisputesTable, ProactiveTable, type RenderCell, RequestsTable } from '../../report/tables';
import type { WorkKey } from '../useWork';
import { EntryCell } from './EntryCell';
import { checkEntries, figuresOf } from './entries';
import { type Draft, useDraft } from './useDraft';
import { useSaveEntries } from './useSaveEntries';

type Report = NonNullable<WebReportQuery['report']>;

/** The names of the sections of prose by their numbers. */
const TEXTS = { 1: 'overview', 5: 'problems', 6: 'otherMatters' } as const;

/** Returns a report as it is typed. */
const draftOf = (report: Report | null): Draft => ({
  entries: Object.fromEntries(
    (report?.cells ?? []).flatMap(({ code, value, state }) => {
      if (state === 'NOT_APPLICABLE') return [[code, '/']];
      return value === null || state === 'COMPUTED' ? [] : [[code, String(value)]];
    }),
  ),
  texts: {
    overview: report?.overview.text ?? '',
    problems: report?.problems.text ?? '',
    otherMatters: report?.otherMatters.text ?? '',
  },
});

/** The form as it is printed, to type into: what the hub has as a draft, beside last year's figures. */
export function FormEntry({ agency, year, revision }: WorkKey & { readonly revision: number }) {
  const own = useAnswer(WebReport, { agency, year, scope: 'OWN' });
  const last = useAnswer(WebReport, { agency, year: year - 1, scope: 'OWN' });
  return (
    <Answered result={own} rows={12}>
      {({ report }) => (
        <Entry
          key={report?.revision ?? 0}
          agency={agency}
          year={year}
          revision={revision}
          report={report}
          last={last.data?.report ?? null}
        />
      )}
    </Answered>
  );
}

function Entry({
  agency,
  year,
  revision,
  report,
  last,
}: WorkKey & { readonly revision: number; readonly report: Report | null; readonly last: Report | null }) {
  const { t } = useLanguage();
  const stored = useMemo(() => draftOf(report), [report]);
  const { draft, isChanged, isRestored, isOutdated, change, settle } = useDraft(
    { agency, year },
    revision,
    stored,
  );
  const save = useSaveEntries({ agency, year }, settle);
  const lastFigures = useMemo(() => last && figuresOf(last.cells ?? []), [last]);
  const lastValues = useMemo(
    () => new Map((last?.cells ?? []).map(({ code, value }) => [code, value])),
    [last],
  );
  const typed = useDeferredValue(draft);
  const { findings, totals, wrong } = useMemo(
    () => checkEntries(typed.entries, typed.texts, year, lastFigures),
    [typed, year, lastFigures],
  );
  const found = useMemo(
    () => new Set(findings.filter(({ severity }) => severity !== 'INFO').flatMap(({ cells }) => cells)),
    [findings],
  );
  const renderCell: RenderCell = (code) => (
    <EntryCell
      code={code}
      text={draft.entries[code] ?? ''}
      total={totals.get(code) ?? null}
      last={lastValues.get(code) ?? null}
      look={wrong.has(code) ? 'wrong' : found.has(code) ? 'found-figure' : ''}
      onChange={(cells) => change({ ...draft, entries: { ...draft.entries, ...cells } })}
    />
  );
  const edition = editionInForce(year);
  const tables: Readonly<Record<number, React.ReactNode>> = {
    2: <ProactiveTable edition={edition} renderCell={renderCell} />,
    3: <RequestsTable edition={edition} renderCell={renderCell} />,
    4: <DisputesTable renderCell={renderCell} />,
  };
  return (
    <div className="entry">
      {isRestored && (
        <Alert
          type={isOutdated ? 'warning' : 'info'}
          showIcon
          title={
            isOutdated
              ? t(
                  '已恢复您上次键入而未保存的内容；其间他人已保存过新的修订，请核对。',
                  'What you typed and did not save is here again. Somebody has stored another revision since: compare.',
                )
              : t('已恢复您上次键入而未保存的内容。', 'What you typed and did not save is here again.')
          }
          action={<Button onClick={() => settle(stored)}>{t('不要了', 'Drop it')}</Button>}
        />
      )}
      {SECTIONS.map(({ number, numeral, zh, en, isNarrative }) => {
        const name = TEXTS[number as keyof typeof TEXTS];
        return (
          <Part key={number} title={t(`${numeral}、${zh}`, `${number}. ${en}`)}>
            {isNarrative ? (
              <Input.TextArea
                rows={5}
                aria-label={t(zh, en)}
                value={draft.texts[name]}
                onChange={(event) =>
                  change({ ...draft, texts: { ...draft.texts, [name]: event.target.value } })
                }
              />
            ) : (
              <Scroll label={t(zh, en)}>{tables[number]}</Scroll>
            )}
          </Part>
        );
      })}
      <Part title={t('核查', 'Checks')}>
        <FindingList findings={save.data?.accepted === false ? save.data.findings : findings} />
        {save.error && <Failed error={save.error} />}
        <p className="filters">
          <Button
            type="primary"
            disabled={!isChanged || wrong.size > 0}
            loading={save.isPending}
            onClick={() => save.mutate({ draft, stored, revision })}
          >
            {t('保存草稿', 'Save the draft')}
          </Button>
          <span aria-live="polite">
            {isChanged
              ? t(
                  '已记在本浏览器，尚未保存到服务器。',
                  'Held in this browser; the hub has not stored it yet.',
                )
              : t('已全部保存。', 'All is stored.')}
          </span>
        </p>
      </Part>
    </div>
  );
}
