import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSettings } from '../src/settings';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const README = read('README.md');
const PAGES = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** Returns the text of a page below a heading, up to the next one. */
function sectionOf(page: string, heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`);
  return text.split('\n## ')[0];
}

/** Returns the cells of the rows of the first table in a text, without its head. */
function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const FENCED = /^```.*\n([\s\S]*?)^```$/gm;

/** Returns the inline code of a text. */
const codesIn = (text: string) =>
  [...text.replaceAll(FENCED, '').matchAll(/`([^`]+)`/g)].map(([, code]) => code);

/** Returns the inline code of a text and its blocks of code. */
const allCodesIn = (text: string) => [
  ...codesIn(text),
  ...[...text.matchAll(FENCED)].map(([, code]) => code),
];

describe('the table of settings', () => {
  /** Sign-in through a provider is switched on, because two settings are read only then. */
  const ENVIRONMENT = {
    OIDC_ISSUER: 'https://provider.example',
    OIDC_CLIENT_ID: 'hub',
    OIDC_CLIENT_SECRET: 'secret',
    PUBLIC_URL: 'https://hub.example',
  };
  const rows = rowsOf(sectionOf(README, 'Settings')).map(([names, value]) => ({
    names: codesIn(names),
    value,
  }));
  const documented = rows.flatMap(({ names }) => names);

  test('has every environment variable that the hub reads, and no other', () => {
    const variables = new Set<string>();
    const recorder = new Proxy<NodeJS.ProcessEnv>(ENVIRONMENT, {
      get(environment, name) {
        variables.add(String(name));
        return environment[String(name)];
      },
    });
    parseSettings(recorder);
    expect(documented.toSorted()).toEqual([...variables].sort());
  });

  test('states the defaults that the hub has', () => {
    const settings = parseSettings(ENVIRONMENT);
    for (const { names, value } of rows.filter((row) => row.value !== 'none'))
      for (const name of names)
        expect([name, parseSettings({ ...ENVIRONMENT, [name]: value })]).toEqual([name, settings]);
  });

  test('leaves no default out', () => {
    const leavesOf = (value: unknown): unknown[] =>
      value !== null && typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [value];
    const sent = Object.values(ENVIRONMENT);
    const defaults = leavesOf(parseSettings(ENVIRONMENT))
      .filter((value) => typeof value === 'number' || typeof value === 'string')
      .map(String)
      .filter((value) => !sent.includes(value));
    expect(rows.map(({ value }) => value)).toEqual(expect.arrayContaining(defaults));
  });
});

describe('commands', () => {
  const scriptsOf = (path: string) =>
    Object.keys((JSON.parse(read(path)) as { scripts: Record<string, string> }).scripts);
  const scripts = { hub: scriptsOf('package.json'), bench: scriptsOf('bench/package.json') };
  const COMMAND = /npm (?:run )?((?:--silent |--prefix bench )*)([a-z][a-z:-]*)/g;
  const NOT_SCRIPTS = ['ci', 'install', 'audit'];
  const commandsIn = (text: string) =>
    allCodesIn(text)
      .flatMap((code) => [...code.matchAll(COMMAND)])
      .map(([, options, name]) => ({ package: options.includes('bench') ? 'bench' : 'hub', name }) as const)
      .filter(({ name }) => !NOT_SCRIPTS.includes(name));

  test('the table of README has every script of package.json', () => {
    const documented = rowsOf(sectionOf(README, 'Commands')).flatMap(([command]) => commandsIn(command));
    const hubCommands = documented.filter((command) => command.package === 'hub').map(({ name }) => name);
    expect(hubCommands.toSorted()).toEqual(scripts.hub.toSorted());
  });

  test.each(PAGES)('every command in %s is a script', (page) => {
    const unknown = commandsIn(read(page)).filter(
      (command) => !scripts[command.package].includes(command.name),
    );
    expect(unknown).toEqual([]);
  });
});

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  /** Returns the anchors of a page as GitHub makes them from its headings. */
  const anchorsOf = (path: string) =>
    [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  test('links lead to files and headings that exist', () => {
    const links = [...text.replaceAll(FENCED, '').matchAll(/\]\(([^)]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !link.startsWith('http'));
    const broken = links.filter((link) => {
      const [file, anchor] = link.split('#');
      const path = file === '' ? page : join(dirname(page), file);
      return !existsSync(join(ROOT, path)) || (anchor !== undefined && !anchorsOf(path).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('the paths it names exist', () => {
    const paths = codesIn(text)
      .map((code) => /^(?:src|tests|migrations|schema|seeds)\/[\w./-]*$/.exec(code)?.[0])
      .filter((path) => path !== undefined);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

/** Libraries whose names look like files. */
const LIBRARIES = ['pdf.js', 'tesseract.js', 'rtf.js'];

test('files that comments name exist', () => {
  const FOLDERS = [
    'src',
    'web/src',
    'web/scripts',
    'explorer',
    'tests',
    'seeds',
    'bench',
    'migrations',
    'docs',
  ];
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => !file.includes('node_modules/'))
      .map((file) => `/${folder}/${file}`),
  );
  const exists = (name: string) =>
    files.some((file) => file.endsWith(`/${name}`)) || existsSync(join(ROOT, name));
  const missing = files
    .filter((file) => /\.(?:tsx?|js|sql)$/.test(file))
    .flatMap((file) => {
      const comments = read(file).match(/(?:^|\s)(?:\/\/|\/?\*+|--) .*/gm) ?? [];
      const names = comments.flatMap(
        (comment) => comment.match(/[\w/.-]+\.(?:tsx?|js|sql|md)\b(?![./])/g) ?? [],
      );
      return names
        .filter((name) => !LIBRARIES.includes(name) && !exists(name))
        .map((name) => `${file}: ${name}`);
    });
  expect(missing).toEqual([]);
});

/** The rows of a page whose place is whole files, with the lines that it says they have. */
const rowsOfFiles = (page: string) =>
  page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, , place = '']) => /^(?:`[\w/]+\.ts`(?:, )?)+$/.test(place))
    .map(([, what, place, lines]) => ({ what, files: codesIn(place), lines: Number(lines) }));

test('code that exists for speed has about as many lines as its page says', () => {
  const rows = rowsOfFiles(read('docs/speed.md'));
  expect(rows.length).toBeGreaterThan(8);
  for (const { what, files, lines } of rows) {
    const counted = files.reduce((sum, file) => sum + read(file).split('\n').length - 1, 0);
    expect([what, counted, Math.abs(counted - lines) <= counted / 20]).toEqual([what, counted, true]);
  }
});

test('a decision has at most 15 lines', () => {
  const long = PAGES.filter((page) => relative('docs/decisions', page).startsWith('0')).filter(
    (page) => read(page).trimEnd().split('\n').length > 15,
  );
  expect(long).toEqual([]);
});
