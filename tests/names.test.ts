import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { buildSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

const ROOT = join(__dirname, '..');
const FOLDERS = ['src', 'explorer', 'web', 'seeds', 'migrations', 'bench', 'tests'];
/** Words that say too little: docs/glossary.md has the words of the field. `of` is one of them where a name begins with it. */
const BANNED = ['asked', 'told', 'given', 'taken', 'made', 'known', 'kept', 'stand', 'few', 'turn', 'whole'];

/** Names with a banned word that stay, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  takenUpBy: 'the column report.taken_up_by',
  takenUpAt: 'the column report.taken_up_at',
};

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.(?:tsx?|js|mjs)$/.test(file) &&
        !file.includes('/generated/') &&
        !/(?:^|\/)(?:node_modules|\.data)\//.test(file),
    )
    .map((file) => join(folder, file)),
);

/** Returns the names of fields and arguments of the schema: they are a contract. */
function readContract(): ReadonlySet<string> {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8'));
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) names.add(name);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields()))
        for (const name of [field.name, ...field.args.map((argument) => argument.name)]) names.add(name);
  }
  return names;
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Returns the names that a pattern binds: `{ a, b: [c] }` binds a and c. */
function namesIn(pattern: unknown): string[] {
  if (!isTree(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.value)];
    case 'ArrayPattern':
      return (pattern.elements as unknown[]).flatMap(namesIn);
    case 'ObjectPattern':
      return (pattern.properties as unknown[]).flatMap(namesIn);
    case 'AssignmentPatternProperty':
      return namesIn(pattern.key);
    case 'KeyValuePatternProperty':
      return namesIn(pattern.value);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TsParameterProperty':
      return namesIn(pattern.param);
    default:
      return [];
  }
}

/** Where a kind of node declares names. */
const DECLARED: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['identifier'],
  FunctionExpression: ['identifier'],
  ClassDeclaration: ['identifier'],
  ClassExpression: ['identifier'],
  Parameter: ['pat'],
  ArrowFunctionExpression: ['params'],
  CatchClause: ['param'],
  ClassProperty: ['key'],
  PrivateProperty: ['key'],
  ClassMethod: ['key'],
  PrivateMethod: ['key'],
  TsInterfaceDeclaration: ['id'],
  TsTypeAliasDeclaration: ['id'],
  TsTypeParameter: ['name'],
  TsEnumDeclaration: ['id'],
  TsEnumMember: ['id'],
  TsPropertySignature: ['key'],
  TsMethodSignature: ['key', 'params'],
  TsParameterProperty: ['param'],
  TsFunctionType: ['params'],
  ImportDefaultSpecifier: ['local'],
  ImportSpecifier: ['local'],
};

/** Returns every name that a syntax tree declares, added to those found before. */
function declaredIn(tree: unknown, found: string[] = []): string[] {
  if (Array.isArray(tree)) for (const item of tree) declaredIn(item, found);
  else if (isTree(tree)) {
    for (const name of DECLARED[String(tree.type)] ?? [])
      for (const node of [tree[name]].flat())
        found.push(
          ...(isTree(node) && node.type === 'PrivateName'
            ? namesIn({ type: 'Identifier', value: (node.id as Tree | undefined)?.value ?? node.value })
            : namesIn(node)),
        );
    for (const name in tree) if (name !== 'span') declaredIn(tree[name], found);
  }
  return found;
}

const wordsOf = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

/** Whether a name has a banned word, or begins with `of`. */
function isBanned(name: string): boolean {
  const words = wordsOf(name);
  return words[0] === 'of' || words.some((word) => BANNED.includes(word));
}

test.each([
  ['wasAsked', true],
  ['keptSums', true],
  ['of', true],
  ['ofDatabase', true],
  ['codeOf', false],
  ['returned', false],
  ['understand', false],
])('a banned word is found in %s: %p', (name, expected) => {
  expect(isBanned(name)).toBe(expected);
});

test('names are declared everywhere a name can be', () => {
  const source = `import { a as b } from 'x'; const [c, { d, e: f = 1, ...g }] = h;
    function i(j: { k: string }, ...l) { try {} catch (m) {} } class n { o = 1; #p = 2; q(r) {} constructor(private s) {} }
    interface t { u: string; v(w: string): void } type x = (y: number) => void; enum z { aa } const bb = (cc) => 1;`;
  const names = declaredIn(parseSync(source, { syntax: 'typescript' }));
  const expected = 'b c d f g i j k l m n o p q r s t u v w x y z aa bb cc'.split(' ');
  expect([...new Set(names)].toSorted()).toEqual(expected.toSorted());
});

const contract = readContract();

test.each(files)('%s declares no name with a banned word', (file) => {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const names = declaredIn(
    parseSync(source, { syntax: 'typescript', decorators: true, tsx: file.endsWith('.tsx') }),
  );
  const banned = [...new Set(names)].filter(
    (name) => isBanned(name) && !contract.has(name) && !EXCEPTIONS[name],
  );
  expect(banned).toEqual([]);
});
