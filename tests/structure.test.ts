import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const importsOf = (file: string) =>
  [...readFileSync(join(root, 'src', file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(
    (match) => `${relative(join(root, 'src'), resolve(root, 'src', dirname(file), match[1]))}.ts`,
  );
const graph = new Map(sources.map((file) => [file, importsOf(file)]));
const slice = (file: string) => (file.includes('/') ? file.split('/')[0] : 'main');

/** What each slice may import beside itself; anyone may import shared. */
const ALLOWED: Record<string, string[]> = {
  form: [],
  shared: [],
  database: ['shared'],
  agency: ['form', 'shared'],
  identity: ['agency', 'shared'],
  audit: ['agency', 'shared'],
  report: ['agency', 'form', 'shared'],
  review: ['report', 'agency', 'form', 'shared'],
  rollup: ['report', 'agency', 'form', 'shared'],
  document: ['report', 'agency', 'form', 'shared'],
  notice: ['review', 'rollup', 'report', 'agency', 'form', 'shared'],
  server: [
    'notice',
    'audit',
    'identity',
    'document',
    'review',
    'rollup',
    'report',
    'agency',
    'form',
    'shared',
  ],
  main: ['rollup', 'server', 'document', 'report', 'notice', 'audit', 'identity', 'database', 'shared'],
};

test('imports point one way', () => {
  const wrong = [...graph].flatMap(([file, targets]) =>
    targets
      .filter(
        (target) =>
          !target.startsWith('..') &&
          slice(target) !== slice(file) &&
          !ALLOWED[slice(file)]?.includes(slice(target)),
      )
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the form is pure: no package is imported there', () => {
  for (const file of sources.filter((item) => slice(item) === 'form'))
    expect(readFileSync(join(root, 'src', file), 'utf8')).not.toMatch(/from '[^.]/);
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

test('migrations import nothing of ours', () => {
  for (const file of readdirSync(join(root, 'migrations')))
    expect(readFileSync(join(root, 'migrations', file), 'utf8')).not.toMatch(/from '\./);
});
