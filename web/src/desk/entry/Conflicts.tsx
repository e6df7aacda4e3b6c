import { Alert, Button } from 'antd';
import { useLanguage } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Folded } from '../../look/Folded';
import { Part } from '../../look/states';
import type { Content } from '../useWork';
import type { Conflict } from './mergeTyped';
import type { Draft } from './useDraft';
import { useFieldLabels } from './useFieldLabels';

/** Returns who stored what the hub has: somebody by name, or whoever types here, in another tab or on another device. */
function useOther(author: Content['author']): string {
  const { t } = useLanguage();
  return author && !author.isViewer ? author.name : t('另一处', 'elsewhere');
}

/** The fields that somebody stored otherwise than they are typed here: mine, theirs and what it was before, to choose from one by one or all at once. */
export default function Conflicts({
  draft,
  author,
}: {
  readonly draft: Draft;
  /** Who stored what the hub has; null where nobody may know. */
  readonly author: Content['author'];
}) {
  const { t } = useLanguage();
  const labelOf = useFieldLabels();
  const { conflicts, choose, chooseAll } = draft;
  const other = useOther(author);
  const isOwn = author?.isViewer ?? false;
  if (conflicts.length === 0) return null;
  const blank = (text: string) => (text ? <Folded text={text} /> : t('空白', 'blank'));
  const button = (conflict: Conflict, whose: 'mine' | 'theirs', text: string) => (
    <Button size="small" onClick={() => choose(conflict, whose)}>
      {text}
    </Button>
  );
  return (
    <Part
      title={t(
        `与${other}的改动冲突 ${conflicts.length} 处`,
        `${conflicts.length} conflicts with ${isOwn ? 'what you stored elsewhere' : other}`,
      )}
    >
      <Alert
        type="warning"
        showIcon
        title={t(
          isOwn
            ? '您在另一处（另一标签页或另一台设备）保存过，同一处两边都改了。逐处选定后继续保存；您键入的都在。'
            : `同一处您和${other}都改了。逐处选定后继续保存；您键入的都在。`,
          isOwn
            ? 'You stored it elsewhere, in another tab or on another device, and both changed the same. Choose for each, and saving goes on; nothing you typed is lost.'
            : `You and ${author ? other : 'somebody else'} changed the same. Choose for each, and saving goes on; nothing you typed is lost.`,
        )}
      />
      <p className="filters">
        <Button onClick={() => chooseAll('mine')}>{t('全部用这里的', 'All from here')}</Button>
        <Button onClick={() => chooseAll('theirs')}>{t(`全部用${other}的`, 'All the other')}</Button>
      </p>
      <div className="conflicts">
        <DataTable
          label={t('冲突', 'Conflicts')}
          rows={conflicts}
          keyOf={({ field }) => field}
          columns={[
            { title: t('栏目', 'Cell'), render: ({ field }) => labelOf(field) },
            { title: t('原为', 'Before'), render: ({ before }) => blank(before) },
            { title: t('这里键入的', 'Typed here'), render: ({ mine }) => <b>{blank(mine)}</b> },
            {
              title: t(`${other}的`, isOwn ? 'Stored elsewhere' : `By ${other}`),
              render: ({ theirs }) => <b>{blank(theirs)}</b>,
            },
            {
              title: t('选定', 'Choose'),
              render: (conflict) => (
                <span className="choices">
                  {button(conflict, 'mine', t('用这里的', 'From here'))}{' '}
                  {button(conflict, 'theirs', t(`用${other}的`, 'The other'))}
                </span>
              ),
            },
          ]}
        />
      </div>
    </Part>
  );
}
