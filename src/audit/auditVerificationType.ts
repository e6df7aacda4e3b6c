import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AuditFault, AuditVerification } from './verifyAudit';

/** An event, or the end of a chain, that does not fit. */
@ObjectType('AuditFault', {
  simpleResolvers: true,
  description: '审计记录中的不符之处。Something in the audit that does not fit.',
})
class AuditFaultType implements AuditFault {
  chain: number;
  @Field(() => ID, {
    nullable: true,
    description: '机关代码，空为平台事项。Code of the agency whose chain it is; null for the hub.',
  })
  agencyCode: string | null;
  @Field({ description: '链内序号。Place in the chain.' })
  position: string;
  @Field({ description: '中文说明。What does not fit, in Chinese.' })
  messageZh: string;
  @Field({ description: '英文说明。What does not fit, in English.' })
  messageEn: string;
}

/** What a verification of the audit found. */
@ObjectType('AuditVerification', {
  simpleResolvers: true,
  description: '审计核对的结果。What a verification of the audit found.',
})
export class AuditVerificationType implements AuditVerification {
  @Field(() => Int, {
    description: '链数，单位：条。Chains: one an agency and one of the hub, unit: chains.',
  })
  chains: number;
  @Field(() => Int, { description: '记录数，单位：条。Events, unit: events.' })
  events: number;
  @Field({
    description:
      '全部链尾的哈希；请另行记下，被截断的审计会与之不符。One hash over the heads of all chains: note it elsewhere, and a truncated audit will show.',
  })
  head: string;
  @Field(() => [AuditFaultType], {
    description: '不符之处，至多 100 处；完整时为空。What does not fit, at most 100; empty when it is whole.',
  })
  faults: readonly AuditFaultType[];
}
