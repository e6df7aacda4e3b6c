import { lettersOnly } from '../../form/labels';
import { memoizeObject } from '../../form/memoizeObject';
import { similarity } from '../../form/similarity';

/** A name of an agency, now or in the past, with the names of the places it lies in, from the nation down. */
export interface AgencyName {
  readonly code: string;
  readonly name: string;
  /** In which years it was borne, be it for a day. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly places: readonly string[];
}

/** An agency that a document may be of, and how surely. */
export interface AgencyCandidate {
  readonly code: string;
  readonly name: string;
  readonly confidence: number;
}

/** From here on an agency or a year counts as recognised. */
export const SURE = 0.9;
const MOST_CANDIDATES = 5;
/** How surely an agency is the one that a document names both by its name and by its code. */
const NAMED_TWICE = 0.98;
/** The most that one of several equally likely agencies is likely. */
const TIED = 0.5;
/** What is left of the likelihood of a name that was not borne in the document's year: another agency may have borne it then. */
const OTHER_YEAR_CONFIDENCE = 0.96;

/** A name of an agency as it is compared. */
interface ComparableName {
  readonly full: string;
  /** Without the names of its places. */
  readonly core: string;
  readonly places: readonly string[];
}

/** A name to compare by: its letters, without words in brackets. */
const withoutBrackets = (name: string) => lettersOnly(name.normalize('NFKC').replace(/\([^)]*\)/g, ''));

/** A name without the names of its places before it: 财政局 of 洛阳市西工区财政局. */
function withoutPlaces(name: string, places: readonly string[]): string {
  const place = places.find((item) => item !== '' && name.startsWith(item) && name.length > item.length);
  return place === undefined ? name : withoutPlaces(name.slice(place.length), places);
}

/**
 * Returns whether the words before a name lead to the organ's own place, the last of its places: 洛阳市西工区 before 财政局. 洛阳市 alone
 * leads to the city's organ of the same name.
 */
function leadsToPlace(text: string, places: readonly string[]): boolean {
  const own = places.at(-1) ?? '';
  if (own === '' || !text.endsWith(own)) return false;
  const above = text.slice(0, -own.length);
  return above === '' || withoutPlaces(`${above}。`, places) === '。';
}

/** Returns a name as it is compared; an import compares the same names with every document. */
const comparable = memoizeObject((item: AgencyName): ComparableName => {
  const full = withoutBrackets(item.name);
  const places = item.places.map(withoutBrackets);
  return { full, core: withoutPlaces(full, places), places };
});

/** Returns names by the last letter of what is compared: a name that is another one, or ends with it, ends as it does. */
const byLastLetter = memoizeObject((names: readonly AgencyName[]) => {
  const found = new Map<string, AgencyName[]>();
  for (const item of names) {
    const last = comparable(item).full.slice(-1);
    const own = found.get(last);
    if (own) own.push(item);
    else found.set(last, [item]);
  }
  return found;
});

/** Returns how surely a printed name is one of an agency, in whole or without its places; 0 when it is neither. */
function exactConfidence(printed: string, { full, core, places }: ComparableName): number {
  if (printed === full) return 1;
  if (printed === core) return 0.95;
  if (printed.endsWith(core)) return leadsToPlace(printed.slice(0, -core.length), places) ? 0.97 : 0.7;
  return full.endsWith(printed) ? 0.6 : 0;
}

/** Returns how surely a printed name is one that looks alike. */
function similarConfidence(printed: string, { full }: ComparableName): number {
  const alike = similarity(printed, full);
  return alike >= 0.5 ? alike * 0.8 : 0;
}

/** What a document prints of the organ it is of. */
export interface PrintedOrgan {
  readonly name: string | null;
  /** How surely the name was read as that of the organ. */
  readonly confidence: number;
  /** The code that the hub prints below a report. */
  readonly code?: string | null;
}

/**
 * The agencies a name printed in a document of a year may mean, likeliest first. Two that are equally likely are both doubtful, unless the
 * document prints the code of one of them. Names that only look alike count where none is sure.
 */
export function matchAgency(
  printed: PrintedOrgan,
  names: readonly AgencyName[],
  year: number | null,
): AgencyCandidate[] {
  const wanted = withoutBrackets(printed.name ?? '');
  if (wanted === '') return [];
  const best = new Map<string, AgencyCandidate>();
  const consider = (confidenceOf: typeof exactConfidence, among: readonly AgencyName[]) => {
    for (const item of among) {
      const isOfYear = year === null || (item.firstYear <= year && year <= item.lastYear);
      const confidence = confidenceOf(wanted, comparable(item)) * (isOfYear ? 1 : OTHER_YEAR_CONFIDENCE);
      if (confidence > 0 && confidence > (best.get(item.code)?.confidence ?? 0))
        best.set(item.code, { code: item.code, name: item.name, confidence });
    }
  };
  consider(exactConfidence, byLastLetter(names).get(wanted.slice(-1)) ?? []);
  const coded = best.get(printed.code ?? '');
  const byCode = coded && coded.confidence >= SURE ? coded : null;
  if ([...best.values()].every(({ confidence }) => confidence < SURE)) consider(similarConfidence, names);
  const found = [...best.values()]
    .sort((one, other) => other.confidence - one.confidence || (one.code < other.code ? -1 : 1))
    .slice(0, MOST_CANDIDATES);
  const isTied = found.length > 1 && found[0].confidence === found[1].confidence;
  const most = isTied ? Math.min(printed.confidence, TIED) : printed.confidence;
  const likely = found.map((item) => ({ ...item, confidence: Math.min(item.confidence, most) }));
  if (!byCode) return likely;
  const others = likely
    .filter(({ code }) => code !== byCode.code)
    .map((item) => ({ ...item, confidence: Math.min(item.confidence, TIED) }));
  return [{ ...byCode, confidence: NAMED_TWICE }, ...others].slice(0, MOST_CANDIDATES);
}
