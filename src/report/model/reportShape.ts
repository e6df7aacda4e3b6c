import { Field, InterfaceType } from 'type-graphql';
import type { Cell } from '../../form/cells';
import type { Figures } from '../../form/figures';
import { headOfSection, TABLE_SECTIONS } from '../../form/sections';
import { nestFigures, type Tables } from '../../form/tables';
import type { Context } from '../../shared/request/context';
import type { Absence, CellSource, StoredMark } from './cellTypes';
import type { IndicatorValue } from './indicatorTypes';
import type { Measure, MeasureValue } from './measureTypes';
import { Section, tableSection } from './sectionTypes';
import { DisputeTable, ProactiveDisclosure, RequestTable } from './tableTypes';

/**
 * Anything that has the shape of a report. The tables are properties and not resolvers, because each call of a
 * resolver would go through type-graphql; most operations do not read them at all, but have them written (server/graphql/rawTables.ts).
 */
@InterfaceType({
  description:
    '具有报告形状的数据。What a report and every roll-up have in common: the three tables, measures and indicators.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class ReportShaped implements CellSource {
  figures: Figures;
  /** Cells whose sum would mean nothing here. */
  hidden?: ReadonlySet<string>;
  /** Why a cell is null here. */
  abstract explainNull(cell: Cell): Absence | null;
  /** What is stored beside figures of one report. */
  marksByCode?: Readonly<Record<string, StoredMark>>;
  /** Measures that are not simply those of the figures (a difference of two). */
  ownMeasures?: Record<string, unknown>;
  /** Without sentences a sum has them sooner. */
  loadIndicators: (context: Context, withSentences: boolean) => Promise<IndicatorValue[]>;
  /** Whether it shows demonstration data, beside real data or alone. */
  showsDemonstration: (context: Context) => Promise<boolean>;
  /** Forms measures where they are not simply those of one report. */
  loadMeasures?: (measures: readonly Measure[]) => Promise<MeasureValue[]>;
  private shaped?: Tables;
  /** Shaped on first use: every cell is read through its table. */
  private get tables(): Tables {
    this.shaped ??= nestFigures(this.figures, this.hidden);
    return this.shaped;
  }

  /** The sections that it has, in order; a sum has the tables only. */
  get sections(): Section[] {
    return TABLE_SECTIONS.map((section) => tableSection(section, this, null));
  }
  get proactive(): object {
    return this.tables.proactive;
  }
  get requests(): object {
    return this.tables.requests;
  }
  get disputes(): object {
    return this.tables.disputes;
  }
}

/** Declares getters as fields that are read as properties. Under a decorator type-graphql would call each as a resolver. */
export function readAsProperties(
  type: abstract new () => object,
  fields: Record<string, { type: () => unknown; description: string }>,
): void {
  for (const [name, { type: returns, description }] of Object.entries(fields))
    Field(returns as () => object, { simple: true, description })(type.prototype, name);
}

readAsProperties(ReportShaped, {
  sections: {
    type: () => [Section],
    description:
      '各部分，依次：报告为六个，汇总为三张表。The sections in order, each by its kind: six of a report, the three tables of a sum.',
  },
  proactive: {
    type: () => ProactiveDisclosure,
    description: `${headOfSection(2)}。Section two.`,
  },
  requests: {
    type: () => RequestTable,
    description: `${headOfSection(3)}。Section three.`,
  },
  disputes: {
    type: () => DisputeTable,
    description: `${headOfSection(4)}。Section four.`,
  },
});
