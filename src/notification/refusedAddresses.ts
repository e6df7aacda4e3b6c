import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Queryable, queryRows } from '../shared/database';
import { DateTime } from '../shared/graphql/scalars';

/** An address to which letters are refused for good. GraphQL shows those that accounts have. */
@ObjectType({
  simpleResolvers: true,
  description:
    '拒收邮件的地址：邮件服务器永久拒收（SMTP 5xx），多为写错；不再重试。An address to which the mail server refuses letters for good (SMTP 5xx), mostly a mistyped one; they are not tried again.',
})
@Entity('refused_address', {
  comment:
    'An address to which the mail server refuses letters for good: how many, with which reply and since when. A letter that arrives there removes it.',
})
export class RefusedAddress {
  @Field({ description: '邮箱。The address.' })
  @PrimaryColumn('text')
  address: string;
  @Field(() => Int, { description: '被拒邮件数，单位：封。Letters refused, unit: letters.' })
  @Column('integer', { default: 1 })
  letters: number;
  @Field({ description: '邮件服务器最后的答复。What the mail server replied last.' })
  @Column('text')
  reply: string;
  @Field(() => DateTime, { description: '首次被拒时间。When the first was refused, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  firstAt: Date;
  @Field(() => DateTime, { description: '最近被拒时间。When the last was refused, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  lastAt: Date;
  @Field(() => [String], {
    description: '用此邮箱的账户的用户名。The usernames of the accounts that have it.',
  })
  usernames: string[];
}

/** The most addresses that are listed. */
const MOST_LISTED = 20;

/** The addresses that accounts in use have, the one refused last first. */
const REFUSED_ADDRESSES = `
  select r.address, r.letters, r.reply, r.first_at as "firstAt", r.last_at as "lastAt", array_agg(c.username order by c.username) as usernames
    from refused_address r join account c on c.email = r.address and c.disabled_at is null
   group by r.address order by r.last_at desc, r.address limit ${MOST_LISTED}`;

/** Returns the addresses of accounts in use to which letters are refused. */
export const listRefusedAddresses = (database: Queryable): Promise<RefusedAddress[]> =>
  queryRows(database, REFUSED_ADDRESSES);
