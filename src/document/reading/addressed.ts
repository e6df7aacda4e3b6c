import { dayBefore } from '../../form/beijing';
import { type Finding, findingOf } from '../../form/finding';
import { hanOnly } from '../../form/labels';
import { RULES } from '../../form/rules';
import { PRINTED_SCOPES, type PrintedScope } from '../../form/scopes';
import type { Extraction } from './extraction';

/** Below this the organ or the year was only guessed at, which says nothing against what is filed. */
const SURELY_RECOGNISED = 0.9;

/** What a document says it is of. */
type Addressed = Pick<Extraction, 'agency' | 'agencyCode' | 'year' | 'printedScope' | 'recognition'>;

/** A name of an organ of another time, or of one that was merged into it. */
interface OtherName {
  readonly name: string;
  readonly isOfPredecessor: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The organ that a document is filed for. */
interface FiledOrgan {
  readonly code: string;
  readonly name: string;
  /** Other names that are its own around the year. */
  readonly otherNames: readonly OtherName[];
}

/** What a document is filed for; null is not compared. */
export interface FiledFor {
  readonly agency: FiledOrgan | null;
  readonly year: number | null;
  readonly scope: PrintedScope | null;
}

/** Whether two names may be of one organ: one is the other, or ends it, or begins it. Digits make doubtful which one it is, and are not compared. */
function mayBeOne(name: string | null, filed: string): boolean {
  const [one, other] = [hanOnly(name ?? ''), hanOnly(filed)];
  return one === '' || other === '' || one.includes(other) || other.includes(one);
}

/** Whether the name of the organ was read for certain, but for digits in it. */
const isNameSure = ({ agency, recognition }: Addressed) =>
  recognition.agency.confidence >= SURELY_RECOGNISED || /\d/u.test(agency ?? '');

/** Returns the other name of an organ that a document names it by; null where it has its present name, or none of its own. */
const otherNameIn = ({ agency }: Addressed, { name, otherNames }: FiledOrgan): OtherName | null =>
  mayBeOne(agency, name) ? null : (otherNames.find((other) => mayBeOne(agency, other.name)) ?? null);

/** Whether a document may name the organ that it is filed for, by a name of its own. */
const mayName = (document: Addressed, filed: FiledOrgan): boolean =>
  mayBeOne(document.agency, filed.name) || otherNameIn(document, filed) !== null;

/** Whether a document surely names another organ than it is filed for: by the code that it prints, or else by the name. */
const namesAnother = (document: Addressed, filed: FiledOrgan): boolean =>
  document.agencyCode
    ? document.agencyCode !== filed.code
    : isNameSure(document) && !mayName(document, filed);

/** Says by which other name of the organ a document names it. */
function sayOtherName(document: Addressed, filed: FiledOrgan): Finding[] {
  const other = isNameSure(document) ? otherNameIn(document, filed) : null;
  if (!other) return [];
  const { name, isOfPredecessor, validFrom, validTo } = other;
  const [zh, en] = isOfPredecessor
    ? ['是已并入该机关的机关的名称', 'is the name of an organ that was merged into it']
    : validTo === null
      ? [`是其 ${validFrom} 起的名称`, `is its name from ${validFrom} on`]
      : [
          `是其 ${validFrom} 至 ${dayBefore(validTo)} 的名称`,
          `was its name from ${validFrom} to ${dayBefore(validTo)}`,
        ];
  return [
    findingOf(RULES.textOtherName, 'document.agency', {
      expected: filed.name,
      actual: document.agency,
      zh: `：“${name}”${zh}，现名“${filed.name}”`,
      en: `: “${name}” ${en}, its present name is “${filed.name}”`,
    }),
  ];
}

const NO_WORDS = { zh: '', en: '' };

function checkOrgan(document: Addressed, filed: FiledOrgan): Finding[] {
  const { agency, agencyCode } = document;
  if (!namesAnother(document, filed)) return sayOtherName(document, filed);
  const inBrackets = (code: string) => ({ zh: `（机关代码 ${code}）`, en: ` (code ${code})` });
  // Two agencies may have one name: by their codes they are told apart. The name and the code in a document may be of two agencies.
  const [named, own] = agencyCode
    ? [
        agency
          ? { zh: `，所写机关代码为 ${agencyCode}`, en: ` and has the code ${agencyCode}` }
          : inBrackets(agencyCode),
        inBrackets(filed.code),
      ]
    : [NO_WORDS, NO_WORDS];
  const name = agency ? { zh: `“${agency}”`, en: `“${agency}”` } : { zh: '另一机关', en: 'another organ' };
  return [
    findingOf(RULES.textAgency, 'document.agency', {
      expected: agencyCode ? filed.code : filed.name,
      actual: agencyCode ?? agency,
      zh: `：正文为${name.zh}${named.zh}，报送机关为“${filed.name}”${own.zh}`,
      en: `: the text names ${name.en}${named.en}, it is filed for “${filed.name}”${own.en}`,
    }),
  ];
}

function checkYear({ year, recognition }: Addressed, filed: number): Finding[] {
  if (recognition.year.confidence < SURELY_RECOGNISED || year === null || filed === year) return [];
  return [
    findingOf(RULES.textYear, 'document.year', {
      expected: String(filed),
      actual: String(year),
      zh: `：正文为 ${year} 年度，所选为 ${filed} 年度`,
      en: `: the text is of ${year}, the year chosen is ${filed}`,
    }),
  ];
}

function checkScope({ printedScope }: Addressed, filed: PrintedScope): Finding[] {
  if (!printedScope || printedScope === filed) return [];
  const [said, chosen] = [PRINTED_SCOPES[printedScope], PRINTED_SCOPES[filed]];
  return [
    findingOf(RULES.textScope, 'document.scope', {
      expected: filed,
      actual: printedScope,
      zh: `：文档写明“${said.zh}”，所选为“${chosen.zh}”`,
      en: `: the document says “${said.en}”, chosen is “${chosen.en}”`,
    }),
  ];
}

/** Compares the year, the organ and the scope that a document names for certain with those it is filed for. */
export const checkAddressed = (document: Addressed, { agency, year, scope }: FiledFor): Finding[] => [
  ...(year === null ? [] : checkYear(document, year)),
  ...(agency === null ? [] : checkOrgan(document, agency)),
  ...(scope === null ? [] : checkScope(document, scope)),
];

/** Says that nobody knows for certain whose report a document is, or of which year, where a person chose another than it seems to be. */
export function doubtAddressed(
  document: Addressed,
  { agency, year }: Pick<FiledFor, 'agency' | 'year'>,
): Finding[] {
  const { recognition } = document;
  const findings: Finding[] = [];
  const isNamed = document.agency !== null && (agency === null || mayName(document, agency));
  if (agency && !document.agencyCode && !isNameSure(document) && !isNamed)
    findings.push(
      findingOf(RULES.organInDoubt, 'document.agency', {
        expected: agency.name,
        actual: document.agency,
        zh:
          document.agency === null
            ? `；报送机关为“${agency.name}”`
            : `：似为“${document.agency}”，报送机关为“${agency.name}”`,
        en:
          document.agency === null
            ? `; it is filed for “${agency.name}”`
            : `: it may be “${document.agency}”, it is filed for “${agency.name}”`,
      }),
    );
  if (year !== null && recognition.year.confidence < SURELY_RECOGNISED && document.year !== year)
    findings.push(
      findingOf(RULES.yearInDoubt, 'document.year', {
        expected: String(year),
        actual: document.year === null ? null : String(document.year),
        zh:
          document.year === null
            ? `；所选为 ${year} 年度`
            : `：似为 ${document.year} 年度，所选为 ${year} 年度`,
        en:
          document.year === null
            ? `; the year chosen is ${year}`
            : `: it may be ${document.year}, the year chosen is ${year}`,
      }),
    );
  return findings;
}
