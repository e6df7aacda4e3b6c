import { Alert, Button } from 'antd';
import { cellOf, findCell } from '../../../../src/form/cells';
import { SECTIONS } from '../../../../src/form/sections';
import { WebCatalogue } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { useLanguage, useNames } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Folded } from '../../look/Folded';
import { Part } from '../../look/states';
import { TEXT_FIELDS } from './entries';
import { indicatorField } from './indicatorEntries';
import type { Conflict } from './mergeTyped';
import type { Draft } from './useDraft';

/** Returns what a field of the form is called. */
export function useFieldLabels(): (field: string) => string {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { data } = useAnswer(WebCatalogue, {});
  return (field) => {
    if (findCell(field)) return t(cellOf(field).zh, cellOf(field).en);
    const indicator = data?.indicators?.find(({ code }) => indicatorField(code) === field);
    if (indicator) return nameOf(indicator);
    const section = SECTIONS.find(({ number }) => TEXT_FIELDS[number as keyof typeof TEXT_FIELDS] === field);
    return section ? t(section.zh, section.en) : field;
  };
}

/** The fields that a colleague stored otherwise than they are typed here: mine, theirs and what it was before, to choose from one by one or all at once. */
export function Conflicts({ draft }: { readonly draft: Draft }) {
  const { t } = useLanguage();
  const labelOf = useFieldLabels();
  const { conflicts, choose, chooseAll } = draft;
  if (conflicts.length === 0) return null;
  const blank = (text: string) => (text ? <Folded text={text} /> : t('空白', 'blank'));
  const button = (conflict: Conflict, whose: 'mine' | 'theirs', text: string) => (
    <Button size="small" onClick={() => choose(conflict, whose)}>
      {text}
    </Button>
  );
  return (
    <Part
      title={t(`与同事的改动冲突 ${conflicts.length} 处`, `${conflicts.length} conflicts with a colleague`)}
    >
      <Alert
        type="warning"
        showIcon
        title={t(
          '同一处您和同事都改了。逐处选定后继续保存；您键入的都在。',
          'You and a colleague changed the same. Choose for each, and saving goes on; nothing you typed is lost.',
        )}
      />
      <p className="filters">
        <Button onClick={() => chooseAll('mine')}>{t('全部用我的', 'All mine')}</Button>
        <Button onClick={() => chooseAll('theirs')}>{t('全部用同事的', 'All theirs')}</Button>
      </p>
      <div className="conflicts">
        <DataTable
          label={t('冲突', 'Conflicts')}
          rows={conflicts}
          keyOf={({ field }) => field}
          columns={[
            { title: t('栏目', 'Cell'), render: ({ field }) => labelOf(field) },
            { title: t('原为', 'Before'), render: ({ before }) => blank(before) },
            { title: t('我的', 'Mine'), render: ({ mine }) => <b>{blank(mine)}</b> },
            { title: t('同事的', 'Theirs'), render: ({ theirs }) => <b>{blank(theirs)}</b> },
            {
              title: t('选定', 'Choose'),
              render: (conflict) => (
                <span className="choices">
                  {button(conflict, 'mine', t('用我的', 'Mine'))}{' '}
                  {button(conflict, 'theirs', t('用同事的', 'Theirs'))}
                </span>
              ),
            },
          ]}
        />
      </div>
    </Part>
  );
}
