import { type Element, isTag } from 'domhandler';
import { type Declarations, MOST_RULES, NOTHING, type Rule, readInline, readSheet } from './styleRules';
import { fillVariables, usesVariables } from './variables';

/** A rule of a page with its place among the others: a later one of the same weight wins. */
interface OrderedRule {
  readonly rule: Rule;
  readonly order: number;
}

/** The styles of a page: its own sheets and the attributes of its elements. */
export class StyleSheets {
  private readonly rules = new Map<string, OrderedRule[]>();
  private count = 0;
  private hasPseudo = false;
  private readonly declarations = new Map<Element, Declarations>();
  /** By the rules and the style of an element. */
  private readonly merged = new Map<string, Declarations>();

  /** Adds the rules of a sheet. */
  addSheet(text: string): void {
    for (const rule of readSheet(text).slice(0, MOST_RULES - this.count)) {
      this.count += 1;
      if (rule.pseudo !== null) this.hasPseudo = true;
      const rules = this.rules.get(rule.bucket);
      if (rules) rules.push({ rule, order: this.count });
      else this.rules.set(rule.bucket, [{ rule, order: this.count }]);
    }
  }

  private matching(element: Element): OrderedRule[] {
    const found: OrderedRule[] = [];
    const add = (bucket: string) => {
      for (const one of this.rules.get(bucket) ?? []) if (one.rule.matches(element)) found.push(one);
    };
    if (this.rules.size === 0) return found;
    const { id, class: classes } = element.attribs;
    add('*');
    add(`tag ${element.name}`);
    if (id) add(`id ${id}`);
    for (const name of classes?.split(/\s+/) ?? []) add(`class ${name}`);
    return found.sort((one, other) => one.rule.weight - other.rule.weight || one.order - other.order);
  }

  /** Returns what the sheets and the style of an element say of it. Elements with the same rules share their declarations. */
  declarationsOf(element: Element): Declarations {
    if (this.rules.size === 0 && !element.attribs.style) return NOTHING;
    const before = this.declarations.get(element);
    if (before) return before;
    const rules = this.matching(element).filter(({ rule }) => rule.pseudo === null);
    const { style = '' } = element.attribs;
    const key = `${rules.map(({ order }) => order).join(' ')} ${style}`;
    const written = this.merged.get(key) ?? mergeRules(rules, style);
    this.merged.set(key, written);
    const declarations = this.withVariables(element, key, written);
    this.declarations.set(element, declarations);
    return declarations;
  }

  /** Puts the values of custom properties in; they are those of the element or of the nearest one around it. */
  private withVariables(element: Element, key: string, written: Declarations): Declarations {
    if (!usesVariables(written)) return written;
    const variable = (name: string): string | undefined => {
      if (written.has(name)) return written.get(name);
      for (let outer = element.parent; outer; outer = outer.parent) {
        if (!isTag(outer)) continue;
        const value = this.declarationsOf(outer).get(name);
        if (value !== undefined) return value;
      }
      return undefined;
    };
    const filled = fillVariables(written, variable);
    const filledKey = `${key} ${JSON.stringify([...filled])}`;
    const declarations = this.merged.get(filledKey) ?? filled;
    this.merged.set(filledKey, declarations);
    return declarations;
  }

  /** Returns whether the sheets print letters or digits of their own before or after an element. */
  hasGeneratedText(element: Element): boolean {
    if (!this.hasPseudo) return false;
    return this.matching(element).some(
      ({ rule: { pseudo, plain, important } }) =>
        pseudo !== null &&
        /["'][^"']*\d[^"']*["']|attr\(|counters?\(/.test(
          important.get('content') ?? plain.get('content') ?? '',
        ),
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

function mergeRules(rules: readonly OrderedRule[], style: string): Declarations {
  const own = style === '' ? null : readInline(style);
  if (rules.length === 0)
    return own ? (own.important.size > 0 ? merge([own.plain, own.important]) : own.plain) : NOTHING;
  return merge([
    ...rules.map(({ rule }) => rule.plain),
    ...(own ? [own.plain] : []),
    ...rules.map(({ rule }) => rule.important),
    ...(own ? [own.important] : []),
  ]);
}
