import { createHash } from 'node:crypto';
import { lastEndedYear } from '../../../src/form/reportingYears';
import { Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

/** The year that has not ended. */
const RUNNING = lastEndedYear() + 1;
let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const refusalAt = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(hub.url + path, { headers: { 'accept-language': 'en', ...headers } });
  const { code, message } = (await response.json()) as Answer;
  return { status: response.status, code, message };
};
const badInput = (message: unknown) => ({ status: 400, code: 'BAD_USER_INPUT', message });

describe('a parameter that a download does not have is refused, and those it has are named', () => {
  const DOCUMENT = `/documents/${createHash('sha256').update('').digest('hex')}`;
  test.each([
    ['/reports/410303-001/2025.html?scopes=OWN', 'scopes', 'scope, asOf'],
    ['/rollups/910101/2025.json?level=TOWNSHIP', 'level', 'kind, asOf'],
    ['/rollups/910101/2025.json?agency=910101-001', 'agency', 'kind, asOf'],
    ['/exports/910101/2025.csv?kind=DEPARTMENT', 'kind', 'scope, layout, asOf'],
    [
      '/rows/910101/2025.csv?value=requests.total&levle=TOWNSHIP',
      'levle',
      'by, value, order, direction, figure, having, kind, level, outcome, asOf',
    ],
    ['/audit.ndjson?agencies=910101-001', 'agencies', 'agency, subject, actor, since, until'],
    ['/rollups/910101/2025.json?constructor=1', 'constructor', 'kind, asOf'],
  ])('%s', async (path, name, all) => {
    expect(await refusalAt(path)).toEqual(badInput(`This address has no parameter ${name}; it has ${all}.`));
  });

  test.each(['/tree/910101.csv?kind=DEPARTMENT', `${DOCUMENT}?name=report.docx`])(
    '%s, which has none',
    async (path) => {
      expect(await refusalAt(path)).toEqual(
        badInput(expect.stringMatching(/^This address has no parameters/)),
      );
    },
  );

  test.each([
    ['/rollups/910101/2025.json?kind=', 'kind is empty: give it a value, or leave it out.'],
    ['/reports/410303-001/2025.html?asOf=', 'asOf is empty: give it a value, or leave it out.'],
    ['/reports/410303-001/2025.html?scope=OWN&scope=OWN', 'scope may be there once only.'],
    [
      '/rows/910101/2025.csv?value=requests.total&order=requests.total&order=requests.total',
      'order may be there once only.',
    ],
    [
      '/rows/910101/2025.csv?value=requests.total&direction=ASC',
      'direction means something only together with order.',
    ],
    [
      '/rows/910101/2025.csv?value=requests.total&figure=GROWTH',
      'figure means something only together with order.',
    ],
  ])('nor is one passed over that says nothing: %s', async (path, message) => {
    expect(await refusalAt(path)).toEqual(badInput(message));
  });

  test('an instant of the audit that is none', async () => {
    const { token } = await hub.signUp({ role: Role.ADMINISTRATOR });
    const refusal = await refusalAt('/audit.ndjson?since=yesterday', { authorization: `Bearer ${token}` });
    expect(refusal).toEqual(badInput('since is an ISO 8601 instant such as 2026-03-01T00:00:00Z.'));
  });
});

describe('a file that there is not by its name', () => {
  const noFile = (formats: string) => ({
    status: 404,
    code: 'NOT_FOUND',
    message: expect.stringMatching(new RegExp(`its format is ${formats}\\.$`)),
  });
  const REPORTS = '.html, .docx, .xlsx, .csv, .ndjson, .json';

  test.each([
    ['/reports/410303-001/2025.pdf', REPORTS],
    ['/reports/410303-001/2025.HTML', REPORTS],
    ['/reports/410303-001/2021-2025.html', REPORTS],
    ['/reports/410303-001/latest', REPORTS],
    ['/rollups/910101/2025.ndjson', '.html, .docx, .xlsx, .csv, .json'],
    ['/rows/910101/2025.json', '.xlsx, .csv'],
    ['/exports/910101/2025', '.zip, .csv, .ndjson, .xlsx, .parquet'],
    ['/exports/910101/2025.constructor', '.zip, .csv, .ndjson, .xlsx, .parquet'],
    ['/tree/910101.pdf', '.xlsx, .csv'],
  ])('%s is refused with the formats', async (path, formats) => {
    expect(await refusalAt(path)).toEqual(noFile(formats));
  });

  test.each([
    ['/rollups/910101/2025-2021.csv', 'The years 2025-2021 go from the first to the last.'],
    ['/rollups/910101/2018-2025.csv', 'The year must be between 2019 and 2100.'],
    ['/reports/410303-001/1999.html', 'The year must be between 2019 and 2100.'],
    ['/rollups/910101/1900-2025.csv', 'At most 20 items.'],
    ...[
      '/reports/410303-001/RUNNING.html',
      '/rollups/910101/2024-RUNNING.xlsx',
      '/rows/910101/RUNNING.csv',
      '/exports/910101/RUNNING.csv',
      '/exports/910101/2024-RUNNING.zip',
    ].map((path) => [
      path.replace('RUNNING', String(RUNNING)),
      `There is nothing to download: the year ${RUNNING} has not ended, and its reports are made after that. The last year is ${RUNNING - 1}.`,
    ]),
  ])('%s is refused with what is wrong with its years', async (path, message) => {
    expect(await refusalAt(path)).toEqual(badInput(message));
  });
});

test('a format that the client does not accept is refused with a message and those there are', async () => {
  expect(await refusalAt('/reports/410303-001/2025', { accept: 'image/png' })).toEqual({
    status: 406,
    code: 'NOT_ACCEPTABLE',
    message: 'Not available in that format; see `available`.',
  });
});
