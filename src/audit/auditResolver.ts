import { Arg, Args, Authorized, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import { authoriseAgency } from '../agency/authoriseAgency';
import { unknownAgencies } from '../agency/unknownCodes';
import { lockUntilCommit } from '../shared/database';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { checkOrder } from '../shared/graphql/ranges';
import { DateTime } from '../shared/graphql/scalars';
import type { Context } from '../shared/request/context';
import { authorise, GLOBAL } from '../shared/request/permissions';
import { type AuditFilter, listEvents } from './auditQueries';
import { type AuditEvent, AuditEventConnection } from './auditTypes';
import { AuditVerificationType } from './auditVerificationType';
import { verifyAudit } from './verifyAudit';

/** A verification takes no longer than a read may. */
const LIMIT_TIME = "set local statement_timeout = '15s'";

@InputType({ description: '审计筛选。Which events; conditions are combined.' })
export class AuditFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: '机关；不填须有全平台权限。Agency; without one, a role in the whole hub is needed.',
  })
  agency?: string | null;
  @Field(() => String, { nullable: true, description: '对象，如 report_revision。What was changed.' })
  subject?: string | null;
  @Field(() => String, { nullable: true, description: '操作者标识或名称。Identifier or name of who did it.' })
  actor?: string | null;
  @Field(() => DateTime, { nullable: true, description: '起（含）。From, inclusive.' })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: '止（不含）。Until, exclusive.' })
  until?: Date | null;
}

/** The filter of an entitled reader. Throws FORBIDDEN for anyone else. */
export async function authoriseAudit(context: Context, input: AuditFilterInput): Promise<AuditFilter> {
  const { agency: code, ...filter } = input;
  checkOrder({ from: filter.since, to: filter.until, fromPath: 'filter.since' }, true);
  if (!code) {
    authorise(context.actor, 'READ_AUDIT', GLOBAL);
    return { ...filter, reader: context.actor, chain: null };
  }
  const agency = await authoriseAgency(context, 'READ_AUDIT', code);
  if (!agency) throw await unknownAgencies(context.database, 'filter.agency', [code]);
  return { ...filter, reader: context.actor, chain: agency.key };
}

@Resolver()
export class AuditQueries {
  @Authorized('READ_AUDIT')
  @Query(() => AuditEventConnection, {
    description:
      '审计记录，旧的在前；全部导出见 /audit.ndjson。Events, oldest first; /audit.ndjson exports them all.',
  })
  async auditEvents(
    @Ctx() context: Context,
    @Arg('filter', () => AuditFilterInput, { nullable: true, description: '筛选。Which to list.' })
    filter: AuditFilterInput | null,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<AuditEvent>> {
    const entitled = await authoriseAudit(context, filter ?? {});
    const { reader: _, ...listed } = entitled;
    return listEvents(context.database, entitled, readPage(page, ['auditEvents', listed]));
  }
  @Authorized('READ_AUDIT')
  @Mutation(() => AuditVerificationType, {
    description:
      '核对全部审计记录并记下结果，须有全平台的角色；过多时会超时，请改用 npm run audit:verify。Recomputes the hashes of the whole audit and notes the outcome, by a role over the whole hub; where it takes too long, use npm run audit:verify.',
  })
  async verifyAudit(@Ctx() context: Context): Promise<AuditVerificationType> {
    authorise(context.actor, 'READ_AUDIT', GLOBAL);
    return context.database.transaction(async (manager) => {
      await manager.query(LIMIT_TIME);
      await lockUntilCommit(manager, 'verification');
      return verifyAudit(manager);
    });
  }
}
