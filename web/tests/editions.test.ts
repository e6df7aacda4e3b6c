import { CELLS, cellsOfEdition } from '../../src/form/cells';
import type { Edition } from '../../src/form/lines';
import { missingCellsFinding } from '../../src/form/missingCells';
import { RULES } from '../../src/form/rules';
import { checkEntries } from '../src/desk/entry/entries';
import { changedSections, editionsOf, revisionOf } from '../src/desk/entry/storedReport';
import { correctedFindings } from '../src/desk/reading/correctedFindings';

const YEAR = 2023;
const OLD = 'requests.otherHandling.naturalPerson';
const NEW = 'requests.otherHandling.other.naturalPerson';

/** A report of a later year that is stored in the form of 2019, all of it zero. */
const STORED = {
  revision: 1,
  proactiveEdition: 2019,
  requestsEdition: 2019,
  cells: cellsOfEdition(2019).map(({ code }) => ({ code, value: 0, state: 'REPORTED', note: null })),
  overview: { text: '总体' },
  problems: { text: '问题' },
  otherMatters: { text: '未收取信息处理费。' },
  indicators: [],
} as never;

const read = (edition: Edition, value: (code: string) => number | null, state = 'REPORTED') =>
  CELLS.map(({ code, editions, section }) => ({
    code,
    section,
    value: editions.includes(edition) ? value(code) : null,
    state: editions.includes(edition) ? (value(code) === null ? state : 'REPORTED') : 'NOT_IN_EDITION',
  })) as never;

test('the form has cells of one edition alone to tell the two apart', () => {
  expect(cellsOfEdition(2019).map(({ code }) => code)).toContain(OLD);
  expect(cellsOfEdition(2021).map(({ code }) => code)).toContain(NEW);
});

test('a report is filled, checked and stored in the edition in which it is stored, whatever its year', () => {
  const editions = editionsOf(STORED, YEAR);
  expect(editions).toEqual({ 2: 2019, 3: 2019, 4: 2021 });
  const { fields } = revisionOf(STORED);
  const { findings, toFill } = checkEntries(fields, { year: YEAR, editions }, null);
  expect(findings.map(({ code }) => code)).not.toContain(RULES.notInEdition.code);
  expect(findings.map(({ code }) => code)).toContain(RULES.edition.code);
  expect(toFill).toContain(OLD);
  expect(toFill).not.toContain(NEW);
  const sent = changedSections({ ...fields, [OLD]: '3' }, fields, { notes: {}, sentences: {} }, editions);
  expect(sent).toMatchObject({ requests: { otherHandling: { subtotal: { naturalPerson: 3 } } } });
  expect(JSON.stringify(sent)).not.toContain('feeUnpaid');
});

test('the figures of a document of another edition are checked as they are corrected', () => {
  const balance = 'requests.received.naturalPerson';
  const codes = (corrections: Readonly<Record<string, string>>) =>
    correctedFindings(
      [],
      read(2019, () => 0),
      corrections,
      YEAR,
    ).map(({ code, path }) => `${code} ${path}`);
  expect(codes({ [balance]: '0' })).toEqual([]);
  expect(codes({ [balance]: '5' }).join()).toContain('requests.balance');
});

test('that cells were not read is said of those alone that nobody has looked at', () => {
  const unread = [OLD, 'requests.received.other'];
  const cells = read(2019, (code) => (unread.includes(code) ? null : 0), 'MISSING');
  const found = missingCellsFinding(unread);
  const saidOf = (corrections: Readonly<Record<string, string>>) =>
    correctedFindings(found, cells, corrections, YEAR)
      .filter(({ code }) => code === RULES.missingCells.code || code === RULES.notChecked.code)
      .map(({ code, cells: about }) => [code, about]);
  expect(saidOf({ [unread[0]]: '0' })).toEqual([
    [RULES.missingCells.code, [unread[1]]],
    [RULES.notChecked.code, [unread[1]]],
  ]);
  expect(saidOf({ [unread[0]]: '0', [unread[1]]: '' })).toEqual([]);
});
