import type { Severity } from './checks';
import type { Figures } from './figures';
import type { Edition, Label, TableSection } from './lines';
import type { Rule } from './rules';

/** Something a check found. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** Where in the report it is, such as `requests.received.total` or `problems`. */
  readonly path: string;
  /** The cells of the report itself on both sides of the rule: none of last year's report, which have the same codes. */
  readonly cells: readonly string[];
  readonly expected: string | null;
  readonly actual: string | null;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly citation: string;
}

/** The edition of each section that holds a table. */
export type Editions = Readonly<Record<TableSection, Edition>>;

/** What the checks look at. Narratives are null when left empty, undefined when they were not brought at all. */
export interface Content {
  readonly year: number;
  readonly figures: Figures;
  readonly editions: Editions;
  /** Codes of totals that were left out and computed. */
  readonly computed: readonly string[];
  /** Codes of cells without a figure of which nobody knows whether they are blank, as those not found in a document. */
  readonly unknown?: readonly string[];
  /** Notes printed inside cells, by code. */
  readonly notes: Readonly<Record<string, string>>;
  readonly overview?: string | null;
  readonly problems: string | null | undefined;
  readonly otherMatters: string | null | undefined;
  /** Information-handling fees in 元 that an indicator states. */
  readonly handlingFees?: string | null;
}

/** What else the checks need to know. `previous` is last year's report, or the sum of merged predecessors'. */
export interface CheckContext {
  readonly previous: Pick<Content, 'figures' | 'problems'> | null;
  /** True when the organ may make rules (规章). */
  readonly mayMakeRules: boolean;
}

/** A finding of a rule, with words added to its message in both languages. */
export function findingOf(
  rule: Rule,
  path: string,
  more: Partial<Pick<Finding, 'expected' | 'actual' | 'cells'>> & Partial<Label> = {},
): Finding {
  return {
    code: rule.code,
    severity: rule.severity,
    path,
    cells: more.cells ?? [],
    expected: more.expected ?? null,
    actual: more.actual ?? null,
    messageZh: rule.zh + (more.zh ?? ''),
    messageEn: rule.en + (more.en ?? ''),
    citation: rule.citation,
  };
}

/** What makes a finding the one it is: its rule, its place, and the figures. */
export type FindingIdentity = Pick<Finding, 'code' | 'path'> & Partial<Pick<Finding, 'expected' | 'actual'>>;

/** Whether two findings are one: the same rule, at the same place, with the same figures. What was said of the one holds for the other. */
export const isSameFinding = (one: FindingIdentity, other: FindingIdentity): boolean =>
  (['code', 'path', 'expected', 'actual'] as const).every(
    (name) => (one[name] ?? null) === (other[name] ?? null),
  );
