import { Button, Input } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { cellOf } from '../../../../src/form/cells';
import type { TableSection } from '../../../../src/form/lines';
import { RULES } from '../../../../src/form/rules';
import { SECTIONS } from '../../../../src/form/sections';
import { groupBy } from '../../../../src/shared/groupBy';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { loadable } from '../../look/loadable';
import { Person } from '../../look/Person';
import { Scroll } from '../../look/Scroll';
import { Answered, Failed, Part } from '../../look/states';
import { FindingList, type ShownFinding } from '../../report/FindingList';
import { marksOf } from '../../report/foundCells';
import { DisputesTable, ProactiveTable, type RenderCell, RequestsTable } from '../../report/tables';
import { findingsNow } from '../findingsNow';
import type { Fields } from '../held/held';
import { PreviousOf } from '../PreviousOf';
import type { Remark } from '../review/remarks';
import {
  type Content,
  contentOf,
  type PreviousYear,
  publishedOf,
  useDraftContent,
  usePreviousYear,
} from '../useWork';
import { Counts } from './Counts';
import { EntryCell } from './EntryCell';
import { TEXT_FIELDS } from './entries';
import { IndicatorTable } from './IndicatorTable';
import { fieldOfFinding } from './indicatorEntries';
import { missingInWords, missingParts } from './missingParts';
import { Notices } from './Notices';
import { SaveState } from './SaveState';
import { besideOf, editionsOf, revisionOf } from './storedReport';
import { useChecks } from './useChecks';
import { type Draft, type DraftKey, useDraft } from './useDraft';
import { useSave } from './useSave';
import { ZeroFill } from './ZeroFill';

/** Where what is typed meets what was stored elsewhere, which is seldom. */
const Conflicts = loadable(() => import('./Conflicts'));

const NO_REMARKS: readonly Remark[] = [];

/** The form as it is printed, to type into: what the hub has as a draft, beside last year's figures. */
export default function FormEntry(props: Omit<EntryProps, 'content' | 'last' | 'previous'>) {
  const { t } = useLanguage();
  const { draftKey } = props;
  const own = useDraftContent(draftKey);
  const last = useDraftContent({ ...draftKey, year: draftKey.year - 1 });
  const previous = usePreviousYear(draftKey);
  return (
    <Answered result={own} rows={12}>
      {(answer) => (
        <>
          {last.data?.report && previous === null && (
            <p className="note">
              {t(
                '上年报告现在没有公布的版本，不与其比较。',
                'Nothing of last year’s report is published now: nothing is compared with it.',
              )}
            </p>
          )}
          <PreviousOf previous={previous ?? null} agency={draftKey.agency} />
          <Stored
            {...props}
            content={contentOf(answer)}
            last={last.data ? publishedOf(last.data) : null}
            previous={previous ?? null}
          />
        </>
      )}
    </Answered>
  );
}

/** What is typed and where it goes. */
interface EntryProps {
  readonly draftKey: DraftKey;
  readonly content: Content | null;
  /** The agency's own report of last year. */
  readonly last: Content | null;
  /** What the checks compare with. */
  readonly previous: PreviousYear | null;
  /** What reviewers want mended. */
  readonly remarks: readonly Remark[];
  /** The field to go to. */
  readonly target: Target | null;
  /** What the hub found in what is stored; null while nothing is. */
  readonly stored: readonly ShownFinding[] | null;
  /** Whether what is blank is checked too: somebody wanted to submit it. */
  readonly isSubmitted: boolean;
  /** What stands below the form, by what the checks find, and whether a section holds nothing at all. */
  readonly children: (found: readonly ShownFinding[], isIncomplete: boolean) => ReactNode;
}

/** A field of the form that somebody goes to; each time anew. */
export interface Target {
  readonly field: string;
}

function Stored(props: EntryProps) {
  const { draftKey, content } = props;
  const stored = useMemo(() => revisionOf(content), [content]);
  const draft = useDraft(draftKey, stored);
  return draft && <Entry {...props} draft={draft} />;
}

function Entry({
  draftKey,
  content,
  last,
  previous,
  remarks,
  target,
  draft,
  stored,
  isSubmitted,
  children,
}: EntryProps & { readonly draft: Draft }) {
  const { t } = useLanguage();
  const { year } = draftKey;
  const beside = useMemo(() => besideOf(content), [content]);
  const form = useMemo(() => ({ year, editions: editionsOf(content, year) }), [content, year]);
  const { editions } = form;
  const { findings, conversions, totals, wrong, toFill, filled, lastValues } = useChecks(
    draft,
    form,
    previous,
  );
  const save = useSave(draftKey, draft, { beside, editions }, wrong.size > 0);
  const shown = findingsNow(stored, { findings, filled, changed: draft.changed }, isSubmitted);
  const marks = marksOf(shown.filter(({ severity }) => severity !== 'INFO'));
  const parts = missingParts({ toFill, filled });
  const missing = missingInWords(parts);
  const unfilled = toFill.filter((field) => !filled.has(field)).length;
  const wrongAt = new Map(
    [...findings, ...(save.refusal ?? [])].flatMap((finding) => {
      const field = wrong.has(finding.path) ? finding.path : fieldOfFinding(finding, draft.fields);
      return field ? [[field, finding] as const] : [];
    }),
  );
  const remarksAt = useMemo(
    () => groupBy(remarks, ({ cellCode, section }) => cellCode ?? String(section)),
    [remarks],
  );
  useEffect(() => {
    if (target) document.getElementsByName(target.field)[0]?.focus();
  }, [target]);
  const latest = useRef(draft);
  latest.current = draft;
  const type = useCallback((typed: Fields) => latest.current.type(typed), []);
  const noteOf = (code: string) => {
    const conversion = conversions.get(code);
    return conversion ? `= ${conversion.expected} ${cellOf(code).unit}` : null;
  };
  const renderCell: RenderCell = (code) => (
    <EntryCell
      note={noteOf(code)}
      code={code}
      text={draft.fields[code] ?? ''}
      total={totals.get(code) ?? null}
      last={lastValues.get(code) ?? null}
      look={wrong.has(code) ? 'wrong' : (marks.get(code) ?? '')}
      remarks={remarksAt.get(code) ?? NO_REMARKS}
      onChange={type}
    />
  );
  const tables: Readonly<Record<number, React.ReactNode>> = {
    2: <ProactiveTable edition={editions[2]} renderCell={renderCell} />,
    3: <RequestsTable edition={editions[3]} renderCell={renderCell} />,
    4: <DisputesTable renderCell={renderCell} />,
  };
  return (
    <div className="entry">
      <Notices draft={draft} author={content?.author ?? null} />
      {draft.conflicts.length > 0 && <Conflicts draft={draft} author={content?.author ?? null} />}
      {SECTIONS.map(({ number, numeral, zh, en, isNarrative }) => {
        const field = TEXT_FIELDS[number as keyof typeof TEXT_FIELDS];
        return (
          <Part key={number} title={t(`${numeral}、${zh}`, `${number}. ${en}`)}>
            {remarksAt.get(String(number))?.map(({ text, actorName, actorDisplayName }) => (
              <p key={text} className="remark">
                <Person login={actorName} name={actorDisplayName} />
                {t('：', ': ')}
                <Folded text={text} />
              </p>
            ))}
            {isNarrative ? (
              <Input.TextArea
                name={field}
                rows={5}
                aria-label={t(zh, en)}
                value={draft.fields[field] ?? ''}
                onChange={(event) => draft.type({ [field]: event.target.value })}
              />
            ) : (
              <>
                <ZeroFill
                  section={number as TableSection}
                  editions={editions}
                  fields={draft.fields}
                  onFill={type}
                />
                <Scroll label={t(zh, en)}>{tables[number]}</Scroll>
              </>
            )}
          </Part>
        );
      })}
      <IndicatorTable draft={draft} last={last} sentences={beside.sentences} wrongAt={wrongAt} />
      {save.refusal && <FindingList findings={save.refusal} />}
      {save.error && <Failed error={save.error} />}
      <p className="save-bar">
        <Button
          type="primary"
          disabled={!save.isChanged || wrong.size > 0}
          loading={save.isPending}
          onClick={save.store}
        >
          {t('保存草稿', 'Save the draft')}
        </Button>
        <SaveState {...save} safety={draft.safety} />
        <Counts findings={shown} />
        {unfilled > 0 && (
          <span>
            {t(
              `还有 ${unfilled} / ${toFill.length} 项没有填`,
              `still to fill: ${unfilled} of ${toFill.length}`,
            )}
          </span>
        )}
      </p>
      {missing && <p className="coverage">{t(...missing)}</p>}
      {/* The blank cells are said above, with every section that has some. */}
      {children(
        shown.filter(({ code }) => code !== RULES.blank.code),
        parts.some(({ isAll }) => isAll),
      )}
    </div>
  );
}
