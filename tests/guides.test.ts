import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { parseSettings } from '../src/settings';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const GUIDES = readdirSync(join(ROOT, 'docs/guide')).map((file) => join('docs/guide', file));
const PAGES = [
  ...readdirSync(ROOT).map((file) => join('.', file)),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => join('docs', file)),
].filter((file) => file.endsWith('.md'));
const schema = buildSchema(read('schema/schema.graphql'));

/** Returns the blocks of a page in a language. */
const blocksOf = (page: string, language: string) =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text,
  );

/** Returns the operations in the commands of a page: those of a query string, those that jq writes, and those in a body of JSON. */
const operationsIn = (command: string) => [
  ...[...command.matchAll(/'query=([^']+)'/g)].map(([, text]) => text),
  ...[...command.matchAll(/"?query"?:\s*"((?:[^"\\]|\\.)+)"/g)].map(([, text]) =>
    text.replaceAll('\\"', '"'),
  ),
];

/** Returns the names of environment variables that a page writes as code or sets in a command. */
const settingsIn = (text: string) => [
  ...[...text.matchAll(/`([A-Z]+_[A-Z_]+)(?:=[^`]*)?`/g)].map(([, name]) => name),
  ...[...text.matchAll(/(?:^|\s)([A-Z]+_[A-Z_]+)=/gm)].map(([, name]) => name),
];

/** Returns every name that the hub reads from its environment. */
function readSettingNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const provider = { OIDC_ISSUER: 'https://p.example', PUBLIC_URL: 'https://h.example' };
  const sent: Record<string, string> = { ...provider, OIDC_CLIENT_ID: 'hub', OIDC_CLIENT_SECRET: 'x' };
  parseSettings(
    new Proxy<NodeJS.ProcessEnv>(sent, {
      get(environment, name) {
        names.add(String(name));
        return environment[String(name)];
      },
    }),
  );
  return names;
}

test.each(PAGES)('every operation in %s is one the schema has', (page) => {
  const texts = [...blocksOf(page, 'graphql'), ...blocksOf(page, 'sh').flatMap(operationsIn)];
  const faults = texts.flatMap((text) =>
    validate(schema, parse(text)).map(({ message }) => `${message} in ${text}`),
  );
  expect(faults).toEqual([]);
  if (page.startsWith('docs/guide') && !page.includes('operator')) expect(texts.length).toBeGreaterThan(0);
});

test.each(GUIDES)('every setting in %s is one the hub reads', (page) => {
  const values = Object.values(schema.getTypeMap()).flatMap((type) =>
    'getValues' in type ? type.getValues().map(({ name }) => name) : [],
  );
  const allowed = new Set([...readSettingNames(), ...values]);
  expect(settingsIn(read(page)).filter((name) => !allowed.has(name))).toEqual([]);
});

test('a guide says the same in both languages: the same operations, links and commands', () => {
  const plain = (text: string) =>
    text.replaceAll(/#\s.*$|text: "[^"]*"|PASSWORD=….*$/gm, '').replaceAll(/ +$/gm, '');
  for (const page of GUIDES.filter((path) => path.endsWith('.en.md'))) {
    const other = page.replace('.en.', '.zh.');
    expect(blocksOf(other, 'graphql')).toEqual(blocksOf(page, 'graphql'));
    expect(blocksOf(other, 'sh').map(plain)).toEqual(blocksOf(page, 'sh').map(plain));
  }
});

test('both READMEs have the same settings with the same defaults', () => {
  const rowsOf = (page: string) =>
    [...read(page).matchAll(/^\| (`[A-Z][A-Z_]+`(?:, `[A-Z_]+`)*) +\| ([^|]*?) +\|/gm)].map(
      ([, names, value]) => [names, value],
    );
  expect(rowsOf('README.zh.md')).toEqual(rowsOf('README.md'));
  expect(rowsOf('README.md').length).toBeGreaterThan(20);
});
