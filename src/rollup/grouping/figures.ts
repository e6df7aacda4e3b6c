import { cellOf } from '../../form/cells';
import { type Exactness, exactnessOfDifference, growthOfDifference } from '../../form/exactness';
import { formatAmount, parseAmount } from '../../form/figures';
import {
  evaluateFormula,
  type Formula,
  type FormulaLeaf,
  type FormulaSources,
  indicatorsOfFormula,
  leavesOf,
} from '../../form/formula';
import { exactnessOfFormula } from '../../form/formulaExactness';
import type { Absence } from '../../report/model/cellTypes';
import type { IndicatorValue } from '../../report/model/indicatorTypes';
import { absenceOfLeaf } from '../../report/model/measureFormulas';
import { Qualifier } from '../../report/model/reportEnums';
import { groupBy } from '../../shared/groupBy';
import { PairCache } from '../../shared/pairCache';
import { haveShares } from '../../shared/shareInWords';
import { GroupFigure } from '../request/groupFigure';
import { hiddenCells } from '../request/selection';
import { addSums, type Sum } from '../request/sum';
import type { Cut } from './cuts';
import { isAddable } from './formulas';
import type { Group } from './group';
import { addIndicator, type IndicatorRow } from './indicatorSums';
import { explainCell, explainFormula, NOT_ADDED, SUPPRESSED } from './nullReasons';
import { type FigureRef, type GroupQuestion, isComparable } from './question';
import type { Value } from './value';

/** A figure as it is shown: a number, or exact decimal text. */
export type FigureValue = number | string;

/** What the values of groups are formed of beside their sums. */
export interface FigureSources {
  /** The sums of all of the selection by year; empty where no share is formed. */
  readonly totals: readonly Sum[];
  /** What reports state of indicators, by group and year; empty where none is read. */
  readonly indicators: readonly IndicatorRow[];
  /** The same of all of the selection by year; empty where no share is formed. */
  readonly totalIndicators: readonly IndicatorRow[];
}

/** The part of a group that its values are formed of, in its years or in the year before. */
interface GroupSum extends Pick<Group, 'cut' | 'years' | 'sum'> {
  /** Null for all of the selection. */
  readonly memberKey: string | null;
}

/** Returns the difference of two figures. Decimal text is subtracted exactly. */
export const subtractFigures = (one: FigureValue, other: FigureValue): FigureValue =>
  typeof one === 'string' || typeof other === 'string'
    ? formatAmount(parseAmount(String(one)) - parseAmount(String(other)))
    : one - other;

/** Forms the values of the groups of a question. */
export class GroupFigures {
  private readonly indicators: ReadonlyMap<string, readonly IndicatorRow[]>;
  private readonly sums = new Map<string, number | null>();
  // What is formed of a group, or of its year before, by formula: the changes of a value are formed of the same.
  private readonly values = new PairCache<Sum, Formula, FigureValue | null>();
  private readonly bases = new PairCache<Sum, Formula, FigureValue | null>();
  private readonly qualifiers = new PairCache<Sum, Formula, Qualifier | null>();

  constructor(
    private readonly question: Pick<GroupQuestion, 'selection' | 'by' | 'cuts'>,
    private readonly sources: FigureSources,
  ) {
    this.indicators = groupBy(sources.indicators, ({ key }) => key);
  }

  /** Returns what the reports of a group state of an indicator, each year by itself. */
  private rowsOf(code: string, { memberKey, years }: Omit<GroupSum, 'cut'>): IndicatorRow[] {
    const own = memberKey === null ? this.sources.totalIndicators : (this.indicators.get(memberKey) ?? []);
    return own.filter((row) => row.indicator.code === code && years.includes(row.year));
  }

  /** Returns what an indicator comes to in a group; null where no report states it, or where it is kept back. */
  indicatorOf(code: string, group: Omit<GroupSum, 'cut'>): IndicatorValue | null {
    const rows = this.rowsOf(code, group);
    return rows.length === 0 || group.sum.isSuppressed
      ? null
      : addIndicator(rows, this.question.selection.sumsOnly);
  }

  /**
   * Returns how exact a formula is in a group: an indicator as its reports say, and what is formed of one that is a bound a bound where it can only be
   * more, or only less. Null for what reads no indicator.
   */
  qualifierOf(formula: Formula, group: Omit<GroupSum, 'cut'>): Qualifier | null {
    return this.qualifiers.get(group.sum, formula, () => {
      const qualifierOf = (code: string) => this.indicatorOf(code, group)?.qualifier;
      if (!indicatorsOfFormula(formula).some(({ code }) => qualifierOf(code))) return null;
      return exactnessOfFormula(
        formula,
        this.sourcesOf(group),
        (code) => qualifierOf(code) ?? Qualifier.EXACT,
      ) as Qualifier;
    });
  }

  /** Returns why a value of a group is null. */
  explain(value: Value, group: GroupSum): Absence {
    const formula = value.formulaOf(group.cut);
    const sum = { ...group.sum, years: group.years };
    return explainFormula(formula, sum, this.hindranceOf(formula, group), this.sourcesOf(group));
  }

  /** Returns a value of a group; null where it has none. */
  valueOf(value: Value, group: GroupSum): FigureValue | null {
    return this.formulaOf(value.formulaOf(group.cut), group);
  }

  /** Returns the value in the year before; null where there is none that can be compared. */
  baseOf(value: Value, group: Group): FigureValue | null {
    const formula = value.formulaOf(group.cut);
    const [year] = group.years;
    return this.bases.get(group.sum, formula, () =>
      group.before && !group.sum.isSuppressed && isComparable(formula, year)
        ? this.formulaOf(formula, { ...group, years: [year - 1], sum: group.before })
        : null,
    );
  }

  /** Returns the value less that of the year before; null where either is missing, and where both are bounds of the same side. */
  differenceOf(value: Value, group: Group): FigureValue | null {
    const [own, base] = [this.valueOf(value, group), this.baseOf(value, group)];
    return own === null || base === null || this.exactnessOfChange(value, group) === null
      ? null
      : subtractFigures(own, base);
  }

  /** Returns the difference over the value of the year before; null where that is zero. */
  growthOf(value: Value, group: Group): number | null {
    const difference = this.differenceOf(value, group);
    return difference === null
      ? null
      : growthOfDifference(
          Number(difference),
          Number(this.baseOf(value, group)),
          this.exactnessesOf(value, group)[1],
        );
  }

  /** Returns how exact the difference and the growth are. Null without a difference, and for what reads no indicator. */
  changeQualifierOf(value: Value, group: Group): Qualifier | null {
    if (indicatorsOfFormula(value.formulaOf(group.cut)).length === 0) return null;
    return this.differenceOf(value, group) === null
      ? null
      : (this.exactnessOfChange(value, group) as Qualifier | null);
  }

  private exactnessOfChange(value: Value, group: Group): Exactness | null {
    return exactnessOfDifference(...this.exactnessesOf(value, group));
  }

  /** Returns how exact a value is, and how exact that of the year before; what reads no indicator is exact. */
  private exactnessesOf(value: Value, group: Group): [own: Exactness, base: Exactness] {
    const formula = value.formulaOf(group.cut);
    const [year] = group.years;
    return [
      this.qualifierOf(formula, group) ?? Qualifier.EXACT,
      (group.before && this.qualifierOf(formula, { ...group, years: [year - 1], sum: group.before })) ??
        Qualifier.EXACT,
    ];
  }

  /** Returns the share of the total of the years of a group; null where groups have none, values are not added, or the total is zero. */
  shareOf(value: Value, group: Group): number | null {
    if (!haveShares(this.question.by)) return null;
    const own = this.valueOf(value, group);
    const total = own === null ? null : this.totalOf(value, group.years);
    return own === null || !total || total < 0 ? null : Number(own) / total;
  }

  /** Returns what is meant of a value, as a number. */
  numberOf({ value, figure }: FigureRef, group: Group): number | null {
    const found =
      figure === GroupFigure.SHARE
        ? this.shareOf(value, group)
        : figure === GroupFigure.DIFFERENCE
          ? this.differenceOf(value, group)
          : figure === GroupFigure.GROWTH
            ? this.growthOf(value, group)
            : this.valueOf(value, group);
    return found === null ? null : Number(found);
  }

  private formulaOf(formula: Formula, group: Omit<GroupSum, 'cut'>): FigureValue | null {
    return this.values.get(group.sum, formula, () =>
      group.sum.isSuppressed || this.hindranceOf(formula, group)
        ? null
        : evaluateFormula(formula, this.sourcesOf(group)),
    );
  }

  private sourcesOf(group: Omit<GroupSum, 'cut'>): FormulaSources {
    return {
      figures: group.sum.figures,
      indicator: (code) => this.indicatorOf(code, group)?.value ?? null,
    };
  }

  /** Returns why a formula has no value whatever is reported: a leaf means nothing here, is not added, or is kept back; null where nothing hinders it. */
  private hindranceOf(formula: Formula, group: Omit<GroupSum, 'cut'>): Absence | null {
    for (const leaf of leavesOf(formula)) {
      const absence = this.hindranceOfLeaf(leaf, group);
      if (absence) return absenceOfLeaf(formula, leaf, absence);
    }
    return null;
  }

  private hindranceOfLeaf(leaf: FormulaLeaf, group: Omit<GroupSum, 'cut'>): Absence | null {
    if (leaf.kind === 'CELL' && hiddenCells(group.years).has(leaf.cell))
      return explainCell(cellOf(leaf.cell), { ...group.sum, years: group.years });
    if (leaf.kind !== 'INDICATOR' || this.rowsOf(leaf.indicator.code, group).length === 0) return null;
    const stated = this.indicatorOf(leaf.indicator.code, group);
    if (!stated) return SUPPRESSED;
    return stated.value === null ? NOT_ADDED : null;
  }

  /** Returns the sum of a value over all groups of some years, found once: of all parts of the table too. */
  private totalOf(value: Value, years: readonly number[]): number | null {
    const key = `${value.code} ${years}`;
    const found = this.sums.get(key);
    const total = found === undefined ? this.addTotals(value, years) : found;
    this.sums.set(key, total);
    return total;
  }

  private addTotals(value: Value, years: readonly number[]): number | null {
    const sum = addSums(
      this.sources.totals.filter(({ key }) => years.includes(Number(key))),
      'total',
    );
    const parts = this.question.cuts.flatMap((cut: Cut) => {
      const formula = value.formulaOf(cut);
      const total = isAddable(formula) ? this.formulaOf(formula, { years, sum, memberKey: null }) : null;
      return total === null ? [] : Number(total);
    });
    return parts.length === 0 ? null : parts.reduce((one, other) => one + other, 0);
  }
}
