import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { htmlReport } from '../support/documents';

const read = (path: string, input?: Buffer) =>
  spawnSync(process.execPath, [join(__dirname, '../../src/main.ts'), 'read', path], {
    input,
    encoding: 'utf8',
  });

test('a document from the standard input becomes one JSON object on the output, and nothing else', () => {
  const { stdout, stderr, status } = read('-', htmlReport({ agency: '西工区财政局', year: 2025 }));
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ agency: '西工区财政局', year: 2025, format: 'HTML' });
});

test.each([
  ['-', Buffer.from('no report')],
  ['/there/is/no/such/file', undefined],
])('what cannot be read is told in both languages, with exit code 1: %s', (path, input) => {
  const { stdout, stderr, status } = read(path, input);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/\p{Script=Han}.*[a-z]/su);
  expect(stderr).not.toContain(' at ');
  expect(status).toBe(1);
});
