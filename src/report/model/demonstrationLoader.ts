import DataLoader from 'dataloader';
import { type Context, memoize } from '../../shared/request/context';
import { ReportRevisionEntity } from './reportEntities';

/** Loads whether revisions are of demonstration agencies. */
export const demonstrationLoader = (context: Context): DataLoader<number, boolean> =>
  memoize(
    context,
    'loader demonstration',
    () =>
      new DataLoader<number, boolean>(async (keys) => {
        const rows = await context.database
          .getRepository(ReportRevisionEntity)
          .createQueryBuilder('v')
          .innerJoin('v.agency', 'a')
          .select('v.id')
          .where('v.id = any(:keys) and a.demonstration', { keys })
          .getMany();
        const found = new Set(rows.map(({ id }) => id));
        return keys.map((key) => found.has(key));
      }),
  );
