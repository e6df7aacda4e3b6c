import { CELLS, cellOf } from '../src/form/cells';
import { countOf, emptyFigures, type Figures, setFigure } from '../src/form/figures';
import { REQUEST_COLUMNS, REQUEST_ROWS } from '../src/form/lines';
import { computeTotals } from '../src/form/totals';

const CELLS_2021 = CELLS.filter((cell) => cell.editions.includes(2021));
const OUTCOMES = REQUEST_ROWS.filter((row) => row.role === 'OUTCOME' && row.editions.includes(2021)).map(
  (row) => row.code,
);
/** How often each outcome occurs, in the order of the form. */
const OUTCOME_SHARES = [40, 8, 0.3, 0.5, 0.2, 2, 3, 3, 2, 2, 22, 3, 2, 4, 1, 0.3, 0.3, 0.4, 1.5, 0.2, 4];
const APPLICANT_SHARES = [85, 9, 0.5, 0.5, 3, 2];
const APPLICANTS = REQUEST_COLUMNS.slice(0, 6).map((column) => column.code);

function pick(shares: readonly number[], random: () => number): number {
  let point = random() * shares.reduce((sum, share) => sum + share, 0);
  return Math.max(
    0,
    shares.findIndex((share) => {
      point -= share;
      return point < 0;
    }),
  );
}

/** Requests carried over to the next year, by applicant. */
export type CarriedOut = Readonly<Record<string, number>>;

/** What the figures of a year grow from. */
export interface YearSeed {
  /** How busy the agency is: the requests of an ordinary year. */
  readonly size: number;
  readonly carriedIn: CarriedOut;
  readonly normativeDocumentsInForce: number;
}

const put = (figures: Figures, code: string, value: number | string) =>
  setFigure(figures, cellOf(code), value);
const add = (figures: Figures, code: string) => put(figures, code, (countOf(figures, code) ?? 0) + 1);

/** How a year differs from an ordinary one: an office does about as much as last year. */
const steady = (random: () => number) => 0.7 + 0.6 * random();

function fillRequests(figures: Figures, seed: YearSeed, random: () => number): CarriedOut {
  const received = Math.floor(seed.size * steady(random));
  for (let at = 0; at < received; at += 1)
    add(figures, `requests.received.${APPLICANTS[pick(APPLICANT_SHARES, random)]}`);
  const carriedOut: Record<string, number> = {};
  for (const applicant of APPLICANTS) {
    const open = (countOf(figures, `requests.received.${applicant}`) ?? 0) + (seed.carriedIn[applicant] ?? 0);
    put(figures, `requests.carriedIn.${applicant}`, seed.carriedIn[applicant] ?? 0);
    carriedOut[applicant] = Math.floor(open * 0.08 * random());
    put(figures, `requests.carriedOut.${applicant}`, carriedOut[applicant]);
    for (let at = carriedOut[applicant]; at < open; at += 1)
      add(figures, `requests.${OUTCOMES[pick(OUTCOME_SHARES, random)]}.${applicant}`);
  }
  return carriedOut;
}

function fillDisputes(figures: Figures, seed: YearSeed, random: () => number) {
  for (const [group, share] of [
    ['reconsideration', 0.05],
    ['litigationDirect', 0.02],
    ['litigationAfterReconsideration', 0.01],
  ] as const) {
    const cases = Math.floor(seed.size * share * (0.5 + random()));
    for (let at = 0; at < cases; at += 1)
      add(
        figures,
        `disputes.${group}.${['upheld', 'corrected', 'other', 'pending'][pick([60, 12, 18, 10], random)]}`,
      );
  }
}

/** Believable figures of one year that satisfy every equation, with what the next year goes on from. */
export function yearFigures(
  seed: YearSeed,
  random: () => number,
): { figures: Figures; carriedOut: CarriedOut; normativeDocumentsInForce: number } {
  const figures = emptyFigures();
  for (const cell of CELLS_2021) setFigure(figures, cell, 0);
  const carriedOut = fillRequests(figures, seed, random);
  fillDisputes(figures, seed, random);
  const issued = Math.floor(4 * random());
  const repealed = Math.min(seed.normativeDocumentsInForce, Math.floor(3 * random()));
  const normativeDocumentsInForce = seed.normativeDocumentsInForce + issued - repealed;
  put(figures, 'proactive.normativeDocuments.issued', issued);
  put(figures, 'proactive.normativeDocuments.repealed', repealed);
  put(figures, 'proactive.normativeDocuments.inForce', normativeDocumentsInForce);
  put(figures, 'proactive.licences.decisions', Math.floor(seed.size * 30 * steady(random)));
  put(figures, 'proactive.penalties.decisions', Math.floor(seed.size * 4.5 * steady(random)));
  put(figures, 'proactive.coercions.decisions', Math.floor(seed.size * 0.4 * random()));
  put(
    figures,
    'proactive.fees.amount',
    (Math.floor(seed.size * 20_000 * steady(random)) / 10_000).toFixed(4),
  );
  for (const cell of CELLS_2021)
    if (/\.total$|^requests\.concluded\./.test(cell.code)) setFigure(figures, cell, null);
  computeTotals(figures);
  for (const cell of CELLS_2021)
    if (cell.kind === 'COUNT' && countOf(figures, cell.code) === null) setFigure(figures, cell, 0);
  return { figures, carriedOut, normativeDocumentsInForce };
}
