import { Button } from 'antd';
import { useState } from 'react';
import { WebTreeChanges, type WebTreeChangesQuery, WebUndoTreeChange } from '../api/generated/documents';
import { request } from '../api/request';
import { useChange } from '../api/useChange';
import { forwards, useList } from '../api/useList';
import { useSingle } from '../api/useSingle';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Dialog } from '../look/Dialog';
import { Listed } from '../look/Listed';
import { Moment } from '../look/Moment';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import { changeInWords } from './changes';
import { Effect } from './Effect';
import { changedName } from './renamedNames';

type TreeChange = NonNullable<WebTreeChangesQuery['treeChanges']>['nodes'][number];

const MOST_NAMED = 3;

/** What was changed in the tree, newest first; what is not a day old can be undone, after a preview. */
export function ChangeList() {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [undone, setUndone] = useState<TreeChange | null>(null);
  const list = useList(
    WebTreeChanges,
    'all',
    (after) => ({ first: 20, after }),
    ({ treeChanges }) => forwards(treeChanges),
  );
  const namesOf = ({ agencies, places, agencyCount, placeCount, effectiveOn }: TreeChange) => {
    const names = [...places, ...agencies].map((changed) => changedName(changed, effectiveOn, nameOf));
    const more = agencyCount + placeCount - Math.min(names.length, MOST_NAMED);
    return (
      names.slice(0, MOST_NAMED).join(t('、', ', ')) +
      (more > 0 ? t(` 等 ${agencyCount + placeCount} 个`, ` and ${more} more`) : '')
    );
  };
  return (
    <Part title={t('变更记录', 'Changes')}>
      <Listed list={list} empty={t('还没有变更。', 'Nothing was changed yet.')}>
        {(rows) => (
          <DataTable
            label={t('变更记录', 'Changes')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              {
                title: t('录入（北京）', 'Recorded (Beijing)'),
                render: ({ recordedAt }) => <Moment at={recordedAt} />,
              },
              { title: t('变更', 'Change'), render: ({ kind }) => t(...changeInWords(kind)) },
              { title: t('涉及', 'Of'), render: namesOf },
              { title: t('生效', 'From'), render: ({ effectiveOn }) => effectiveOn },
              { title: t('操作者', 'By'), render: ({ author }) => author },
              {
                title: t('撤回', 'Undo'),
                render: (change) => {
                  if (change.undoneAt) return t('已撤回', 'Undone');
                  if (!change.undoableUntil) return t('已过 24 小时', 'More than 24 hours ago');
                  return <Button onClick={() => setUndone(change)}>{t('撤回…', 'Undo …')}</Button>;
                },
              },
            ]}
          />
        )}
      </Listed>
      {undone && (
        <UndoDialog key={undone.id} change={undone} names={namesOf(undone)} onClose={() => setUndone(null)} />
      )}
    </Part>
  );
}

function UndoDialog({
  change: { id, kind, effectiveOn, undoableUntil },
  names,
  onClose,
}: {
  readonly change: TreeChange;
  /** The agencies and places that it changed. */
  readonly names: string;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const [zh, en] = changeInWords(kind);
  const preview = useSingle({
    mutationFn: (undone: string) => request(WebUndoTreeChange, { id: undone, preview: true }),
  });
  const undo = useChange(WebUndoTreeChange, ({ undoTreeChange }) => undoTreeChange?.treeChange && onClose());
  const shown = preview.data?.undoTreeChange;
  const findings = undo.data?.undoTreeChange?.findings ?? shown?.findings ?? [];
  return (
    <Dialog title={t(`撤回“${zh}”：${names}`, `Undo: ${en}, ${names}`)} onClose={onClose}>
      <p>
        {effectiveOn && t(`自 ${effectiveOn} 起生效的变更。`, `The change holds from ${effectiveOn} on. `)}
        {t('可撤回至 ', 'It can be undone until ')}
        <Moment at={undoableUntil} />
        {t('（北京时间）。先预览影响，再决定。', ' (Beijing). See the effect first.')}
      </p>
      {(preview.error ?? undo.error) && <Failed error={(preview.error ?? undo.error) as Error} />}
      <FindingList findings={findings} />
      {shown?.effect && <Effect effect={shown.effect} />}
      <p className="filters">
        {shown?.effect ? (
          <Button type="primary" loading={undo.isPending} onClick={() => undo.mutate({ id, preview: false })}>
            {t('确定撤回', 'Undo it')}
          </Button>
        ) : (
          <Button type="primary" loading={preview.isPending} onClick={() => preview.mutate(id)}>
            {t('预览撤回的影响', 'Preview the effect of undoing')}
          </Button>
        )}
        <Button onClick={onClose}>{t('取消', 'Cancel')}</Button>
      </p>
    </Dialog>
  );
}
