import { useMemo, useState } from 'react';
import { cellOf } from '../../../../src/form/cells';
import type { Edition } from '../../../../src/form/lines';
import { SECTIONS } from '../../../../src/form/sections';
import { groupBy } from '../../../../src/shared/groupBy';
import { textOfValue } from '../../figures/Figure';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { Person } from '../../look/Person';
import { Scroll } from '../../look/Scroll';
import { Answered, Nothing, Part } from '../../look/states';
import { marksOf } from '../../report/foundCells';
import { Indicators } from '../../report/Indicators';
import { DisputesTable, ProactiveTable, type RenderCell, RequestsTable } from '../../report/tables';
import { PreviousOf } from '../PreviousOf';
import {
  type Content,
  contentOf,
  type Difference,
  findingsOf,
  useDraftContent,
  usePreviousYear,
  valuesByCode,
  type Work,
  type WorkKey,
} from '../useWork';
import { RemarkDialog, type RemarkPlace } from './RemarkDialog';
import { ReviewCell } from './ReviewCell';
import { openRemarks } from './remarks';
import type { Review } from './useReview';

/** A report that is reviewed. */
interface ReviewProps {
  readonly work: Work;
  /** What changed since the reviewer last looked. */
  readonly changes: Difference | null;
  readonly review: Review;
}

/** The report as a reviewer reads it: what changed since and what was found are marked in their cells, and remarks are written there. */
export function ReviewReport({ work, changes, review, ...key }: WorkKey & ReviewProps) {
  const { t } = useLanguage();
  const result = useDraftContent(key);
  const previous = usePreviousYear(key) ?? null;
  const last = useMemo(() => valuesByCode(previous), [previous]);
  return (
    <Answered result={result} rows={12}>
      {(answer) => {
        const content = contentOf(answer);
        return content ? (
          <>
            <PreviousOf previous={previous} agency={key.agency} />
            <Shown content={content} last={last} work={work} changes={changes} review={review} />
          </>
        ) : (
          <Nothing text={t('没有内容。', 'There is nothing in it.')} />
        );
      }}
    </Answered>
  );
}

function Shown({
  content,
  last,
  work,
  changes,
  review,
}: ReviewProps & {
  readonly content: Content;
  /** Last year's figures. */
  readonly last: ReturnType<typeof valuesByCode>;
}) {
  const { t, language } = useLanguage();
  /** Where a remark is being written: a cell or a section. */
  const [open, setOpen] = useState<string | number | null>(null);
  const cells = useMemo(() => new Map((content.cells ?? []).map((cell) => [cell.code, cell])), [content]);
  const marks = useMemo(() => marksOf(findingsOf(work)), [work]);
  const changed = useMemo(
    () => new Map((changes?.cells ?? []).map(({ code, before }) => [code, before])),
    [changes],
  );
  const remarks = useMemo(() => groupBy(openRemarks(work), placeOf), [work]);
  const renderCell: RenderCell = (code) => {
    const cell = cells.get(code);
    if (!cell) return null;
    const before = changed.get(code);
    return (
      <ReviewCell
        label={t(cellOf(code).zh, cellOf(code).en)}
        text={textOfValue(cell, language) ?? (cell.state === 'NOT_APPLICABLE' ? '／' : '—')}
        note={cell.note}
        last={last.get(code) ?? null}
        before={before === undefined ? null : (before ?? t('空白', 'blank'))}
        mark={marks.get(code)}
        remarks={remarks.get(code) ?? []}
        mine={review.remarkOn(code)}
        onRemark={review.mayRemark ? () => setOpen(code) : null}
      />
    );
  };
  const narratives: Readonly<Record<number, string | null>> = {
    1: content.overview.text,
    5: content.problems.text,
    6: content.otherMatters.text,
  };
  const tables: Readonly<Record<number, React.ReactNode>> = {
    2: <ProactiveTable edition={content.proactiveEdition as Edition} renderCell={renderCell} />,
    3: <RequestsTable edition={content.requestsEdition as Edition} renderCell={renderCell} />,
    4: <DisputesTable renderCell={renderCell} />,
  };
  const place = (at: string | number): RemarkPlace => {
    if (typeof at === 'string')
      return {
        label: t(cellOf(at).zh, cellOf(at).en),
        text: review.remarkOn(at),
        setText: (text) => review.setRemarkOn(at, text),
      };
    const section = SECTIONS.find(({ number }) => number === at);
    return {
      label: section ? t(section.zh, section.en) : '',
      text: review.remarkOnSection(at),
      setText: (text) => review.setRemarkOnSection(at, text),
    };
  };
  return (
    <article>
      {SECTIONS.map(({ number, numeral, zh, en, isNarrative }) => (
        <Part
          key={number}
          title={t(`${numeral}、${zh}`, `${number}. ${en}`)}
          extra={
            review.mayRemark && (
              <button type="button" className="link" onClick={() => setOpen(number)}>
                {t('对本部分写意见', 'Remark on this section')}
              </button>
            )
          }
        >
          {remarks.get(String(number))?.map(({ text, actorName, actorDisplayName }) => (
            <p key={text} className="remark">
              <Person login={actorName} name={actorDisplayName} />
              {t('：', ': ')}
              <Folded text={text} />
            </p>
          ))}
          {review.remarkOnSection(number) && (
            <p className="remark mine">
              <Folded text={review.remarkOnSection(number)} />
            </p>
          )}
          {isNarrative ? (
            <div className="narrative" lang={narratives[number] ? 'zh' : undefined}>
              {narratives[number] ?? t('没有文字。', 'There is no text.')}
            </div>
          ) : (
            <Scroll label={t(zh, en)}>{tables[number]}</Scroll>
          )}
        </Part>
      ))}
      <Indicators report={content} />
      {open !== null && <RemarkDialog place={place(open)} onClose={() => setOpen(null)} />}
    </article>
  );
}

/** The place of a remark: the code of its cell, or the number of its section. */
const placeOf = ({ cellCode, section }: { readonly cellCode: string | null; readonly section: number }) =>
  cellCode ?? String(section);
