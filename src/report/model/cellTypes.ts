import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { type Cell, UNIT_EN } from '../../form/cells';
import type { Figures } from '../../form/figures';
import type { CellStatus } from '../../form/readCell';
import { Figure } from '../../shared/graphql/scalars';

/** What kind of figure a cell holds. */
export enum CellKind {
  COUNT = 'COUNT',
  CHANGE = 'CHANGE',
  AMOUNT = 'AMOUNT',
}
registerEnumType(CellKind, {
  name: 'CellKind',
  description: '栏目数字的种类。What kind of figure a cell holds.',
  valuesConfig: {
    COUNT: { description: '数量，从 0 起的整数。A whole number from 0.' },
    CHANGE: { description: '增减量，整数，可为负。A whole number that may be negative.' },
    AMOUNT: { description: '金额，以万元为单位的小数。A decimal, in 10,000 yuan.' },
  },
});

/** How a cell adds up. */
export enum CellAggregation {
  SUM = 'SUM',
  STOCK = 'STOCK',
  NONE = 'NONE',
}
registerEnumType(CellAggregation, {
  name: 'CellAggregation',
  description: '栏目的汇总方式。How a cell adds up.',
  valuesConfig: {
    SUM: { description: '按机关和年度相加。Over agencies and years.' },
    STOCK: { description: '年末存量，不跨年相加。A state at the end of a year: not added over years.' },
    NONE: { description: '从不相加，因表格未印单位。Never added, since the form prints no unit.' },
  },
});

/** What a cell has: a figure, or why it has none. */
export enum FigureState {
  REPORTED = 'REPORTED',
  COMPUTED = 'COMPUTED',
  BLANK = 'BLANK',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  NOT_IN_EDITION = 'NOT_IN_EDITION',
  NOT_ADDABLE = 'NOT_ADDABLE',
  HIDDEN = 'HIDDEN',
  NOT_UNDERSTOOD = 'NOT_UNDERSTOOD',
  MISSING = 'MISSING',
}
registerEnumType(FigureState, {
  name: 'FigureState',
  description: '数字的状态：有数字，或为何没有。What a cell has: a figure, or why it has none.',
  valuesConfig: {
    REPORTED: {
      description:
        '已填报，零也是；汇总中为已填报数之和。Reported, zero too; in a sum, the sum of what was reported.',
    },
    COMPUTED: {
      description: '报告未填的总计，由分项算出。A total that the report left out and its parts determine.',
    },
    BLANK: {
      description:
        '空白；汇总中为各报告均未填报。Left blank; in a sum, blank or not applicable in every report, or no report.',
    },
    NOT_APPLICABLE: { description: '不适用（“/”等）。Marked as not applicable.' },
    NOT_IN_EDITION: {
      description: '所用版本的表格没有该栏。The edition of the form that is used has no such cell.',
    },
    NOT_ADDABLE: {
      description: '不能相加：未印单位，或为年末存量。Not to be added: no unit is printed, or it is a state.',
    },
    HIDDEN: {
      description: '不予显示：会透露未公布的工作。Kept back: it would show unpublished work.',
    },
    NOT_UNDERSTOOD: {
      description:
        '文档该栏有内容，但读不出数字，见原文。The document has something in the cell that is not understood as a figure; see what is printed.',
    },
    MISSING: { description: '文档中没有该栏目。The document that was read has no such cell.' },
  },
});

/** Why a cell has no figure. */
export interface Absence {
  readonly state: FigureState;
  readonly zh: string;
  readonly en: string;
}

/** What is stored beside a figure. A computed total was left blank. */
export interface StoredMark {
  readonly status: CellStatus;
  readonly computed: boolean;
  readonly note: string | null;
}

/** What cells are shown from. */
export interface CellSource {
  readonly figures: Figures;
  /** Codes of cells whose sum would mean nothing. */
  readonly hidden?: ReadonlySet<string>;
  readonly marksByCode?: Readonly<Record<string, StoredMark>>;
  /** Returns why a cell is null. */
  explainNull(cell: Cell): Absence | null;
}

/** What every cell says of itself, whatever it holds. */
@InterfaceType({
  description:
    '表格的一栏及其标签。A cell of the form with its labels: of the form itself, a report, a sum, a change or a document.',
})
export abstract class LabelledCell {
  @Field(() => ID, {
    description:
      '栏目代码，也是 GraphQL 路径。Code, such as `requests.received.total`; also its path in GraphQL.',
  })
  code: string;
  @Field(() => Int, { description: '所属部分。Section of the report: 2, 3 or 4.' })
  section: number;
  @Field({ description: '印刷标签。Label as printed, in Chinese.' })
  labelZh: string;
  @Field({ description: '英文标签。Label in English.' })
  labelEn: string;
  @Field({ description: '计量单位：件、项或万元。Unit as printed.' })
  unitZh: string;
  @Field({ description: '英文计量单位。Unit in English.' })
  unitEn: string;
  @Field(() => CellKind, { description: '数字的种类。What kind of figure it holds.' })
  kind: CellKind;
}

/** Returns what a cell of the form says of itself. */
export const labelsOf = ({ code, section, zh, en, unit, kind }: Cell): LabelledCell => ({
  code,
  section,
  labelZh: zh,
  labelEn: en,
  unitZh: unit,
  unitEn: UNIT_EN[unit],
  kind: kind as CellKind,
});

/** A cell with its figure. */
@ObjectType({
  simpleResolvers: true,
  implements: LabelledCell,
  description: '栏目及其数字。A cell of the form with its figure.',
})
export class CellValue extends LabelledCell {
  @Field(() => Figure, { nullable: true, description: '数字。The figure; null where there is none.' })
  value: number | string | null;
  @Field(() => FigureState, { description: '状态。What there is: a figure, or why there is none.' })
  state: FigureState;
  @Field(() => String, {
    nullable: true,
    description: '没有数字的原因。Why there is no figure, in Chinese; null when there is one.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '没有数字的原因（英文）。Why there is no figure, in English; null when there is one.',
  })
  reasonEn: string | null;
  @Field(() => String, {
    nullable: true,
    description: '栏内注。Note printed in the cell of a report; null in sums.',
  })
  note: string | null;
}
