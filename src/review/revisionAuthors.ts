import { Field, ObjectType } from 'type-graphql';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../agency/draftAccess';
import { ReportRevisionEntity } from '../report/model/reportEntities';
import { type Context, loaderOf } from '../shared/request/context';

@ObjectType({
  simpleResolvers: true,
  description: '修订的保存人。Who stored a revision: an account, or the key of a system.',
})
export class RevisionAuthor {
  revisionKey: number;
  @Field({ description: '账户名称，或密钥的用途。Name of the account, or what the key is for.' })
  name: string;
  @Field({ description: '是否当前用户。Whether it is the viewer, here or on another device.' })
  isViewer: boolean;
}

/** Loads who stored revisions; nobody for who may not read the work of the agency. The room of accounts is above this one: its tables are named. */
export const authorLoader = (context: Context) =>
  loaderOf<number, RevisionAuthor>(
    context,
    'revision authors',
    (keys) =>
      context.database
        .getRepository(ReportRevisionEntity)
        .createQueryBuilder('v')
        .leftJoin('account', 'a', "v.createdBy = 'account:' || a.key")
        .leftJoin('api_key', 'k', "v.createdBy = 'key:' || k.key")
        .select('v.id', 'revisionKey')
        .addSelect('coalesce(a.name, k.purpose)', 'name')
        .addSelect('v.createdBy = :viewer', 'isViewer')
        .where('v.id = any(:keys) and coalesce(a.name, k.purpose) is not null', { keys })
        .andWhere(canReadDraftsNamedSql('v.agency_id'), draftAccessNamedParams(context.actor))
        .setParameter('viewer', context.actor.id)
        .getRawMany<RevisionAuthor>(),
    (row) => row.revisionKey,
  );
