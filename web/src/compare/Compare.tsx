import { Checkbox, Select, Skeleton } from 'antd';
import { useLanguage, useNames } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed, Nothing } from '../look/states';
import { AsOf } from '../place/AsOf';
import { dayInWords } from '../place/day';
import { NodeName } from '../place/NodeName';
import { OtherKind } from '../place/OtherKind';
import { StateOf } from '../place/StateOf';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { CompareTable } from './CompareTable';
import {
  asOtherKind,
  type Comparison,
  chooseSubjects,
  hasRoom,
  MOST_COLUMNS,
  readComparison,
  subjectName,
  writeComparison,
} from './comparison';
import { type ComparePart, compareLines, countDifferences, partsOf } from './lines';
import { SubjectPicker } from './SubjectPicker';
import { type Column, useCatalogue, useColumns } from './useColumns';
import { YearCautions } from './YearCautions';

/** Agencies, places or years side by side. */
export default function Compare() {
  const where = usePlaceAndYear();
  const catalogue = useCatalogue();
  return where && catalogue ? <CompareOf where={where} catalogue={catalogue} /> : <Skeleton active />;
}

function CompareOf({
  where,
  catalogue,
}: {
  readonly where: PlaceAndYear;
  readonly catalogue: NonNullable<ReturnType<typeof useCatalogue>>;
}) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const nameOf = useNames();
  const comparison = readComparison(state, where);
  const { error, retry, columns } = useColumns(comparison, catalogue);
  const { subjects, years } = comparison;
  const set = (next: Partial<Comparison>) => change(writeComparison({ ...comparison, ...next }), false);
  // Measures of the demonstration say nothing beside real figures.
  const measures = catalogue.measures.filter(
    ({ demonstration }) =>
      !demonstration || !columns || columns.some(({ isDemonstration }) => isDemonstration),
  );
  const parts = partsOf(comparison.isByApplicant, measures, catalogue.indicators);
  return (
    <>
      <h1>
        {t('比较', 'Compare')}{' '}
        {comparison.asOf && <small className="mark">{dayInWords(comparison.asOf, t)}</small>}
      </h1>
      <StateOf day={comparison.asOf} />
      <div className="question compare-form">
        <Labelled label={t('机关、区划', 'Agencies, places')}>
          <SubjectPicker
            subjects={subjects}
            // The one that nobody chose takes no room: the first who is added takes its place.
            most={Math.max(1, Math.floor(MOST_COLUMNS / years.length)) + Number(comparison.isUsual)}
            nameOf={({ kind, code }) => {
              const column = columns?.findLast(
                ({ subject }) => subject.kind === kind && subject.code === code,
              );
              if (column) return nameOf(column.name);
              // For some there is no column, as there is no room.
              return columns ? <NodeName kind={kind} code={code} /> : code;
            }}
            onChange={(next) => set(chooseSubjects(comparison, next))}
          />
        </Labelled>
        <Labelled label={t('年度', 'Years')}>
          <Select
            mode="multiple"
            maxCount={Math.max(1, Math.floor(MOST_COLUMNS / subjects.length))}
            value={[...years]}
            options={where.years.toReversed().map((year) => ({ value: year, label: String(year) }))}
            onChange={(next: number[]) => next.length > 0 && set({ years: next.toSorted((a, b) => a - b) })}
          />
        </Labelled>
        <AsOf day={comparison.asOf} onChange={(asOf) => set({ asOf })} />
      </div>
      <div className="filters">
        <Checkbox
          checked={comparison.isOnlyDifferent}
          onChange={({ target }) => set({ isOnlyDifferent: target.checked })}
        >
          {t('只看不同的', 'Only what differs')}
        </Checkbox>
        <Checkbox
          checked={comparison.isByApplicant}
          onChange={({ target }) => set({ isByApplicant: target.checked })}
        >
          {t('申请按申请人细分', 'Requests by kind of applicant')}
        </Checkbox>
      </div>
      <p className="coverage">
        {t(
          `至多 ${MOST_COLUMNS} 列（机关、区划数乘年度数）。各列与第一列相比：▲ 多，▼ 少，＝ 相同，≠ 不可比（一方无数字，或版式无此栏），≥、≤、≈ 为界限或约数，多少不能确定的不加 ▲、▼。`,
          `At most ${MOST_COLUMNS} columns: subjects times years. Each is compared with the first: ▲ more, ▼ less, ＝ the same, ≠ not comparable, where one side has no figure or its form no such cell. ≥, ≤ and ≈ are bounds or approximate; where more or less is not certain there is no ▲ or ▼.`,
        )}
        {subjects.some(({ kind }) => kind === 'AGENCY') &&
          t(
            '机关用各列年度报告所署的名称。',
            ' Agencies have the names that their reports of the year bear.',
          )}
        {subjects.some(({ kind }) => kind === 'PLACE') &&
          t('区划用各列年度末的名称。', ' Places have the names that they bear at the end of the year.')}
        {!hasRoom(subjects.length, years.length) && t('其余未列出。', ' The others are not shown.')}
      </p>
      {error && <Failed error={error} retry={retry} />}
      {error &&
        subjects.map((subject) => (
          <OtherKind
            key={subjectName(subject)}
            wanted={subject.kind}
            code={subject.code}
            way={{
              to: `/compare?${new URLSearchParams(
                Object.entries(writeComparison(asOtherKind(comparison, subject))).filter(
                  (part): part is [string, string] => part[1] !== null,
                ),
              )}`,
              label:
                subject.kind === 'AGENCY'
                  ? t('作为区划比较', 'Compare it as a place')
                  : t('作为机关比较', 'Compare it as an agency'),
            }}
          />
        ))}
      {!error && !columns && <Skeleton active paragraph={{ rows: 12 }} />}
      {columns && <YearCautions columns={columns} asOf={comparison.asOf} />}
      {columns && (
        <Parts
          parts={parts}
          columns={columns}
          comparison={comparison}
          onClosed={(closed) => set({ closed })}
        />
      )}
    </>
  );
}

function Parts({
  parts,
  columns,
  comparison: { closed, isOnlyDifferent, asOf },
  onClosed,
}: {
  readonly parts: readonly ComparePart[];
  readonly columns: readonly Column[];
  readonly comparison: Comparison;
  readonly onClosed: (closed: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const values = columns.map((column) => column.values);
  return parts.map(({ name, title, lines: all }) => {
    const lines = compareLines(all, values, isOnlyDifferent);
    const { changed, incomparable } = countDifferences(lines);
    const isClosed = closed.includes(name);
    return (
      <details
        key={name}
        className="part"
        open={!isClosed}
        onToggle={({ currentTarget: { open } }) => {
          if (open === isClosed) onClosed(open ? closed.filter((one) => one !== name) : [...closed, name]);
        }}
      >
        <summary>
          <h2>{t(title.zh, title.en)}</h2>{' '}
          <small>
            {columns.length > 1 &&
              t(
                `${changed} 项不同，${incomparable} 项不可比`,
                `${changed} differ, ${incomparable} not comparable`,
              )}
          </small>
        </summary>
        {lines.length === 0 ? (
          <Nothing
            text={
              isOnlyDifferent
                ? t('没有不同的项目。', 'Nothing differs.')
                : t('各列都没有报告。', 'No column has a report.')
            }
          />
        ) : (
          <CompareTable label={t(title.zh, title.en)} lines={lines} columns={columns} asOf={asOf} />
        )}
      </details>
    );
  });
}
