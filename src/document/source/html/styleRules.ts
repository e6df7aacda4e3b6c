import { compile } from 'css-select';
import { type CssNode, generate, parse as parseCss } from 'css-tree';
import { parse as parseSelector, type Selector } from 'css-what';
import type { AnyNode } from 'domhandler';
import { LRUCache } from 'lru-cache';

/** What a style says: its properties by name, in lower case. */
export type Declarations = ReadonlyMap<string, string>;

/** The properties that decide whether a text is seen, and as what. */
const READ =
  /^(?:display|visibility|opacity|filter|font|font-size|color|background|background-color|background-image|text-indent|text-decoration|text-decoration-line|vertical-align|position|left|top|right|bottom|margin-left|margin-top|clip|clip-path|width|height|max-height|max-width|line-height|overflow|overflow-x|overflow-y|transform|mso-hide|mso-element|mso-special-character|content-visibility|-webkit-text-fill-color|content|list-style|list-style-type)$/;
/** The most rules of a page. */
export const MOST_RULES = 20_000;
const MOST_STEPS = 6;
const PASSING = /^(?:hover|focus|focus-within|focus-visible|active|visited|target|checked)$/;

/** Nothing is said of an element. */
export const NOTHING: Declarations = new Map();
const inline = new Map<string, { plain: Declarations; important: Declarations }>();

function readDeclarations(nodes: Iterable<CssNode>) {
  const plain = new Map<string, string>();
  const important = new Map<string, string>();
  for (const node of nodes) {
    if (node.type !== 'Declaration') continue;
    const name = node.property.toLowerCase();
    if (!READ.test(name)) continue;
    const target = node.important ? important : plain;
    target.delete(name);
    target.set(name, generate(node.value).trim().toLowerCase());
  }
  return { plain, important };
}

/** Returns the declarations of a style attribute; broken ones are passed over as browsers do. */
export function readInline(style: string) {
  const before = inline.get(style);
  if (before) return before;
  const tree = parseCss(style, { context: 'declarationList', parseValue: false, onParseError: () => {} });
  const read = readDeclarations(tree.type === 'DeclarationList' ? tree.children : []);
  if (inline.size > 5_000) inline.clear();
  inline.set(style, read);
  return read;
}

/** A rule of a sheet for one selector. */
export interface Rule {
  readonly matches: (element: AnyNode) => boolean;
  /** The name it is found by: an id, class or tag of the element it is for. */
  readonly bucket: string;
  readonly weight: number;
  readonly plain: Declarations;
  readonly important: Declarations;
  readonly pseudo: string | null;
}

/** Weight of a selector: of its numbers, classes and names. */
function weigh(selector: readonly Selector[]): number {
  let weight = 0;
  for (const part of selector)
    if (part.type === 'attribute') weight += part.name === 'id' && part.action === 'equals' ? 10_000 : 100;
    else if (part.type === 'pseudo') weight += 100;
    else if (part.type === 'tag') weight += 1;
  return weight;
}

/** The name a rule is found by: an id, class or tag of the element it is for. */
function bucketOf(selector: readonly Selector[]): string {
  const combinator = selector.findLastIndex(({ type }) =>
    /^(?:descendant|child|adjacent|sibling)$/.test(type),
  );
  const own = selector.slice(combinator + 1);
  for (const part of own)
    if (
      part.type === 'attribute' &&
      /^(?:id|class)$/.test(part.name) &&
      /^(?:equals|element)$/.test(part.action)
    )
      return `${part.name} ${part.value}`;
  const tag = own.find((part) => part.type === 'tag');
  return tag?.type === 'tag' ? `tag ${tag.name.toLowerCase()}` : '*';
}

/** Returns the rules that a list of nodes of a sheet makes, as far as they decide what is seen on a screen or on paper. */
function* rulesIn(nodes: Iterable<CssNode>): Generator<Rule> {
  for (const node of nodes)
    if (node.type === 'Rule') yield* rulesOf(generate(node.prelude), node.block.children);
    else if (node.type === 'Atrule' && node.block && isForReading(node.name, node.prelude))
      yield* rulesIn(node.block.children);
}

function* rulesOf(prelude: string, nodes: Iterable<CssNode>): Generator<Rule> {
  const { plain, important } = readDeclarations(nodes);
  if (plain.size + important.size === 0) return;
  for (const selector of parseSafely(prelude)) {
    const pseudo = selector.find((part) => part.type === 'pseudo-element');
    const own = selector.filter((part) => part !== pseudo);
    if (own.some((part) => part.type === 'pseudo' && PASSING.test(part.name))) continue;
    if (own.filter(({ type }) => /^(?:descendant|child|adjacent|sibling)$/.test(type)).length > MOST_STEPS)
      continue;
    const matches = compileSafely(own);
    if (matches)
      yield {
        matches,
        bucket: bucketOf(own),
        weight: weigh(own),
        plain,
        important,
        pseudo: pseudo?.type === 'pseudo-element' ? pseudo.name : null,
      };
  }
}

const REMEMBERED_LETTERS = 1_000_000;
/** The rules of sheets by their text: the pages of a site have the same sheets. */
const rulesBySheet = new LRUCache<string, readonly Rule[]>({
  maxSize: REMEMBERED_LETTERS,
  sizeCalculation: (_, text) => text.length + 1,
});

/** Returns the rules of a sheet in their order. */
export function readSheet(text: string): readonly Rule[] {
  const before = rulesBySheet.get(text);
  if (before) return before;
  const tree = parseCss(text, { parseValue: false, parseRulePrelude: false, onParseError: () => {} });
  const rules: Rule[] = [];
  for (const rule of tree.type === 'StyleSheet' ? rulesIn(tree.children) : []) {
    rules.push(rule);
    if (rules.length >= MOST_RULES) break;
  }
  rulesBySheet.set(text, rules);
  return rules;
}

function compileSafely(selector: Selector[]): Rule['matches'] | null {
  try {
    return compile([selector]) as Rule['matches'];
  } catch {
    return null;
  }
}

function parseSafely(prelude: string): Selector[][] {
  try {
    return parseSelector(prelude);
  } catch {
    return [];
  }
}

/** Whether the rules within an at-rule count for a person who reads the page on a screen. */
function isForReading(name: string, prelude: CssNode | null): boolean {
  const condition = prelude ? generate(prelude).toLowerCase() : '';
  if (name === 'media')
    return condition === '' || (/\b(?:screen|all)\b/.test(condition) && !/width|height|not /.test(condition));
  return name === 'layer' || (name === 'supports' && !/\bnot\b/.test(condition));
}
