import type { EntityManager } from 'typeorm';
import { draftAccessParams } from '../../agency/draftAccess';
import { unknownCodes } from '../../shared/graphql/nearest';
import { type Context, listLoaderOf, memoize } from '../../shared/request/context';
import type { Indicator, IndicatorValue } from './indicatorTypes';
import type { Qualifier } from './reportEnums';
import { IS_WITHHELD } from './visibility';

type Queryable = Pick<EntityManager, 'query'>;

/** The columns of an indicator. */
export const INDICATOR = `i.id as key, i.code, i.name, i.name_en as "nameEn", i.unit, i.aggregation, i.description, i.retired`;

/** The indicator catalogue, once per request. */
export function loadIndicators(context: Pick<Context, 'database' | 'memo'>): Promise<Indicator[]> {
  return memoize(context as Context, 'indicators', () => listIndicators(context.database));
}

/** Refuses codes of indicators that are neither among the values found nor in the catalogue, all at once, with those nearest to them. */
export async function checkIndicators(
  context: Context,
  codes: readonly string[],
  values: readonly IndicatorValue[],
): Promise<void> {
  const without = codes.filter((code) => !values.some(({ indicator }) => indicator.code === code));
  if (without.length === 0) return;
  const catalogue = (await loadIndicators(context)).map(({ code }) => code);
  const unknown = without.filter((code) => !catalogue.includes(code));
  if (unknown.length > 0) throw unknownCodes('codes', { zh: '指标', en: 'indicator' }, unknown, catalogue);
}

/** The indicator catalogue by code. */
export function listIndicators(database: Queryable): Promise<Indicator[]> {
  return database.query(`select ${INDICATOR} from indicator i order by i.code`);
}

/** Loads the indicator values of revisions. */
export const indicatorValueLoader = (context: Context) =>
  listLoaderOf<number, IndicatorValue & { revisionKey: number }>(
    context,
    'indicatorValues',
    async (keys) => {
      const catalogue = new Map((await loadIndicators(context)).map((row) => [row.key, row]));
      const rows: {
        revisionKey: number;
        indicatorKey: number;
        value: string;
        qualifier: Qualifier;
        sentence: string | null;
        agencyCode: string;
        year: number;
      }[] = await context.database.query(
        `select i.revision_id as "revisionKey", i.indicator_id as "indicatorKey", trim_scale(i.value)::text as value, i.qualifier,
                case when not ${IS_WITHHELD} then i.sentence end as sentence, a.code as "agencyCode", v.year
             from report_indicator i join report_revision v on v.id = i.revision_id join agency a on a.id = v.agency_id
            where i.revision_id = any($3) order by i.indicator_id`,
        [...draftAccessParams(context.actor), keys],
      );
      return rows.map((row) => ({
        revisionKey: row.revisionKey,
        indicator: catalogue.get(row.indicatorKey) as Indicator,
        value: row.value,
        qualifier: row.qualifier,
        year: row.year,
        reason: null,
        reports: 1,
        sentences: row.sentence ? [{ agencyCode: row.agencyCode, year: row.year, text: row.sentence }] : [],
      }));
    },
    (row) => row.revisionKey,
  );
