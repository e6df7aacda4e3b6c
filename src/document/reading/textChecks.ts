import { countOf, type Figures } from '../../form/figures';
import { type Finding, findingOf } from '../../form/finding';
import { RULES } from '../../form/rules';
import { firstLetters } from '../../shared/text';
import type { DisputeStatement } from './disputeStatements';
import { isOwn } from './readIndicators';
import type { Statement } from './statements';

const received = 'requests.received.total';

/** What a count of requests in the text may mean, in the order in which offices mean it. */
const MEANINGS: readonly { cells: readonly string[]; zh: string; en: string }[] = [
  { cells: [received], zh: '本年新收', en: 'received' },
  { cells: [received, 'requests.carriedIn.total'], zh: '本年新收加上年结转', en: 'received and carried in' },
  { cells: ['requests.concluded.total'], zh: '办理结果总计', en: 'concluded' },
  { cells: ['requests.received.naturalPerson'], zh: '自然人新收', en: 'received from natural persons' },
];

function sumOf(figures: Figures, cells: readonly string[]): number | null {
  const values = cells.map((cell) => countOf(figures, cell));
  return values.some((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Statements of the report's year that say a level exactly, whosever it is. */
const readingsOf = (statements: readonly Statement[], code: string) =>
  statements.filter(
    (one) =>
      one.code === code &&
      one.qualifier === 'EXACT' &&
      one.circumstances.time === 'THIS' &&
      !one.circumstances.isOther,
  );

/** The requests the text states against table three: nothing where a reading agrees, which other figure one agrees with (INFO), or none (WARNING). */
function checkRequests(figures: Figures, statements: readonly Statement[]): Finding[] {
  const readings = readingsOf(statements, 'requestsReceived');
  const own = readings.find(isOwn);
  const inTable = countOf(figures, received);
  if (!own || inTable === null || readings.some(({ value }) => Number(value) === inTable)) return [];
  for (const { value } of readings) {
    const meaning = MEANINGS.find(({ cells }) => sumOf(figures, cells) === Number(value));
    if (!meaning) continue;
    const { cells, zh, en } = meaning;
    const extent = { zh: `：正文 ${value} 为${zh}`, en: `: ${value} in the text is ${en}` };
    return [
      findingOf(RULES.textMeans, received, { cells, expected: String(inTable), actual: value, ...extent }),
    ];
  }
  return [
    findingOf(RULES.textAgainstTable, received, {
      cells: [received],
      expected: String(inTable),
      actual: own.value,
      zh: `：正文 ${own.value}，表格 ${inTable}（“${firstLetters(own.sentence, 60)}”）`,
      en: `: the text says ${own.value}, the table ${inTable}`,
    }),
  ];
}

const CASES = [
  {
    kind: 'LITIGATION',
    groups: [
      ['litigationDirect', 'litigationAfterReconsideration'],
      ['litigationDirect'],
      ['litigationAfterReconsideration'],
    ],
    zh: '行政诉讼',
    en: 'litigation',
  },
  { kind: 'RECONSIDERATION', groups: [['reconsideration']], zh: '行政复议', en: 'reconsideration' },
] as const;

/** The reconsiderations and suits the text states because of disclosure, against table four. */
function checkDisputes(figures: Figures, disputes: readonly DisputeStatement[]): Finding[] {
  return CASES.flatMap(({ kind, groups, zh, en }) => {
    const stated = disputes.filter((dispute) => dispute.kind === kind).map(({ value }) => value);
    const sums = groups.map((group) =>
      sumOf(
        figures,
        group.map((code) => `disputes.${code}.total`),
      ),
    );
    const [sum] = sums;
    if (stated.length === 0 || sum === null || stated.some((value) => Number(value) === sum)) return [];
    const path = `disputes.${groups[0][0]}.total`;
    const cells = groups[0].map((code) => `disputes.${code}.total`);
    const part = stated.find((value) => sums.includes(Number(value)));
    const actual = part ?? stated[0];
    const more = { cells, expected: String(sum), actual };
    return part !== undefined
      ? [
          findingOf(RULES.textMeans, path, {
            ...more,
            zh: `：正文${zh} ${actual} 件只是其中一类`,
            en: `: ${actual} of ${en} in the text are one kind of it`,
          }),
        ]
      : [
          findingOf(RULES.textAgainstTable, path, {
            ...more,
            zh: `：正文${zh} ${actual}，表格 ${sum}`,
            en: `: ${en}: the text says ${actual}, the table ${sum}`,
          }),
        ];
  });
}

/** Normative documents the text says were issued, against table two. */
function checkDocuments(figures: Figures, statements: readonly Statement[]): Finding[] {
  const code = 'proactive.normativeDocuments.issued';
  const readings = readingsOf(statements, 'normativeDocuments');
  const own = readings.find(isOwn);
  const inTable = countOf(figures, code);
  if (!own || inTable === null || readings.some(({ value }) => Number(value) === inTable)) return [];
  const inForce = countOf(figures, 'proactive.normativeDocuments.inForce');
  const more = { cells: [code], expected: String(inTable) };
  const meant = readings.find(({ value }) => Number(value) === inForce);
  return [
    meant
      ? findingOf(RULES.textMeans, code, {
          ...more,
          actual: meant.value,
          zh: `：正文 ${meant.value} 为现行有效件数`,
          en: `: ${meant.value} in the text are those in force`,
        })
      : findingOf(RULES.textAgainstTable, code, {
          ...more,
          actual: own.value,
          zh: `：正文规范性文件 ${own.value}，表格 ${inTable}`,
          en: `: normative documents: the text says ${own.value}, the table ${inTable}`,
        }),
  ];
}

/** What the text of a report says against its tables. */
export const checkText = (
  figures: Figures,
  statements: readonly Statement[],
  disputes: readonly DisputeStatement[],
): Finding[] => [
  ...checkRequests(figures, statements),
  ...checkDisputes(figures, disputes),
  ...checkDocuments(figures, statements),
];
