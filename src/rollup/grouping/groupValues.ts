import { type Absence, FigureState } from '../../report/model/cellTypes';
import { showMeasure } from '../../report/model/measureQueries';
import type { Measure, MeasureValue } from '../../report/model/measureTypes';
import type { Context } from '../../shared/request/context';
import { haveShares } from '../../shared/shareInWords';
import type { GroupValue } from '../model/groupTypes';
import type { SumProjection } from '../request/projection';
import { readFigureSources } from './figureSources';
import { GroupFigures } from './figures';
import { isComputed } from './formulas';
import type { Group } from './group';
import type { GroupQuestion } from './question';
import type { Value } from './value';
import { readMeasures, readValues } from './values';

/** The fields of a value that are formed of the year before. */
const OVER_YEARS = ['base', 'difference', 'growth', 'changeQualifier'];

/** Whether fields of values that are selected need the year before. */
export const selectsBase = (selected: ReadonlySet<string>) => OVER_YEARS.some((name) => selected.has(name));

/** What is read for the values of the groups of a page. */
interface Read {
  readonly values: readonly Value[];
  readonly figures: GroupFigures;
}

/** Forms the values of the groups of a page, for which everything is read once. */
export class PageValues {
  private readonly found = new Map<string, Promise<Read>>();

  constructor(
    private readonly context: Context,
    private readonly question: GroupQuestion,
    private readonly sources: {
      /** Which parts of sums the operation reads. */
      readonly projection: SumProjection;
      /** The agencies of the groups; null where they are not of agencies. */
      readonly agencyKeys: readonly number[] | null;
    },
  ) {}

  /** Returns what forms the values of a group by their codes, with what is selected of them. */
  async read(
    codes: readonly string[],
    selected: ReadonlySet<string>,
  ): Promise<(group: Group) => GroupValue[]> {
    const withShare = selected.has('share') && haveShares(this.question.by);
    const { values, figures } = await this.readOnce(JSON.stringify(codes), withShare, () =>
      readValues(this.context, this.question.by, codes, 'codes'),
    );
    const { isCompared } = this.question;
    return (group) =>
      values.map((value): GroupValue => {
        const formula = value.formulaOf(group.cut);
        const shown = figures.valueOf(value, group);
        const absence = shown === null ? figures.explain(value, group) : null;
        return {
          code: value.code,
          labelZh: value.label.zh,
          labelEn: value.label.en,
          unitZh: value.unit.zh,
          unitEn: value.unit.en,
          value: shown,
          state: absence?.state ?? (isComputed(formula) ? FigureState.COMPUTED : FigureState.REPORTED),
          reasonZh: absence?.zh ?? null,
          reasonEn: absence?.en ?? null,
          qualifier: figures.qualifierOf(formula, group),
          share: withShare ? figures.shareOf(value, group) : null,
          base: isCompared ? figures.baseOf(value, group) : null,
          difference: isCompared ? figures.differenceOf(value, group) : null,
          growth: isCompared ? figures.growthOf(value, group) : null,
          changeQualifier: isCompared ? figures.changeQualifierOf(value, group) : null,
        };
      });
  }

  /** Returns the values of measures in a group; those that the part of the table has not are absent for a reason. */
  async measuresOf(group: Group, measures: readonly Measure[], outside: Absence): Promise<MeasureValue[]> {
    const codes = measures.map(({ code }) => code);
    const { values, figures } = await this.readOnce(`measures ${codes}`, false, () =>
      readMeasures(this.context, this.question.by, measures),
    );
    return measures.map((measure) => {
      const value = values.find(({ code }) => code === `measures.${measure.code}`);
      const shown = value ? figures.valueOf(value, group) : null;
      const absence = value ? figures.explain(value, group) : outside;
      return showMeasure(measure, shown, shown === null ? absence : null);
    });
  }

  private readOnce(codes: string, withShare: boolean, find: () => Promise<Value[]>): Promise<Read> {
    const key = `${codes} ${withShare}`;
    const found = this.found.get(key) ?? this.readAll(withShare, find);
    this.found.set(key, found);
    return found;
  }

  private async readAll(withShare: boolean, find: () => Promise<Value[]>): Promise<Read> {
    const { context, question, sources } = this;
    const values = await find();
    const withBase = question.isCompared;
    const found = await readFigureSources(context, question, { values, withShare, withBase, ...sources });
    return { values, figures: new GroupFigures(question, found) };
  }
}
