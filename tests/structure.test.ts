import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const importsOf = (file: string) =>
  [...readFileSync(join(root, 'src', file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(
    (match) => `${relative(join(root, 'src'), resolve(root, 'src', dirname(file), match[1]))}.ts`,
  );
const graph = new Map(sources.map((file) => [file, importsOf(file)]));
/** The room of a file: the first folder of its path, or its own name for main.ts and settings.ts. */
const roomOf = (file: string) => file.split('/')[0].replace(/\.ts$/, '');
/** The folder of a file in its room, with the folders inside of it; empty for a file that lies in the room itself. */
const folderOf = (file: string) => file.split('/').slice(1, -1)[0] ?? '';

/** What each room may import beside itself; anyone may import shared. The form imports nothing, so shared may use its pure functions. */
const ROOMS: Record<string, string[]> = {
  form: [],
  shared: ['form'],
  settings: ['notification', 'server', 'shared'],
  // The data source lists the entities of all rooms; it is not imported by any of them.
  entities: ['agency', 'identity', 'audit', 'report', 'review', 'document', 'notification'],
  database: ['entities', 'shared'],
  agency: ['form', 'shared'],
  identity: ['agency', 'shared'],
  audit: ['agency', 'shared'],
  report: ['agency', 'form', 'shared'],
  review: ['report', 'agency', 'form', 'shared'],
  rollup: ['report', 'agency', 'form', 'shared'],
  document: ['report', 'agency', 'form', 'shared'],
  notification: ['review', 'document', 'rollup', 'report', 'agency', 'form', 'shared'],
  server: [
    'notification',
    'audit',
    'identity',
    'document',
    'review',
    'rollup',
    'report',
    'agency',
    'form',
    'database',
    'shared',
  ],
  cli: [
    'server',
    'notification',
    'audit',
    'identity',
    'document',
    'rollup',
    'report',
    'database',
    'settings',
    'shared',
  ],
  main: ['cli'],
};

/** The folders of each room, '' for the room itself: a folder may import itself and those after it. */
const FOLDERS: Record<string, string[]> = {
  shared: ['request', 'graphql', 'concurrency', ''],
  // Changes of the tree are resolvers too: nothing but the server calls them.
  agency: ['change', ''],
  report: ['', 'submission', 'workflow', 'checking', 'model'],
  rollup: ['', 'grouping', 'model', 'scanned', 'materialized', 'request'],
  document: ['tree', '', 'import', 'print', 'store', 'reader', 'reading', 'source'],
  server: ['http', 'subscriptions', 'execution', 'admission', 'graphql', 'errors'],
};

const edges = [...graph].flatMap(([file, targets]) =>
  targets
    .filter((target) => !target.startsWith('..'))
    .map((target) => ({ file, target, line: `${file} -> ${target}` })),
);

test('rooms import one way', () => {
  const wrong = edges.filter(
    ({ file, target }) => roomOf(target) !== roomOf(file) && !ROOMS[roomOf(file)]?.includes(roomOf(target)),
  );
  expect(wrong.map(({ line }) => line)).toEqual([]);
});

test('the folders of a room import one way', () => {
  const wrong = edges.filter(({ file, target }) => {
    const order = FOLDERS[roomOf(file)] ?? [''];
    const from = order.indexOf(folderOf(file));
    return roomOf(file) === roomOf(target) && (from < 0 || order.indexOf(folderOf(target)) < from);
  });
  expect(wrong.map(({ line }) => line)).toEqual([]);
});

test('the form is pure: no package is imported there but the dictionary of traditional script, which has no dependencies', () => {
  for (const file of sources.filter((item) => roomOf(item) === 'form'))
    expect(readFileSync(join(root, 'src', file), 'utf8')).not.toMatch(/from '(?!opencc-js\/t2cn')[^.]/);
});

test('there are no cycles', () => {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]) => {
    expect(trail).not.toContain(file);
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
});

test('migrations import nothing of ours but each other', () => {
  for (const file of readdirSync(join(root, 'migrations')).filter((name) => name.endsWith('.ts')))
    expect(readFileSync(join(root, 'migrations', file), 'utf8')).not.toMatch(/from '\.\./);
});

/** Who sends a status of failure without `sendError`, and why. */
const OWN_STATUSES: Record<string, string> = {
  'server/http/sendError.ts': 'the one place',
  'server/http/graphqlRoute.ts': 'the status of an answer of GraphQL, by the same table (graphqlStatuses.ts)',
  'server/http/health.ts': 'what a balancer reads: a state, no refusal',
  'server/http/metrics.ts': 'a server of its own, for Prometheus alone',
  'server/http/timeLimits.ts': 'what Node refuses before there is a request',
};

test('errors become HTTP in one place', () => {
  const STATUS = /(?:\.code|\.writeHead)\(([^)]*)\)|\.statusCode = (.*);|HTTP\/1\.1 (\S+)/g;
  const isFailure = (written: string) => {
    const numbers = written.match(/\b[1-5]\d\d\b/g);
    return !numbers || numbers.some((status) => Number(status) >= 400);
  };
  const senders = sources.filter((file) =>
    [...readFileSync(join(root, 'src', file), 'utf8').matchAll(STATUS)].some(([, ...written]) =>
      isFailure(written.find((one) => one !== undefined) ?? ''),
    ),
  );
  expect(senders.filter((file) => file.startsWith('server/')).toSorted()).toEqual(
    Object.keys(OWN_STATUSES).toSorted(),
  );
});

test('rows of statements that are written by hand have a type', () => {
  const UNTYPED = /(?:\[|\{ rows).* = await [\w.]+\.query\(/;
  const wrong = sources.filter((file) => UNTYPED.test(readFileSync(join(root, 'src', file), 'utf8')));
  expect(wrong).toEqual([]);
});

const linesOf = (file: string) => readFileSync(join(root, file), 'utf8').split('\n').length - 1;
const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );

test('a source has at most 250 lines, but for the lines of the form', () => {
  const long = filesOf('src').filter((file) => linesOf(`src/${file}`) > 250);
  expect(long.filter((file) => file !== 'form/lines.ts')).toEqual([]);
});

const pageSources = readdirSync(join(root, 'web/src'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('generated'),
);

test('a source of the pages has at most 250 lines', () => {
  expect(pageSources.filter((file) => linesOf(`web/src/${file}`) > 250)).toEqual([]);
});

test('the pages take the form and pure functions from the hub, and nothing else', () => {
  const targets = pageSources.flatMap((file) =>
    [...readFileSync(join(root, 'web/src', file), 'utf8').matchAll(/from '(?:\.\.\/)+src\/([^']+)'/g)].map(
      ([, target]) => target,
    ),
  );
  expect(
    [...new Set(targets)].filter(
      (target) =>
        !/^(?:form\/|shared\/(?:dimensionWords|groupBy|locationInWords|otherName|shareInWords)$)/.test(
          target,
        ),
    ),
  ).toEqual([]);
  expect(targets.length).toBeGreaterThan(0);
});

test('what the pages share does not import the pages', () => {
  const SHARED = ['api', 'charts', 'figures', 'language', 'look', 'place'];
  const wrong = pageSources
    .filter((file) => SHARED.includes(file.split('/')[0]))
    .flatMap((file) =>
      [...readFileSync(join(root, 'web/src', file), 'utf8').matchAll(/from '\.\.\/(\w+)\/[^']+'/g)]
        .filter(([, folder]) => !SHARED.includes(folder))
        .map(([line]) => `${file} ${line}`),
    );
  expect(wrong).toEqual([]);
});

test('a test has at most 350 lines', () => {
  expect(filesOf('tests').filter((file) => linesOf(`tests/${file}`) > 350)).toEqual([]);
});

test('the folders of the tests are those of the sources', () => {
  const folders = new Set(filesOf('tests').map((file) => dirname(file)));
  const others = [...folders].filter((folder) => !existsSync(join(root, 'src', folder)));
  expect([...new Set(others.map((folder) => folder.split('/')[0]))].sort()).toEqual([
    'cluster',
    'pages',
    'support',
  ]);
});

test('random data of tests repeats from run to run, and none asserts how long something took', () => {
  for (const file of filesOf('tests').filter((name) => name.endsWith('.test.ts'))) {
    const text = readFileSync(join(root, 'tests', file), 'utf8');
    if (/from 'fast-check'/.test(text)) expect([file, text]).toEqual([file, expect.stringMatching(/seed/)]);
    expect([file, text]).toEqual([file, expect.not.stringMatching(/Math\.random\(|expect\(Date\.now\(\) -/)]);
  }
});

test('the pages send nothing but by the mutation that a double click does not send twice', () => {
  const users = pageSources.filter((file) =>
    readFileSync(join(root, 'web/src', file), 'utf8').includes('useMutation('),
  );
  expect(users).toEqual(['api/useSingle.ts']);
});
