import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../src/server/http/server';
import { Role } from '../../../src/shared/request/permissions';
import { htmlReport } from '../../support/documents';
import { type HttpHub, serverOver, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
let clerk: string;
let stranger: string;
let officer: string;
let folder: string;
const BUREAU = { code: 'doc-1', name: '西工区文档局' };
const OTHER = { code: 'doc-2', name: '西工区其他局' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ogi-documents-'));
  hub = await startHttpHub();
  const administrator = (await hub.signUp({ role: Role.ADMINISTRATOR })).token;
  for (const { code, name } of [BUREAU, OTHER])
    await hub.ask(
      'mutation ($input: AddAgencyInput!) { addAgency(input: $input) { findings { messageEn } } }',
      administrator,
      {
        input: {
          code,
          name,
          kind: 'DEPARTMENT',
          jurisdiction: '410303',
          validFrom: '2015-01-01',
          confirm: true,
        },
      },
    );
  clerk = (await hub.signUp({ role: Role.CLERK, agency: BUREAU.code })).token;
  stranger = (await hub.signUp({ role: Role.CLERK, agency: OTHER.code })).token;
  officer = (await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' })).token;
});
afterAll(async () => {
  await hub.drop();
  await rm(folder, { recursive: true, force: true });
});

const upload = (bytes: Buffer | string, token?: string, name = 'report.html', url = hub.url) =>
  fetch(`${url}/documents?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
const download = (sha256: string, token?: string, url = hub.url) =>
  fetch(`${url}/documents/${sha256}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });

const IMPORT = `mutation ($input: ImportReportInput!) { importReport(input: $input) {
  accepted readyToSubmit currentRevision agency { code } agencyConfidence candidates { code confidence } year
  findings { code severity path actual messageZh messageEn }
  reading { agencyName year format sections { number edition } indicators { code value }
    cells(codes: ["requests.received.total", "proactive.rules.issued"]) { code state value printed confidence where { table section } } }
  report { state latestRevision source document { sha256 name } requests { received { total naturalPerson } } indicators { value }
    reading { agencyName } } } }`;
const send = async (input: object, token: string) => {
  const answer = await hub.ask(IMPORT, token, { input });
  expect(answer.errors).toBeUndefined();
  return answer.data.importReport;
};

describe('uploading', () => {
  test('bytes are stored once, under their hash', async () => {
    const bytes = htmlReport({ agency: BUREAU.name, year: 2025 });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const first = await upload(bytes, clerk, '年报 2025.html');
    expect(first.status).toBe(201);
    expect(await first.json()).toEqual({ document: sha256, size: bytes.length });
    expect((await upload(bytes, clerk)).status).toBe(200);
    const back = await download(sha256, clerk);
    expect(back.status).toBe(200);
    expect(Buffer.from(await back.arrayBuffer())).toEqual(bytes);
    expect(back.headers.get('content-disposition')).toContain(`''${encodeURIComponent('年报 2025.html')}`);
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(back.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('uploads need a right to file or record; a cookie is no credential', async () => {
    expect((await upload('x')).status).toBe(401);
    expect((await upload('x', 'ogs_nothing')).status).toBe(401);
    const { token } = await hub.signUp({ role: Role.ANALYST, jurisdiction: '410303' });
    expect((await upload('x', token)).status).toBe(403);
    const cookie = await fetch(`${hub.url}/documents`, {
      method: 'POST',
      body: 'x',
      headers: { cookie: `token=${clerk}` },
    });
    expect(cookie.status).toBe(401);
  });

  test('too large and empty bodies are refused in both languages', async () => {
    const large = await upload(Buffer.alloc(20_000_001, 'x'), clerk);
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({
      code: 'document.tooLarge',
      messageZh: expect.stringContaining('20 MB'),
      messageEn: expect.stringContaining('20 MB'),
    });
    expect((await upload(Buffer.alloc(20_000_000, 'x'), clerk)).status).toBe(201);
    expect((await upload('', clerk)).status).toBe(400);
  });

  test('another clerk cannot read a document until its report is published', async () => {
    const { document } = (await (
      await upload(htmlReport({ agency: BUREAU.name, year: 2024 }), clerk)
    ).json()) as { document: string };
    expect((await download(document, stranger)).status).toBe(404);
    expect((await download(document)).status).toBe(404);
    expect(await send({ document }, stranger)).toMatchObject({
      accepted: false,
      findings: [{ code: 'document.unknown' }],
    });
    for (const name of ['0'.repeat(64), 'x', '../../etc/passwd', "' or 1=1--"])
      expect((await download(encodeURIComponent(name), clerk)).status).toBe(404);
  });

  test('a file name is never a path', async () => {
    const name = '..\\..\\/etc/<script>\u202e"\r\nx: y.html';
    const { document } = (await (await upload('a page', clerk, name)).json()) as { document: string };
    const header = (await download(document, clerk)).headers.get('content-disposition') as string;
    expect(header).not.toMatch(/[\r\n<>]|\.\.\//);
    expect((await upload('nul', clerk, 'a\0b.html')).status).toBe(400);
  });

  test('documents can be stored in a folder; a damaged one is not served', async () => {
    const logged: unknown[] = [];
    const server = await startServer(
      serverOver(
        { ...hub, url: hub.databaseUrl },
        { documentDir: folder, logError: (_, error) => logged.push(error) },
      ),
    );
    try {
      const answer = await upload('kept in a folder', clerk, 'a.txt', server.url);
      const { document } = (await answer.json()) as { document: string };
      const path = join(folder, document.slice(0, 2), document);
      expect(await readFile(path, 'utf8')).toBe('kept in a folder');
      expect(await readdir(join(folder, document.slice(0, 2)))).toEqual([document]);
      expect(await (await download(document, clerk, server.url)).text()).toBe('kept in a folder');
      await writeFile(path, 'kept in a folder, changed');
      expect((await download(document, clerk, server.url)).status).toBe(500);
    } finally {
      await server.stop();
    }
  });
});

describe('importing', () => {
  const uploaded = async (input: Parameters<typeof htmlReport>[0], token = clerk) =>
    ((await (await upload(htmlReport(input), token)).json()) as { document: string }).document;

  test('a document of another year or agency than it is filed for is reported', async () => {
    const codes = async (year: number, agency: string) => {
      const document = await uploaded({ agency, year });
      const payload = await send({ document, scope: 'OWN', agency: BUREAU.code, year: 2023 }, clerk);
      return payload.findings
        .map((item: { code: string }) => item.code)
        .filter((code: string) => /^text\.(year|agency)$/.test(code));
    };
    expect(await codes(2023, BUREAU.name)).toEqual([]);
    expect((await codes(2022, '演示远方县水利局')).sort()).toEqual(['text.agency', 'text.year']);
    const document = await uploaded({ agency: '演示远方县水利局', year: 2023 });
    const { findings } = await send({ document, scope: 'OWN', agency: BUREAU.code, year: 2023 }, clerk);
    const { messageZh, messageEn } = findings.find(({ code }: { code: string }) => code === 'text.agency');
    for (const name of ['演示远方县水利局', BUREAU.name])
      expect([messageZh.includes(name), messageEn.includes(name)]).toEqual([true, true]);
    // Digits make doubtful which organ it is, not that it is another; a printed code does not.
    expect(await codes(2023, '演示910101水利局')).toEqual(['text.agency']);
    const printed = htmlReport({ agency: BUREAU.name, year: 2023 }).toString();
    const withCode = async (code: string) => {
      const page = printed.replace('</body>', `<p>机关代码：${code}，统计口径：本机关</p></body>`);
      const { document } = (await (await upload(Buffer.from(page), clerk)).json()) as { document: string };
      return JSON.stringify(await send({ document, scope: 'OWN', agency: BUREAU.code, year: 2023 }, clerk));
    };
    expect(await withCode(BUREAU.code)).not.toContain('text.agency');
    expect(await withCode('910101-018')).toContain('所写机关代码为 910101-018，报送机关为');
  });

  test('a dry run returns what was read, and stores nothing', async () => {
    const document = await uploaded({
      agency: BUREAU.name,
      year: 2023,
      figures: { 'proactive.rules.issued': '' },
    });
    const payload = await send({ document, scope: 'OWN' }, clerk);
    expect(payload).toMatchObject({
      accepted: true,
      agency: { code: BUREAU.code },
      year: 2023,
      report: null,
      reading: {
        agencyName: BUREAU.name,
        format: 'HTML',
        cells: expect.arrayContaining([
          expect.objectContaining({ code: 'proactive.rules.issued', state: 'BLANK', value: null }),
          expect.objectContaining({
            code: 'requests.received.total',
            state: 'REPORTED',
            where: expect.anything(),
          }),
        ]),
      },
    });
    expect(payload.reading.sections.map((item: { number: string }) => item.number)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(
      await hub.owner.query(
        'select 1 from report r join agency a on a.id = r.agency_id where a.code = $1 and r.year = 2023',
        [BUREAU.code],
      ),
    ).toEqual([]);
    expect(await hub.owner.query('select 1 from report_import')).toEqual([]);
  });

  test('a missing scope is an error, never guessed', async () => {
    const document = await uploaded({ agency: BUREAU.name, year: 2023 });
    for (const dryRun of [true, false])
      expect(await send({ document, dryRun }, clerk)).toMatchObject({
        accepted: false,
        report: null,
        findings: expect.arrayContaining([expect.objectContaining({ code: 'document.scope' })]),
      });
  });

  test('an agency or year that is not recognised must be given', async () => {
    const document = await uploaded({ agency: '某某委员会', year: 2023 });
    const payload = await send({ document, scope: 'OWN', dryRun: false }, clerk);
    expect(payload).toMatchObject({ accepted: false, report: null });
    expect(payload.findings.map((item: { code: string }) => item.code)).toContain('document.agency');
    expect(await send({ document, agency: BUREAU.code, year: 2023, scope: 'OWN' }, clerk)).toMatchObject({
      accepted: true,
      agencyConfidence: 1,
    });
  });

  test('a draft with errors is saved, then corrected and submitted', async () => {
    const document = await uploaded({
      agency: `洛阳市${BUREAU.name}`,
      year: 2025,
      figures: { 'requests.received.total': 999 },
      overview: '本年受理12345热线321件。',
    });
    const payload = await send({ document, scope: 'OWN', dryRun: false }, clerk);
    expect(payload).toMatchObject({
      accepted: true,
      readyToSubmit: false,
      currentRevision: 1,
      report: {
        state: 'DRAFT',
        document: { sha256: document },
        requests: { received: { total: 999 } },
        reading: { agencyName: `洛阳市${BUREAU.name}` },
      },
    });
    expect(payload.findings).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', path: 'requests.received.total' }),
    );
    const again = await send(
      {
        document,
        scope: 'OWN',
        dryRun: false,
        corrections: [{ code: 'requests.received.total', value: null }],
        explanations: payload.findings
          .filter((item: { severity: string }) => item.severity === 'WARNING')
          .map(({ code, path }: { code: string; path: string }) => ({ code, path, text: '属实。' })),
      },
      clerk,
    );
    expect(again).toMatchObject({ accepted: true, readyToSubmit: true, currentRevision: 2 });
    const submitted = await hub.ask(
      'mutation ($input: ReportInput!) { submitReport(input: $input) { accepted findings { code path } report { state } } }',
      clerk,
      { input: { agency: BUREAU.code, year: 2025 } },
    );
    expect(submitted.data.submitReport).toMatchObject({
      accepted: true,
      report: { state: 'SECTION_REVIEW' },
    });
    expect(await send({ document, scope: 'OWN' }, clerk)).toMatchObject({
      accepted: false,
      findings: expect.arrayContaining([expect.objectContaining({ code: 'report.state' })]),
    });
  });

  test('a figure the form refuses is left blank and reported, and so is a wrong correction', async () => {
    const document = await uploaded({
      agency: BUREAU.name,
      year: 2022,
      figures: { 'requests.received.naturalPerson': -3 },
    });
    const payload = await send({ document, scope: 'OWN', dryRun: false }, clerk);
    expect(payload).toMatchObject({
      accepted: true,
      report: { requests: { received: { naturalPerson: null } } },
    });
    expect(payload.findings).toContainEqual(
      expect.objectContaining({
        code: 'counts.negative',
        path: 'requests.received.naturalPerson',
        actual: '-3',
      }),
    );
    const corrections = [{ code: 'nothing.here', value: 1 }];
    expect(await send({ document, scope: 'OWN', dryRun: false, corrections }, clerk)).toMatchObject({
      accepted: false,
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'form.unknownCell', path: 'input.corrections.0.code' }),
      ]),
    });
  });

  test('the district officer records what was published, errors and all, and anyone may have the original', async () => {
    const document = await uploaded(
      { agency: BUREAU.name, year: 2021, figures: { 'requests.concluded.total': 12345 } },
      officer,
    );
    const refused = await hub.ask(IMPORT, clerk, {
      input: { document, scope: 'OWN', dryRun: false, publish: true, agency: BUREAU.code },
    });
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
    const payload = await send({ document, scope: 'OWN', dryRun: false, publish: true }, officer);
    expect(payload).toMatchObject({ accepted: true, readyToSubmit: null, report: { state: 'PUBLISHED' } });
    expect(payload.report.source).toContain(document);
    expect((await download(document)).status).toBe(200);
    const seen = await hub.ask(
      `{ report(agency: "${BUREAU.code}", year: 2021) { errorCount document { sha256 } reading { cells(codes: ["requests.concluded.total"]) { printed } } } }`,
    );
    expect(seen.data.report).toMatchObject({
      document: { sha256: document },
      reading: { cells: [{ printed: '12345' }] },
    });
    expect(seen.data.report.errorCount).toBeGreaterThan(0);
  });

  test('a document that is no report is refused in both languages', async () => {
    const { document } = (await (await upload('hello', clerk)).json()) as { document: string };
    const payload = await send({ document, scope: 'OWN' }, clerk);
    expect(payload).toMatchObject({ accepted: false, reading: null });
    expect(payload.findings[0].messageZh).toMatch(/\p{Script=Han}/u);
  });
});
