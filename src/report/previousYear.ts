import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { reportingYear } from '../agency/reportingYear';
import { CELLS } from '../form/cells';
import type { Figures } from '../form/figures';
import { type Context, loaderOf } from '../shared/request/context';
import { loadSurroundings } from './checking/checkContexts';
import type { ReportKey } from './checking/comparedReports';
import { CODES } from './model/cellsOfCodes';
import { CellValue } from './model/cellTypes';
import { ReportScope } from './model/reportEnums';
import { BLANK } from './model/revisionTypes';
import { cellsSelected, shapeCell } from './model/shapeCells';

/** What the checks compare the report of an agency on a year with. */
@ObjectType({
  simpleResolvers: true,
  description:
    '上年基数：核查某年度报告时与之比较的上年数字，即该机关上年已公布的报告；当年有机关并入的，加上被并入机关上年已公布的报告。What the checks compare a report of a year with: what is published of the agency’s own report of the year before, and of those of the agencies that were merged into it in the year.',
})
export class PreviousYear {
  @Field(() => String, {
    nullable: true,
    description:
      '本机关上年报告的第五部分。Section five of the agency’s own report of the year before; null where none is published.',
  })
  problems: string | null;
  agencyKeys: readonly number[];
  figures: Figures;
}

/** What is loaded for a report: its key as a text, and what the checks compare it with. */
interface LoadedYear {
  readonly key: string;
  readonly previous: PreviousYear | null;
}

const textOf = ({ agencyKey, year, scope }: ReportKey) => `${agencyKey} ${year} ${scope}`;

/** Loads what the checks compare reports with, as they load it themselves. */
async function loadPrevious(context: Context, keys: readonly string[]): Promise<LoadedYear[]> {
  const reports = keys.map((key) => {
    const [agencyKey, year, scope] = key.split(' ');
    return { agencyKey: Number(agencyKey), year: Number(year), scope: scope as ReportScope };
  });
  const surroundings = await loadSurroundings(context.database, reports);
  return surroundings.map(({ previous, previousAgencies }, at) => ({
    key: keys[at],
    previous: previous && {
      problems: previous.problems ?? null,
      figures: previous.figures,
      agencyKeys: previousAgencies,
    },
  }));
}

@Resolver(() => Agency)
export class AgencyPreviousYear {
  @FieldResolver(() => PreviousYear, {
    nullable: true,
    description:
      '核查某年度报告时与之比较的上年数字；上年没有已公布报告的为空。What the checks compare its report of a year with, as it is published now; null where nothing is published of the year before.',
  })
  async previousYear(
    @Root() agency: Agency,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。Reporting year of the report that is compared.' })
    year: number,
    @Arg('scope', () => ReportScope, {
      defaultValue: ReportScope.OWN,
      description: '范围，默认本机关。Scope of the reports; default own.',
    })
    scope: ReportScope,
  ): Promise<PreviousYear | null> {
    reportingYear(year);
    const loader = loaderOf<string, LoadedYear>(
      context,
      'previous year',
      (keys) => loadPrevious(context, keys),
      ({ key }) => key,
    );
    const loaded = await loader.load(textOf({ agencyKey: agency.key, year, scope }));
    return loaded?.previous ?? null;
  }
}

@Resolver(() => PreviousYear)
export class PreviousYearFields {
  @FieldResolver(() => [Agency], {
    description:
      '数字相加的各机关：本机关在先，其后为当年并入的机关；没有已公布报告的不在内。The agencies whose figures are added: itself first, then those merged into it; without those of which nothing is published.',
  })
  async agencies(@Root() { agencyKeys }: PreviousYear, @Ctx() context: Context): Promise<Agency[]> {
    const agencies = await Promise.all(agencyKeys.map((key) => agencyLoader(context).load(key)));
    return agencies.filter((agency) => agency !== null);
  }

  @FieldResolver(() => [CellValue], {
    description: `栏目及其数字：不填代码即两个版本的全部 ${CELLS.length} 栏。Cells with their figures: without codes all ${CELLS.length} of both editions in the order of the form; with codes those, each once in their order, at most 250.`,
  })
  cells(
    @Root() { figures }: PreviousYear,
    @Arg('codes', () => [ID], CODES) codes: string[] | null,
  ): CellValue[] {
    return cellsSelected(codes).map((cell) => shapeCell({ figures, explainNull: () => BLANK }, cell));
  }
}
