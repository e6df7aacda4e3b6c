import { compile } from 'css-select';
import { type CssNode, generate, parse as parseCss } from 'css-tree';
import { parse as parseSelector, type Selector } from 'css-what';
import type { AnyNode } from 'domhandler';
import { LRUCache } from 'lru-cache';
import { pixelsOf } from './lengths';

/** What a style says: its properties by name, in lower case. */
export type Declarations = ReadonlyMap<string, string>;

/** The properties that decide whether a text is seen, and as what. */
const READ =
  /^(?:display|visibility|opacity|filter|font|font-size|color|background|background-color|background-image|text-indent|text-decoration|text-decoration-line|vertical-align|position|left|top|right|bottom|margin|margin-left|margin-top|inset|translate|scale|rotate|direction|unicode-bidi|letter-spacing|clip|clip-path|width|height|max-height|max-width|line-height|overflow|overflow-x|overflow-y|transform|mso-hide|mso-element|mso-special-character|content-visibility|-webkit-text-fill-color|content|list-style|list-style-type|order|flex-direction|flex-flow|flex-wrap|grid-area|grid-row|grid-column|grid-row-start|grid-column-start|float|gap|column-gap|justify-content|padding|padding-left|padding-right|margin-right|min-width|text-shadow|-webkit-text-stroke|-webkit-text-stroke-width|-webkit-text-security|background-clip|-webkit-background-clip|--.+)$/;
/** The most rules of a page. */
export const MOST_RULES = 20_000;
const MOST_STEPS = 6;
const WINDOW_FONT = 16;
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

/** The nodes of a sheet; of a rule within another the parser gives the text alone. */
function nodesOf(text: string): Iterable<CssNode> {
  const tree = parseCss(text, { parseValue: false, parseRulePrelude: false, onParseError: () => {} });
  return tree.type === 'StyleSheet' ? tree.children : [];
}

/** Returns the rules that a list of nodes of a sheet makes, as far as they decide what is seen on a screen or on paper. */
function* rulesIn(nodes: Iterable<CssNode>): Generator<Rule> {
  for (const node of nodes)
    if (node.type === 'Rule') yield* rulesOf(generate(node.prelude), node.block.children);
    else if (node.type === 'Atrule' && node.block && isForReading(node.name, node.prelude))
      yield* rulesIn(node.block.children);
}

/** The selector of a rule within another: of what is in the elements of the outer one, or with & of those themselves. */
const within = (outer: string, inner: string) =>
  inner.includes('&') ? inner.replaceAll('&', `:is(${outer})`) : `:is(${outer}) :is(${inner})`;

function* rulesOf(prelude: string, nodes: Iterable<CssNode>): Generator<Rule> {
  for (const node of nodes)
    for (const inner of node.type === 'Raw' ? nodesOf(node.value) : [node])
      if (inner.type === 'Rule')
        yield* rulesOf(within(prelude, generate(inner.prelude)), inner.block.children);
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
  const rules: Rule[] = [];
  for (const rule of rulesIn(nodesOf(text))) {
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

/** The window of who reads the page, in pixels. */
const WINDOW: Readonly<Record<string, number>> = { width: 1280, height: 720 };
const WINDOW_SIZE = /\((min|max)-(?:device-)?(width|height):([^)]*)\)/g;

/** Whether what a condition says of the size of the window is so; and the rest of the condition. */
function partSizes(condition: string): { fits: boolean; rest: string } {
  let fits = true;
  const rest = condition.replace(WINDOW_SIZE, (_, end: string, side: string, value: string) => {
    const length = pixelsOf(value.trim(), WINDOW_FONT);
    if (length === null || (end === 'min' ? WINDOW[side] < length : WINDOW[side] > length)) fits = false;
    return '';
  });
  return { fits, rest: rest.replace(/\band\b/g, '').trim() };
}

/** Whether the rules within an at-rule count for a person who reads the page on a screen. */
function isForReading(name: string, prelude: CssNode | null): boolean {
  const condition = prelude ? generate(prelude).toLowerCase() : '';
  if (name === 'media')
    return condition.split(',').some((one) => {
      const { fits, rest } = partSizes(one);
      return fits && /^(?:(?:only )?(?:screen|all))?$/.test(rest);
    });
  return name === 'layer' || (name === 'supports' && !/\bnot\b/.test(condition));
}
