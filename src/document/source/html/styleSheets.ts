import { compile } from 'css-select';
import { type CssNode, generate, parse as parseCss } from 'css-tree';
import { parse as parseSelector, type Selector } from 'css-what';
import type { AnyNode, Element } from 'domhandler';

/** What a style says: its properties by name, in lower case. */
export type Declarations = ReadonlyMap<string, string>;

/** The properties that decide whether a text is seen, and as what. */
const READ =
  /^(?:display|visibility|opacity|filter|font|font-size|color|background|background-color|background-image|text-indent|text-decoration|text-decoration-line|vertical-align|position|left|top|right|bottom|margin-left|margin-top|clip|clip-path|width|height|max-height|max-width|line-height|overflow|overflow-x|overflow-y|transform|mso-hide|mso-element|mso-special-character|content-visibility|-webkit-text-fill-color|content)$/;
const MOST_RULES = 20_000;
const MOST_STEPS = 6;
const PASSING = /^(?:hover|focus|focus-within|focus-visible|active|visited|target|checked)$/;

const NOTHING: Declarations = new Map();
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
function readInline(style: string) {
  const before = inline.get(style);
  if (before) return before;
  const tree = parseCss(style, { context: 'declarationList', parseValue: false, onParseError: () => {} });
  const read = readDeclarations(tree.type === 'DeclarationList' ? tree.children : []);
  if (inline.size > 5_000) inline.clear();
  inline.set(style, read);
  return read;
}

interface Rule {
  readonly matches: (element: AnyNode) => boolean;
  readonly weight: number;
  readonly plain: Declarations;
  readonly important: Declarations;
  readonly pseudo: string | null;
}

/** Weight of a selector: of its numbers, classes and names; a later rule of the same weight wins. */
function weigh(selector: readonly Selector[], order: number): number {
  let weight = 0;
  for (const part of selector)
    if (part.type === 'attribute') weight += part.name === 'id' && part.action === 'equals' ? 10_000 : 100;
    else if (part.type === 'pseudo') weight += 100;
    else if (part.type === 'tag') weight += 1;
  return weight * 100_000 + order;
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

/** The styles of a page: its own sheets and the attributes of its elements. */
export class StyleSheets {
  private readonly rules = new Map<string, Rule[]>();
  private count = 0;
  private hasPseudo = false;

  /** Adds the rules of a sheet, as far as they decide what is seen on a screen or on paper. */
  addSheet(text: string): void {
    const tree = parseCss(text, { parseValue: false, parseRulePrelude: false, onParseError: () => {} });
    if (tree.type === 'StyleSheet') this.addRules(tree.children);
  }

  private addRules(nodes: Iterable<CssNode>): void {
    for (const node of nodes)
      if (node.type === 'Rule') this.addRule(generate(node.prelude), node.block.children);
      else if (node.type === 'Atrule' && node.block && isForReading(node.name, node.prelude))
        this.addRules(node.block.children);
  }

  private addRule(prelude: string, nodes: Iterable<CssNode>): void {
    const { plain, important } = readDeclarations(nodes);
    if (plain.size + important.size === 0 || this.count >= MOST_RULES) return;
    for (const selector of parseSafely(prelude)) {
      const pseudo = selector.find((part) => part.type === 'pseudo-element');
      const own = selector.filter((part) => part !== pseudo);
      if (own.some((part) => part.type === 'pseudo' && PASSING.test(part.name))) continue;
      if (own.filter(({ type }) => /^(?:descendant|child|adjacent|sibling)$/.test(type)).length > MOST_STEPS)
        continue;
      this.count += 1;
      try {
        const rule: Rule = {
          matches: compile([own]) as (element: AnyNode) => boolean,
          weight: weigh(own, this.count),
          plain,
          important,
          pseudo: pseudo?.type === 'pseudo-element' ? pseudo.name : null,
        };
        if (pseudo) this.hasPseudo = true;
        const bucket = bucketOf(own);
        const rules = this.rules.get(bucket);
        if (rules) rules.push(rule);
        else this.rules.set(bucket, [rule]);
      } catch {}
    }
  }

  private matching(element: Element): Rule[] {
    if (this.rules.size === 0) return [];
    const names = [
      '*',
      `tag ${element.name}`,
      ...(element.attribs.id ? [`id ${element.attribs.id}`] : []),
      ...(element.attribs.class?.split(/\s+/) ?? []).map((name) => `class ${name}`),
    ];
    return names
      .flatMap((name) => this.rules.get(name) ?? [])
      .filter((rule) => rule.matches(element))
      .sort((one, other) => one.weight - other.weight);
  }

  /** Returns what the sheets and the style of an element say of it. */
  declarationsOf(element: Element): Declarations {
    if (this.rules.size === 0 && !element.attribs.style) return NOTHING;
    const rules = this.matching(element).filter(({ pseudo }) => pseudo === null);
    const own = element.attribs.style ? readInline(element.attribs.style) : null;
    if (rules.length === 0)
      return own ? (own.important.size > 0 ? merge([own.plain, own.important]) : own.plain) : NOTHING;
    return merge([
      ...rules.map(({ plain }) => plain),
      ...(own ? [own.plain] : []),
      ...rules.map(({ important }) => important),
      ...(own ? [own.important] : []),
    ]);
  }

  /** Returns whether the sheets print letters or digits of their own before or after an element. */
  hasGeneratedText(element: Element): boolean {
    if (!this.hasPseudo) return false;
    return this.matching(element).some(
      ({ pseudo, plain, important }) =>
        pseudo !== null &&
        /["'][^"']*\d[^"']*["']/.test(important.get('content') ?? plain.get('content') ?? ''),
    );
  }
}

const merge = (all: readonly Declarations[]): Declarations => {
  const merged = new Map<string, string>();
  for (const declarations of all)
    for (const [name, value] of declarations) {
      // The order tells which of a property and its shorthand is the later one.
      merged.delete(name);
      merged.set(name, value);
    }
  return merged;
};

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
