import JSZip from 'jszip';
import { seedDemonstration } from '../../../seeds/demonstration';
import { seedIndicators } from '../../../seeds/indicators';
import { type RunningServer, startServer } from '../../../src/server/http/server';
import { serverOver } from '../../support/httpHub';
import { createTestDatabase } from '../../support/testDatabase';

const OFFICE = '910101-001';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let server: RunningServer;
beforeAll(async () => {
  opened = await createTestDatabase();
  await seedIndicators(opened.owner);
  await seedDemonstration(opened.owner, { agencies: 8, years: 2 });
  server = await startServer(serverOver(opened));
});
afterAll(async () => {
  await server.stop();
  await opened.drop();
});
const bytes = async (path: string) => Buffer.from(await (await fetch(server.url + path)).arrayBuffer());

/** Compares every document of the archive of an instant with what is downloaded by itself of that instant, and returns their pages by path. */
async function compareDocuments(at: string): Promise<ReadonlyMap<string, string>> {
  const query = `asOf=${encodeURIComponent(at)}`;
  const archive = await JSZip.loadAsync(await bytes(`/exports/910101/2025.zip?${query}`));
  const paths = Object.keys(archive.files).filter((path) => path.endsWith('.html') || path.endsWith('.docx'));
  expect(paths.length).toBeGreaterThan(10);
  const pages = new Map<string, string>();
  for (const path of paths) {
    const own = (await archive.file(path)?.async('nodebuffer')) as Buffer;
    expect([path, own.equals(await bytes(`/reports/${path}?${query}`))]).toEqual([path, true]);
    if (path.endsWith('.html')) pages.set(path, own.toString());
  }
  return pages;
}

test('the documents of an archive are those that are downloaded one by one: which publication they are, and what was withdrawn', async () => {
  const at = new Date().toISOString();
  const before = await compareDocuments(at);
  expect(before.get(`${OFFICE}/2025.html`)).toMatch(/补录时间 [^<]*，原已在别处公布/);
  await opened.owner.query(
    `insert into withdrawal (report_id, agency_id, revision, published_at, withdrawn_at, reason)
     select r.id, r.agency_id, v.number, v.published_at, clock_timestamp(), '数字有误'
       from report r join agency a on a.id = r.agency_id join report_revision v on v.report_id = r.id
      where a.code = $1 and r.year = 2025 and r.scope = 'OWN' and v.published_at is not null and v.superseded_at is null`,
    [OFFICE],
  );
  const after = await compareDocuments(at);
  expect(after.get(`${OFFICE}/2025.html`)).toContain('撤回公布，不再有效');
});
