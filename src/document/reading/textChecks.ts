import { countOf, type Figures } from '../../form/figures';
import { type Finding, findingOf } from '../../form/finding';
import { hanOnly } from '../../form/labels';
import { RULES } from '../../form/rules';
import { firstLetters } from '../../shared/text';
import type { Extraction, ReadIndicator } from './extraction';
import { statedNumbers } from './readNumbers';

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

/** The requests the text states against table three: which of its figures agrees (INFO), or none (WARNING). */
function checkRequests(figures: Figures, stated: ReadIndicator | undefined): Finding[] {
  const actual = stated ? Number(stated.value) : Number.NaN;
  const inTable = countOf(figures, received);
  if (!stated || inTable === null || actual === inTable) return [];
  if (stated.qualifier !== 'EXACT') return [];
  const meaning = MEANINGS.find(({ cells }) => sumOf(figures, cells) === actual);
  const more = { cells: meaning?.cells ?? [received], expected: String(inTable), actual: stated.value };
  return meaning
    ? [
        findingOf(RULES.textMeans, received, {
          ...more,
          zh: `：正文 ${stated.value} 为${meaning.zh}`,
          en: `: ${stated.value} in the text is ${meaning.en}`,
        }),
      ]
    : [
        findingOf(RULES.textAgainstTable, received, {
          ...more,
          zh: `：正文 ${stated.value}，表格 ${inTable}（“${firstLetters(stated.sentence, 60)}”）`,
          en: `: the text says ${stated.value}, the table ${inTable}`,
        }),
      ];
}

const CASES: readonly { words: RegExp; groups: readonly (readonly string[])[]; zh: string; en: string }[] = [
  {
    words: /行政诉讼|诉讼(?:案件)?/u,
    groups: [
      ['litigationDirect', 'litigationAfterReconsideration'],
      ['litigationDirect'],
      ['litigationAfterReconsideration'],
    ],
    zh: '行政诉讼',
    en: 'litigation',
  },
  { words: /行政复议/u, groups: [['reconsideration']], zh: '行政复议', en: 'reconsideration' },
];

/** The reconsiderations and suits the text states against table four. */
function checkDisputes(figures: Figures, sentences: readonly string[]): Finding[] {
  return CASES.flatMap(({ words, groups, zh, en }) => {
    for (const sentence of sentences)
      for (const clause of sentence.split(/[，,、；;]/u)) {
        const place = clause.search(words);
        const number =
          place < 0
            ? undefined
            : statedNumbers(clause).find(
                ({ start, unit }) =>
                  start > place && start - place < 12 && /^(?:件|起|宗|例|次)$/u.test(unit),
              );
        if (!number || /纠正|维持|败诉|其中/u.test(clause)) continue;
        const sums = groups.map((group) =>
          sumOf(
            figures,
            group.map((code) => `disputes.${code}.total`),
          ),
        );
        if (sums[0] === null || sums[0] === Number(number.value)) return [];
        const path = `disputes.${groups[0][0]}.total`;
        const more = {
          cells: groups[0].map((code) => `disputes.${code}.total`),
          expected: String(sums[0]),
          actual: number.value,
        };
        return sums.includes(Number(number.value))
          ? [
              findingOf(RULES.textMeans, path, {
                ...more,
                zh: `：正文${zh} ${number.value} 件只是其中一类`,
                en: `: ${number.value} of ${en} in the text are one kind of it`,
              }),
            ]
          : [
              findingOf(RULES.textAgainstTable, path, {
                ...more,
                zh: `：正文${zh} ${number.value}，表格 ${sums[0]}`,
                en: `: ${en}: the text says ${number.value}, the table ${sums[0]}`,
              }),
            ];
      }
    return [];
  });
}

/** Normative documents the text says were issued, against table two. */
function checkDocuments(figures: Figures, stated: ReadIndicator | undefined): Finding[] {
  const code = 'proactive.normativeDocuments.issued';
  const inTable = countOf(figures, code);
  if (!stated || inTable === null || stated.qualifier !== 'EXACT' || Number(stated.value) === inTable)
    return [];
  const inForce = countOf(figures, 'proactive.normativeDocuments.inForce');
  const more = { cells: [code], expected: String(inTable), actual: stated.value };
  return [
    inForce === Number(stated.value)
      ? findingOf(RULES.textMeans, code, {
          ...more,
          zh: `：正文 ${stated.value} 为现行有效件数`,
          en: `: ${stated.value} in the text are those in force`,
        })
      : findingOf(RULES.textAgainstTable, code, {
          ...more,
          zh: `：正文规范性文件 ${stated.value}，表格 ${inTable}`,
          en: `: normative documents: the text says ${stated.value}, the table ${inTable}`,
        }),
  ];
}

/** Below this the organ or the year was only guessed at, which says nothing against what is filed. */
const SURELY_RECOGNISED = 0.9;

/** Compares the year and the organ that a document names with those it is filed for; null is not compared. */
export function checkAddressed(
  { agency, year, recognition }: Pick<Extraction, 'agency' | 'year' | 'recognition'>,
  filed: { agency: string | null; year: number | null },
): Finding[] {
  const findings: Finding[] = [];
  const isSure = (name: 'agency' | 'year') => recognition[name].confidence >= SURELY_RECOGNISED;
  if (isSure('year') && filed.year !== null && year !== null && filed.year !== year)
    findings.push(
      findingOf(RULES.textYear, 'document.year', { expected: String(filed.year), actual: String(year) }),
    );
  const bare = (name: string | null) => hanOnly(name ?? '');
  const [one, other] = [bare(agency), bare(filed.agency)];
  if (isSure('agency') && one !== '' && other !== '' && !one.includes(other) && !other.includes(one))
    findings.push(findingOf(RULES.textAgency, 'document.agency', { expected: filed.agency, actual: agency }));
  return findings;
}

/** What the text of a report says against its tables. */
export function checkText(
  figures: Figures,
  indicators: readonly ReadIndicator[],
  paragraphs: readonly string[],
): Finding[] {
  const stated = (code: string) => indicators.find((indicator) => indicator.code === code);
  const sentences = paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[。！？])/u));
  return [
    ...checkRequests(figures, stated('requestsReceived')),
    ...checkDisputes(figures, sentences),
    ...checkDocuments(figures, stated('normativeDocuments')),
  ];
}
