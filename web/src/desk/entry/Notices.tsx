import { Alert } from 'antd';
import { useLanguage } from '../../language/language';
import { Confirm } from '../../look/Confirm';
import type { Content } from '../useWork';
import { FieldNames } from './FieldNames';
import type { Draft } from './useDraft';

/** What happened to the draft elsewhere: typed before, in another tab, or by a colleague. */
export function Notices({
  draft,
  author,
}: {
  readonly draft: Draft;
  /** Who stored what the hub has; null where nobody may know. */
  readonly author: Content['author'];
}) {
  const { t } = useLanguage();
  const who =
    author && !author.isViewer
      ? ([`由${author.name}保存过`, `by ${author.name}`] as const)
      : ([
          '在另一处（另一标签页或另一台设备）保存过',
          'elsewhere, in another tab or on another device',
        ] as const);
  return (
    <div aria-live="polite" className="notices">
      {draft.restored.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t(
            `已恢复您上次键入而未保存的内容（${draft.restored.length} 处）。`,
            `What you typed and did not save is here again (${draft.restored.length}).`,
          )}
          description={<FieldNames fields={draft.restored} />}
          action={
            draft.mayDrop && (
              <Confirm
                label={t('不要了', 'Drop it')}
                title={t('丢弃键入的内容？', 'Drop what was typed?')}
                isPending={false}
                onConfirm={draft.drop}
              >
                <p>{t('丢弃后不能找回。', 'It cannot be brought back.')}</p>
              </Confirm>
            )
          }
        />
      )}
      {draft.isShared && (
        <Alert
          type="info"
          showIcon
          title={t(
            '本机另一标签页也打开着这份报告，两处键入的内容随时同步。',
            'Another tab of this browser has this report open too. What is typed in one is in the other.',
          )}
        />
      )}
      {draft.adopted > 0 && (
        <Alert
          type="info"
          showIcon
          title={t(
            `草稿刚${who[0]}，其中 ${draft.adopted} 处改动已并入此表。`,
            `The draft has just been stored ${who[1]}; ${draft.adopted} of the changes are in this form now.`,
          )}
        />
      )}
    </div>
  );
}
