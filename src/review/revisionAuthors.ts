import { Field, ObjectType } from 'type-graphql';
import { canReadDraftsSql, draftAccessParams } from '../agency/draftAccess';
import { queryRows } from '../shared/database';
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

/** Who stored revisions ($3), of those whose work the caller ($1, $2), an actor ($4), may read. */
const AUTHORS = `
  select v.id as "revisionKey", coalesce(a.name, k.purpose) as name, v.created_by = $4 as "isViewer"
    from report_revision v
    left join account a on v.created_by = 'account:' || a.id
    left join api_key k on v.created_by = 'key:' || k.id
   where v.id = any($3) and coalesce(a.name, k.purpose) is not null and ${canReadDraftsSql('v.agency_id')}`;

/** Loads who stored revisions; nobody for who may not read the work of the agency. */
export const authorLoader = (context: Context) =>
  loaderOf<number, RevisionAuthor>(
    context,
    'revision authors',
    (keys) =>
      queryRows<RevisionAuthor>(context.database, AUTHORS, [
        ...draftAccessParams(context.actor),
        [...keys],
        context.actor.id,
      ]),
    (row) => row.revisionKey,
  );
