import type { Extraction } from '../../../src/document/reading/extraction';
import { toSimplified } from '../../../src/form/script';
import { AGENCY, YEAR } from '../habitDocuments';
import { type Judgement, judge } from '../judgeTables';
import type { SaidDocument } from './documentHabits';

/** From here on the organ and the year count as sure. */
const SURE = 0.8;

/** Compares a reading with what its document says: cells, organ, year, and the indicators that are exact. */
export function judgeDocument(reading: Extraction, { truth, written, stated }: SaidDocument): Judgement {
  const cells = judge(reading, truth, written);
  const wrong = [...cells.wrong];
  const { agency, year, recognition, indicators } = reading;
  if (agency !== null && recognition.agency.confidence >= SURE && toSimplified(agency) !== AGENCY)
    wrong.push(`agency ${agency} (${recognition.agency.confidence})`);
  if (year !== null && recognition.year.confidence >= SURE && year !== YEAR) wrong.push(`year ${year}`);
  for (const { code, value, qualifier, sentence } of indicators) {
    if (qualifier !== 'EXACT') continue;
    const said = stated.get(code);
    if (!said || said.value !== value || said.qualifier !== 'EXACT')
      wrong.push(`${code} is ${said?.qualifier} ${said?.value}, read ${value} in ${sentence?.slice(0, 80)}`);
  }
  return { ...cells, wrong };
}
