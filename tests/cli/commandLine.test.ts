import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/commandLine';
import { nodeRealm } from '../support/nodeRealm';

const ROOT = join(__dirname, '../..');
const { version, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
  scripts: Record<string, string>;
};

class Exit extends Error {
  constructor(readonly status: unknown) {
    super();
  }
}

/** Returns what a command line writes, and the code it ends the process with; 0 when it does not end it. */
async function run(...words: string[]) {
  const written = { output: '', errors: '' };
  const record = (stream: keyof typeof written) => (text: string | Uint8Array) => {
    written[stream] += text;
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(record('output')),
    jest.spyOn(process.stderr, 'write').mockImplementation(record('errors')),
    jest.spyOn(nodeRealm.process, 'exit').mockImplementation((code) => {
      throw new Exit(code);
    }),
  ];
  try {
    await runCommandLine(words);
    return { ...written, status: 0 };
  } catch (error) {
    if (error instanceof Exit) return { ...written, status: error.status };
    throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const COMMANDS = [
  'account',
  'analyst',
  'audit:verify',
  'import',
  'migrate',
  'read',
  'rollup:rebuild',
  'rollup:verify',
  'schema',
  'seed',
  'serve',
  'tree',
];

test('--version prints the version of the package and nothing else', async () => {
  expect(await run('--version')).toEqual({ output: `${version}\n`, errors: '', status: 0 });
});

test('--help lists every command', async () => {
  const { output, errors, status } = await run('--help');
  const listed = [...output.matchAll(/^ {2}([a-z:]+) .*\p{Script=Han}/gmu)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(COMMANDS);
  expect([errors, status]).toEqual(['', 0]);
});

test('every script of the package that runs the hub names a command', () => {
  const named = Object.values(scripts).flatMap((script) =>
    [...script.matchAll(/dist\/src\/main\.js ([a-z:]+)/g)].map(([, name]) => name),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !COMMANDS.includes(name))).toEqual([]);
});

test('every command has a file of its own', () => {
  const files = readdirSync(join(ROOT, 'src/cli'));
  const missing = COMMANDS.map(
    (name) => `${name.replaceAll(/:(.)/g, (_, letter: string) => letter.toUpperCase())}.ts`,
  ).filter((file) => !files.includes(file));
  expect(missing).toEqual([]);
});

describe.each(COMMANDS)('%s', (command) => {
  test('explains itself with --help, in Chinese and English', async () => {
    const { output, errors, status } = await run(command, '--help');
    expect(output).toContain(`Usage: ogi-hub ${command}`);
    expect(output).toMatch(/\p{Script=Han}.* [A-Z][a-z]/u);
    expect([errors, status]).toEqual(['', 0]);
  });

  test('refuses an unknown option in one line', async () => {
    const { output, errors, status } = await run(command, '--speed', '9');
    expect(errors).toBe("没有这个选项，见 --help。 Bad command line, see --help: unknown option '--speed'\n");
    expect([output, status]).toEqual(['', 1]);
  });
});

test.each([
  [['dance'], "没有这个命令，见 --help。 Bad command line, see --help: unknown command 'dance'"],
  [['schema', 'more'], /^参数过多，见 --help。 .*too many arguments for 'schema'/],
  [['seed', '--years'], /^选项缺少值，见 --help。 .*option '--years <number>' argument missing/],
  [['seed', '--yeers', '3'], /unknown option '--yeers' \(Did you mean --years\?\)$/],
  [['seed', '--years', '99'], /^--agencies 应为 .* --years 1 to 15\.$/],
  [['account'], /^--username: 必填。 Needed/],
  [['account', '--username', 'x', '--role', 'KING'], /^--role KING: 应为下列之一。 Must be one of CLERK/],
  [['read'], /^read 需要一个文件，/],
  [['import', '--year', 'x', '--scope', 'Y'], /^import 需要文件或文件夹。 .* --scope: OWN, .* --year x: /],
])('%j is refused in one line that says what is wrong', async (words, expected) => {
  const { output, errors, status } = await run(...words);
  const [line, ...more] = errors.split('\n');
  expect(line).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  expect([more, output, status]).toEqual([[''], '', 1]);
});
