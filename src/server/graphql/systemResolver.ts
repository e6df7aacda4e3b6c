import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import { listVerifications } from '../../audit/verification';
import { countJobs, countUndelivered } from '../../notification/jobQueue';
import { listRefusedAddresses } from '../../notification/refusedAddresses';
import { queryRows } from '../../shared/database';
import type { Context } from '../../shared/request/context';
import { authorise, GLOBAL } from '../../shared/request/permissions';
import { System } from './systemTypes';

type DatabaseRow = Pick<System, 'databaseVersion' | 'databaseBytes' | 'dataVersion'>;

/** What the database says of itself, and how often what is published has changed. */
const DATABASE = `
  select current_setting('server_version') as "databaseVersion", pg_database_size(current_database())::float8 as "databaseBytes",
         (select coalesce(sum(moves), 0)::text from data_version) as "dataVersion"`;

/** What administrators read of the hub itself. */
@Resolver()
export class SystemResolver {
  @Authorized('READ_SYSTEM')
  @Query(() => System, {
    description:
      '系统状态，须有全平台的管理员角色；未经服务器提出时为空。How the hub is, for an administrator of the whole hub; null where no server answers.',
  })
  async system(@Ctx() context: Context): Promise<System | null> {
    const { actor, database, server } = context;
    authorise(actor, 'READ_SYSTEM', GLOBAL);
    if (!server) return null;
    const [[row], jobs, deliveries, refusedAddresses, verifications, canWrite] = await Promise.all([
      queryRows<DatabaseRow>(database, DATABASE),
      countJobs(database),
      countUndelivered(database),
      listRefusedAddresses(database),
      listVerifications(database),
      server.canWrite(),
    ]);
    return Object.assign(new System(), row, {
      version: server.version,
      nodeVersion: process.versions.node,
      startedAt: server.startedAt,
      canWrite,
      replicas: server.replicas(),
      jobs,
      deliveries,
      refusedAddresses,
      verifications,
    });
  }
}
