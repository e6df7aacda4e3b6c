import type { Element } from 'domhandler';
import type { Seen } from '../seen/seen';
import { childOf, childrenOf, elementsIn } from '../xml/prefixedXml';

interface Field {
  code: string;
  isCode: boolean;
  hasText: boolean;
  /** Whether the program computes it anew when the document is opened. */
  readonly isStale: boolean;
  readonly data: Element | null;
}

const STALE = '域的结果已过时 the result of a field is out of date';
const NO_RESULT = '域没有结果 a field has no result';
/** Fields that show nothing of their own. */
const QUIET =
  /^\s*(?:TC|XE|RD|TA|SET|ASK|BOOKMARK|ADVANCE|PRIVATE|FORMTEXT|FORMCHECKBOX|TOC|INDEX|HYPERLINK|PAGE|NUMPAGES|REF|PAGEREF|SEQ)\b/i;
/** A number within a ring, written as one letter over another. */
const RINGED = /^\s*EQ\s+\\o(?:\\a[clr])?\s*\(\s*([^,，]+)[,，]\s*([^)]+)\)/i;

/** The fields that are open where a document is read: of each its code, then what it shows. */
export class FieldStack {
  private readonly open: Field[] = [];

  /** Whether what comes now is the code of a field, which nobody sees. */
  isCode(): boolean {
    return this.open.some((field) => field.isCode);
  }

  /** Says that text is shown. */
  show(): void {
    for (const field of this.open) field.hasText = true;
  }

  begin(data: Element | null, isStale = false): void {
    this.open.push({ code: '', isCode: true, hasText: false, isStale, data });
  }

  addCode(text: string): void {
    const field = this.open.at(-1);
    if (field?.isCode) field.code += text;
  }

  separate(): void {
    const field = this.open.at(-1);
    if (field) field.isCode = false;
  }

  /** Ends the innermost field. Returns what it shows beyond its result. */
  end(): Seen[] {
    const field = this.open.pop();
    if (!field || this.isCode()) return [];
    const ringed = RINGED.exec(field.code);
    if (ringed) {
      const [mark] = [ringed[1].trim(), ringed[2].trim()].filter((letter) => /[\d一-十]/u.test(letter));
      return [{ kind: 'TEXT', text: mark ? `(${mark})` : '※', manner: 'NOTE' }];
    }
    const chosen = field.data && chosenEntry(field.data);
    if (chosen) return [{ kind: 'TEXT', text: chosen, manner: 'PLAIN' }];
    if (field.isStale) return [{ kind: 'DOUBT', doubt: STALE }];
    return field.hasText || QUIET.test(field.code) ? [] : [{ kind: 'DOUBT', doubt: NO_RESULT }];
  }

  /** Takes a mark of a field where it begins, shows its result, or ends. Returns what is seen there. */
  take(mark: Element): Seen[] {
    const type = mark.attribs['w:fldCharType'];
    if (type === 'begin')
      this.begin(childOf(mark, 'w:ffData'), /^(?:1|true|on)$/.test(mark.attribs['w:dirty'] ?? ''));
    else if (type === 'separate') this.separate();
    else if (type === 'end') return this.end();
    return [];
  }
}

/** The entry that a list in a form shows. */
function chosenEntry(data: Element): string | null {
  const list = elementsIn(data, 'w:ddList')[0];
  if (!list) return null;
  const at = Number((childOf(list, 'w:result') ?? childOf(list, 'w:default'))?.attribs['w:val'] ?? 0);
  return childrenOf(list, 'w:listEntry')[at]?.attribs['w:val'] ?? null;
}
