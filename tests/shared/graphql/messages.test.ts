import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FindingSeverity, refusal, warning } from '../../../src/shared/graphql/finding';

const SOURCES = join(__dirname, '../../../src');
/** What only a program understands: names of fields and operations, values of arguments, enumerations. */
const INTERFACE = /\b[a-z]+[A-Z]\w*|（[a-z]\w*[）:：]|\(\w+: \w+\)|\bconfirm: true|\b[A-Z]{3,}_[A-Z_]+\b/;

/** What a code is like that people make up. */
const CODE_EXAMPLES = /\b(?:lowerCamelCase|hotlineTickets|hotlinePerRequest)\b/g;

/** Returns the arguments of a call that begins at a place, as they are written. */
function argumentsAt(source: string, start: number): string {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '(') depth += 1;
    if (source[at] === ')') depth -= 1;
    if (depth === 0) return source.slice(start + 1, at);
  }
  return '';
}

/** The texts of the messages in a call of refusal() or warning(), without code, path and what follows the messages. */
function messagesIn(call: string): string[] {
  const texts = [...call.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, template]) =>
    (plain ?? template).replace(/\$\{[^}]*\}/g, ''),
  );
  const first = texts.findIndex((text) => /\p{Script=Han}/u.test(text));
  return first < 0 ? [] : texts.slice(first, first + 2);
}

test('what is refused or warned of is said in words for people, not in those of the interface', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const messages = files.flatMap((name) => {
    const source = readFileSync(join(SOURCES, name), 'utf8');
    return [...source.matchAll(/\b(?:refusal|warning)\(/g)].flatMap(({ 0: { length }, index }) =>
      messagesIn(argumentsAt(source, index + length - 1)).map((text) => `${name}: ${text}`),
    );
  });
  expect(messages.length).toBeGreaterThan(200);
  expect(
    messages.filter((text) => INTERFACE.test(text.replace(/^\S+: /, '').replace(CODE_EXAMPLES, ''))),
  ).toEqual([]);
});

test('a warning says to programs how it is confirmed', () => {
  const parts = ['tree.kept', 'input', '请确认。', 'Confirm it.'] as const;
  expect(warning(...parts)).toEqual({
    ...refusal(...parts),
    severity: FindingSeverity.WARNING,
    remedy: 'confirm: true',
  });
});
