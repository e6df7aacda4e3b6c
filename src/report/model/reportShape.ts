import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { Cell } from '../../form/cells';
import type { Figures } from '../../form/figures';
import { nestFigures, type Tables } from '../../form/tables';
import { Figure } from '../../shared/graphql/scalars';
import type { Context } from '../../shared/request/context';
import type { IndicatorValue } from './indicatorTypes';
import { DisputeTable, ProactiveDisclosure, RequestTable } from './tableTypes';

/** One cell by its code. */
@ObjectType({ simpleResolvers: true, description: '按代码取的栏目值。One cell of the form with its value.' })
export class CellValue {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field({ description: '印刷标签。Label as printed.' })
  label: string;
  @Field({ description: 'English label.' })
  labelEn: string;
  @Field(() => Figure, {
    nullable: true,
    description: '数量。Value of a count; null when not reported or an amount.',
  })
  count: number | null;
  @Field(() => Figure, {
    nullable: true,
    description: '金额（万元）。Value of an amount; null when not reported or a count.',
  })
  amount: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      '空值的原因。Why there is no value: blank, not applicable, not in the edition of the form, or not to be added; null when there is one.',
  })
  reason: string | null;
}

/**
 * Anything that has the shape of a report. The tables are properties and not resolvers, each call of which would go through
 * type-graphql; most operations write them without (server/rawTables.ts).
 */
@InterfaceType({
  description:
    '具有报告形状的数据。What a report and every roll-up have in common: the three tables, measures and indicators.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class ReportShaped {
  figures: Figures;
  /** Cells whose sum would mean nothing here. */
  hidden?: ReadonlySet<string>;
  /** Why a cell is null here. */
  abstract reasonForNull(cell: Cell): string | null;
  /** Measures that are not simply those of the figures (a difference of two). */
  ownMeasures?: Record<string, unknown>;
  /** Without sentences a sum has them sooner. */
  loadIndicators: (context: Context, withSentences: boolean) => Promise<IndicatorValue[]>;
  private shaped?: Tables;
  /** Shaped on first use: every cell is read through its table. */
  private get tables(): Tables {
    this.shaped ??= nestFigures(this.figures, this.hidden);
    return this.shaped;
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
  proactive: {
    type: () => ProactiveDisclosure,
    description: '第二部分 主动公开政府信息情况。Section two.',
  },
  requests: {
    type: () => RequestTable,
    description: '第三部分 收到和处理政府信息公开申请情况。Section three.',
  },
  disputes: {
    type: () => DisputeTable,
    description: '第四部分 政府信息公开行政复议、行政诉讼情况。Section four.',
  },
});
