import { Any } from 'typeorm';
import { AgencyEntity } from '../../agency/agencyEntities';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../../agency/draftAccess';
import type { Database } from '../../shared/database';
import { unknownCodes } from '../../shared/graphql/nearest';
import { type Context, listLoaderOf, loaderOf, memoize } from '../../shared/request/context';
import { Indicator, type IndicatorValue } from './indicatorTypes';
import { ReportIndicator, ReportRevisionEntity } from './reportEntities';
import type { Qualifier } from './reportEnums';
import { isWithheld } from './visibility';

/** SQL: the columns of an indicator (i). */
export const INDICATOR = `i.id as key, i.code, i.name, i.name_en as "nameEn", i.unit_zh as "unitZh", i.unit_en as "unitEn",
  i.aggregation, i.description_zh as "descriptionZh", i.description_en as "descriptionEn", i.retired`;

/** Returns the indicator catalogue by code, read once per request. */
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

/** Returns the indicator catalogue by code. */
export function listIndicators(database: Database): Promise<Indicator[]> {
  return database.getRepository(Indicator).find({ order: { code: 'ASC' } });
}

/** The stored value of an indicator, with the report it is in. */
interface ValueRow {
  readonly revisionKey: number;
  readonly indicatorKey: number;
  readonly value: string;
  readonly qualifier: Qualifier;
  readonly sentence: string | null;
  readonly agencyCode: string;
  readonly year: number;
}

function findValues({ database, actor }: Context, revisionKeys: readonly number[]): Promise<ValueRow[]> {
  return database
    .getRepository(ReportIndicator)
    .createQueryBuilder('i')
    .innerJoin(ReportRevisionEntity, 'v', 'v.id = i.revisionId')
    .innerJoin(AgencyEntity, 'a', 'a.id = v.agencyId')
    .select('i.revisionId', 'revisionKey')
    .addSelect('i.indicatorId', 'indicatorKey')
    .addSelect('trim_scale(i.value)::text', 'value')
    .addSelect('i.qualifier', 'qualifier')
    .addSelect(`case when not ${isWithheld(canReadDraftsNamedSql)} then i.sentence end`, 'sentence')
    .addSelect('a.code', 'agencyCode')
    .addSelect('v.year', 'year')
    .where('i.revisionId = any(:keys)', { keys: [...revisionKeys] })
    .setParameters(draftAccessNamedParams(actor))
    .orderBy('i.indicatorId')
    .getRawMany<ValueRow>();
}

/** Loads the indicator values of revisions; sentences only of revisions whose words the caller may read. */
export const indicatorValueLoader = (context: Context) =>
  listLoaderOf<number, IndicatorValue & { revisionKey: number }>(
    context,
    'indicatorValues',
    async (keys) => {
      const catalogue = new Map((await loadIndicators(context)).map((row) => [row.key, row]));
      return (await findValues(context, keys)).map((row) => ({
        revisionKey: row.revisionKey,
        indicator: catalogue.get(row.indicatorKey) as Indicator,
        value: row.value,
        qualifier: row.qualifier,
        year: row.year,
        reasonZh: null,
        reasonEn: null,
        reports: 1,
        sentences: row.sentence
          ? [
              {
                agencyCode: row.agencyCode,
                year: row.year,
                text: row.sentence,
                revisionKey: row.revisionKey,
              },
            ]
          : [],
      }));
    },
    (row) => row.revisionKey,
  );

/** The sections of prose of a revision. */
export interface Narratives {
  readonly revisionKey: number;
  readonly texts: readonly (string | null)[];
}

/** Loads the sections of prose of revisions whose words the caller may read: by them it is known what they say. */
export const narrativesLoader = (context: Context) =>
  loaderOf<number, Narratives>(
    context,
    'narratives',
    async (keys) => {
      const rows = await context.database.getRepository(ReportRevisionEntity).find({
        select: { id: true, overview: true, problems: true, otherMatters: true },
        where: { id: Any(keys) },
      });
      return rows.map(({ id, overview, problems, otherMatters }) => ({
        revisionKey: id,
        texts: [overview, problems, otherMatters],
      }));
    },
    ({ revisionKey }) => revisionKey,
  );
