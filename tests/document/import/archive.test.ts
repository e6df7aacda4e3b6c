import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import type { DataSource } from 'typeorm';
import { seedDemonstration } from '../../../seeds/demonstration';
import { seedIndicators } from '../../../seeds/indicators';
import { COMMAND } from '../../../src/document/import/commandActor';
import type { ImportFilesOptions } from '../../../src/document/import/fileResult';
import { importFiles } from '../../../src/document/import/importFiles';
import { importTree } from '../../../src/document/tree/importTree';
import { loadTree, writeTreeCsv } from '../../../src/document/tree/writeTreeFile';
import { startServer } from '../../../src/server/http/server';
import { Role } from '../../../src/shared/request/permissions';
import { serverOver } from '../../support/httpHub';
import { createTestDatabase } from '../../support/testDatabase';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

/** Two districts: townships of both have the same names. */
const SIZE = { agencies: 107, years: 1 };
const YEAR = 2025;
/** Of the agencies of each district its government, bureaus, one with an unusual name among them, and townships. */
const SOME = /-(?:000|001|002|030|044|046|047)$/;

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let archive: JSZip;
let folder: string;
beforeAll(async () => {
  opened = await createTestDatabase();
  await seedIndicators(opened.owner);
  await seedDemonstration(opened.owner, SIZE);
  const server = await startServer(serverOver(opened));
  const answer = await fetch(`${server.url}/exports/900000/${YEAR}.zip?scope=OWN&scope=CONSOLIDATED`);
  archive = await JSZip.loadAsync(await answer.arrayBuffer());
  await server.stop();
  folder = await mkdtemp(join(tmpdir(), 'ogi-archive-'));
});
afterAll(async () => {
  await opened.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Writes the files of an archive whose names end so to a folder of their own. */
async function unpack(ending: RegExp): Promise<string> {
  const target = await mkdtemp(join(folder, 'part-'));
  for (const file of Object.values(archive.files)) {
    const [agency] = file.name.split('/');
    if (!ending.test(file.name) || !(SOME.test(agency) || file.name === 'index.csv')) continue;
    await mkdir(dirname(join(target, file.name)), { recursive: true });
    await writeFile(join(target, file.name), await file.async('nodebuffer'));
  }
  return target;
}

/** Everything of the form that published reports say. What is stated outside the form is printed for people. */
const PUBLISHED = `
  select a.code, r.year, r.scope, v.proactive_edition, v.requests_edition, v.disputes_edition, v.counts, v.fees_amount,
         v.procurement_amount, nullif(nullif(v.marks, '{}'), '[]') as marks, v.blank_cells, v.not_applicable_cells, v.overview, v.problems, v.other_matters
    from report r join agency a on a.id = r.agency_id
    join report_revision v on v.report_id = r.id and v.published_at is not null and v.superseded_at is null
   order by a.code, r.year, r.scope`;
const publishedIn = async (database: DataSource) =>
  (await database.query(PUBLISHED)).filter(({ code }: { code: string }) => SOME.test(code));

/** A hub with the places and agencies of the first one, and no report. */
async function openAnother() {
  const hub = await createTestHub();
  await seedIndicators(hub.database);
  const actor = { ...EVERYBODY, grants: [{ ...EVERYBODY.grants[0], role: Role.ADMINISTRATOR }] };
  const context = { database: hub.database, actor, address: 'local', requestId: 'test' };
  const tree = Buffer.from(writeTreeCsv(await loadTree(opened.owner, null)));
  const { findings } = await importTree(context, tree, { preview: false, confirm: true });
  expect(findings.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  return hub;
}

/** Imports a folder as published; returns how many files had each status. */
async function importInto({ database, documents }: TestHub, path: string): Promise<Record<string, number>> {
  const importer = { database, documents, actor: COMMAND, address: 'local', requestId: 'test' };
  const options = { paths: [path], publish: true, dryRun: false, note: '', parallel: 2 };
  const counts: Record<string, number> = {};
  for await (const { status } of importFiles(importer, options as ImportFilesOptions))
    counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test('the pages that a hub prints are imported by another one completely', async () => {
  const hub = await openAnother();
  const printed = await publishedIn(opened.owner);
  expect(new Set(printed.map(({ scope }: { scope: string }) => scope)).size).toBe(2);
  expect(await importInto(hub, await unpack(/\.html$/))).toEqual({ imported: printed.length });
  expect(await publishedIn(hub.database)).toEqual(printed);
  await hub.drop();
});

test('an archive with a Word file and a page of each report is imported as it is: the Word files, and no page twice', async () => {
  const hub = await openAnother();
  const printed = await publishedIn(opened.owner);
  const path = await unpack(/./);
  expect(await importInto(hub, path)).toEqual({ imported: printed.length, skipped: printed.length });
  expect(await publishedIn(hub.database)).toEqual(printed);
  expect(await importInto(hub, path)).toEqual({ skipped: 2 * printed.length });
  await hub.drop();
});
