import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type RunningServer, startServer } from '../../../src/server/http/server';
import { SUBJECTS } from '../../../web/src/admin/auditChanges';
import { PAGES_FOLDER, serverOver } from '../../support/httpHub';
import { createTestDatabase } from '../../support/testDatabase';

const WEB = join(__dirname, '../../../web');
/** The most that a page loads before it shows its figures, in bytes as sent; the program that draws charts comes after them. */
const MOST_BYTES = 300_000;
/** What fits into a packet is sent as it is. */
const SMALL = 1500;

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let server: RunningServer;
beforeAll(async () => {
  opened = await createTestDatabase();
  server = await startServer(serverOver(opened));
});
afterAll(async () => {
  await server.stop();
  await opened.drop();
});

test.each([
  '/',
  '/ask?by=YEAR',
  '/agencies',
  '/agencies/410303-001',
  '/agencies/410303-001/2025',
  '/agencies/410303-001/2025/consolidated',
])('%s is a page that loads from the hub alone', async (path) => {
  const response = await fetch(server.url + path);
  const policy = response.headers.get('content-security-policy') ?? '';
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
  expect(policy).not.toMatch(/https?:|unsafe/);
  expect(text).toContain(`content="${/'nonce-([^']+)'/.exec(policy)?.[1]}"`);
  expect(text).not.toMatch(/https?:|<script>|<style/);
});

test.each([
  ['/', 'Overview'],
  ['/ask', 'Ask'],
  ['/agencies/410303-001/2025', 'ReportPage'],
])(
  '%s has its own program loaded together with that of all pages, and what it asks first',
  async (path, program) => {
    const page = await (await fetch(server.url + path)).text();
    const preloads = [...page.matchAll(/<link rel="modulepreload" crossorigin href="([^"]+)"/g)].map(
      ([, file]) => file,
    );
    expect(preloads.filter((file) => file.startsWith(`/assets/${program}-`)).length).toBe(1);
    expect(new Set(preloads).size).toBe(preloads.length);
    for (const file of preloads) expect((await fetch(server.url + file)).status).toBe(200);
    expect(page).toContain('as="fetch" crossorigin href="/graphql?documentId=webStart"');
  },
);

test('what a page loads is stored for ever, and is compressed', async () => {
  const page = await (await fetch(server.url)).text();
  const paths = page.match(/\/assets\/[\w.-]+/g) ?? [];
  expect(paths.length).toBeGreaterThan(1);
  for (const path of paths) {
    const response = await fetch(server.url + path, { headers: { 'accept-encoding': 'br' } });
    const { byteLength } = await response.arrayBuffer();
    expect([path, response.status, response.headers.get('cache-control')]).toEqual([
      path,
      200,
      'public, max-age=31536000, immutable',
    ]);
    if (byteLength > SMALL) expect(response.headers.get('content-encoding')).toBe('br');
  }
});

test('the first view of every page stays below 300 kB', () => {
  const manifest = JSON.parse(readFileSync(join(PAGES_FOLDER, 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] }
  >;
  const filesOf = (names: readonly string[], files = new Set<string>()) => {
    for (const name of names) {
      const { file, css = [], imports = [] } = manifest[name];
      if (files.has(file)) continue;
      for (const one of [file, ...css]) files.add(one);
      filesOf(imports, files);
    }
    return files;
  };
  // What the first program loads later are the pages, and the dialog that searches.
  const pages = manifest['index.html'].dynamicImports ?? [];
  expect(pages.length).toBeGreaterThan(15);
  const desk = 'src/desk/WorkPage.tsx';
  const views = [
    ...pages.map((page) => [page]),
    // What a clerk and a reviewer see first of a report that they work on.
    [desk, 'src/desk/Fill.tsx', 'src/desk/entry/FormEntry.tsx'],
    [desk, 'src/desk/Fill.tsx', 'src/desk/reading/FileDocument.tsx'],
    [desk, 'src/desk/review/ReviewOf.tsx'],
  ];
  const sizes = views.map((view) => {
    const bytes = [...filesOf(['index.html', ...view])].map(
      (file) => gzipSync(readFileSync(join(PAGES_FOLDER, file))).length,
    );
    return { view, bytes: bytes.reduce((sum, size) => sum + size, 0) };
  });
  expect(sizes.filter(({ bytes }) => bytes >= MOST_BYTES)).toEqual([]);
});

test('every page that the program shows is served at its address', () => {
  const read = (path: string) => readFileSync(join(__dirname, '../../..', path), 'utf8');
  const shown = [...read('web/src/App.tsx').matchAll(/<Route path="([^"]+)"/g)].map(([, path]) => path);
  const served = [...read('src/server/http/pages/pages.ts').matchAll(/^ {2}'(\/[^']*)': '/gm)].map(
    ([, path]) => path,
  );
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.toSorted()).toEqual(served.toSorted());
});

test('the generated documents of the pages are those of schema/operations/web (npm run schema writes them)', () => {
  const { FILE, generate } = require(join(WEB, 'scripts/generate.js')) as {
    FILE: string;
    generate(): string;
  };
  expect(readFileSync(FILE, 'utf8')).toBe(generate());
});

test('where there is nothing, a browser sees a page that says so, and a program reads it', async () => {
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const page = await fetch(`${server.url}/nothing`, { headers: browser });
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("style-src 'self' 'nonce-");
  expect(await page.text()).toContain('<div id="root"');
  for (const accept of ['*/*', 'application/json', 'application/json, text/html']) {
    const response = await fetch(`${server.url}/nothing`, { headers: { accept } });
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ code: expect.any(String), messageZh: expect.any(String) }),
    ]);
  }
  const posted = await fetch(`${server.url}/nothing`, { method: 'POST', headers: browser });
  expect([posted.status, posted.headers.get('content-type')]).toEqual([
    404,
    'application/json; charset=utf-8',
  ]);
  await posted.text();
});

test('everything that is audited has a name in words', () => {
  const folder = join(__dirname, '../../../migrations/sql');
  const audited = readdirSync(folder).flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /^create trigger t10_audit\w* after [a-z ]+ on (\w+)/gm,
      ),
    ].map(([, table]) => table),
  );
  expect(Object.keys(SUBJECTS).sort()).toEqual([...new Set(audited)].sort());
});

test('an address that is badly encoded is refused in a page to a browser; a program reads why', async () => {
  const ask = (accept: string) => fetch(`${server.url}/admin/accounts/%E0%A4%A`, { headers: { accept } });
  const page = await ask('text/html');
  expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const answer = await ask('application/json');
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('percent-encoded UTF-8'),
  ]);
});
