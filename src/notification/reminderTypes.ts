import { Extensions, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { FindingType } from '../shared/graphql/finding';
import { ONE_OF } from '../shared/graphql/oneOf';

/** Why an agency is reminded. */
export enum ReminderKind {
  NOT_BEGUN = 'NOT_BEGUN',
  LATE = 'LATE',
  RETURNED = 'RETURNED',
}
registerEnumType(ReminderKind, {
  name: 'ReminderKind',
  description: '催报的情形。Why an agency is reminded.',
  valuesConfig: {
    NOT_BEGUN: { description: '尚未开始填报。Its report is not begun.' },
    LATE: {
      description:
        '期限已过，既未报送也从未公布。The due day is over, and the report is neither filed nor was it ever published.',
    },
    RETURNED: { description: '被退回，尚未重新提交。It was returned and not submitted again.' },
  },
});

/** What became of the reminder of one agency. */
export enum ReminderResult {
  SENT = 'SENT',
  NO_ACCOUNT = 'NO_ACCOUNT',
  NO_ADDRESS = 'NO_ADDRESS',
  TOO_SOON = 'TOO_SOON',
  NOT_CONCERNED = 'NOT_CONCERNED',
}
registerEnumType(ReminderResult, {
  name: 'ReminderResult',
  description: '催报结果。What became of the reminder of an agency.',
  valuesConfig: {
    SENT: { description: '已排队发出；预览时为将要发出。Queued to be sent; in a preview it would be.' },
    NO_ACCOUNT: { description: '没有账户能办理。No account has a role that could act.' },
    NO_ADDRESS: {
      description: '能办理的账户都没有邮箱。None of the accounts that could act has an address.',
    },
    TOO_SOON: { description: '24 小时内已催报过。It was reminded within 24 hours.' },
    NOT_CONCERNED: { description: '不属于所选情形。None of the reasons that were chosen is its.' },
  },
});

@Extensions(ONE_OF)
@InputType({
  description:
    '催报哪些机关，恰填其一。Whom to remind: these agencies, or all of a place with its subtree: exactly one of these.',
})
export class ReminderScopeInput {
  @Field(() => [ID], { nullable: true, description: '机关，至多 500 个。Agencies, at most 500.' })
  agencies?: string[] | null;
  @Field(() => ID, {
    nullable: true,
    description:
      '区划，含全部下级；须催报的机关至多 500 个。A place with its whole subtree; of it at most 500 agencies are reminded at once.',
  })
  jurisdiction?: string | null;
}

@InputType({ description: '催报。Whom to remind of their reports, and why.' })
export class ReminderInput {
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReminderScopeInput, { description: '范围。Whom.' })
  scope: ReminderScopeInput;
  @Field(() => [ReminderKind], {
    description:
      '情形；属于多种的，按被退回、逾期、尚未开始的次序取一。Why; an agency with several of these is written to as returned, late or not begun, in this order.',
  })
  kinds: ReminderKind[];
  @Field(() => String, { nullable: true, description: '附言，写在每封信中。A note, in every letter.' })
  note?: string | null;
}

@ObjectType({ simpleResolvers: true, description: '一封信。A letter as it is sent.' })
export class ReminderLetter {
  @Field({ description: '收件地址。To whom.' })
  to: string;
  @Field({ description: '标题。Subject.' })
  subject: string;
  @Field({ description: '正文。Text.' })
  text: string;
}

@ObjectType({
  simpleResolvers: true,
  description: '一个机关的催报结果。What became of the reminder of one agency.',
})
export class ReminderOutcome {
  agencyKey: number;
  @Field(() => Agency, { description: '机关。The agency.' })
  agency: Agency;
  @Field(() => ReminderKind, {
    nullable: true,
    description: '情形；不属于所选情形时为空。Why it is reminded; null where it is not.',
  })
  kind: ReminderKind | null;
  @Field(() => ReminderResult, { description: '结果。What became of it.' })
  result: ReminderResult;
  @Field({ description: '结果的中文说明。The result in Chinese.' })
  messageZh: string;
  @Field({ description: '结果的英文说明。The result in English.' })
  messageEn: string;
  @Field(() => [ReminderLetter], {
    description: '发出（预览时为将要发出）的信。The letters that are sent, or would be.',
  })
  letters: ReminderLetter[];
}

@ObjectType({ simpleResolvers: true, description: '催报的结果。The outcome of reminding agencies.' })
export class ReminderPayload {
  @Field({
    description:
      '是否办理；预览时为可否办理。Whether it was done, or in a preview could be; each agency has its own result.',
  })
  accepted: boolean;
  @Field(() => [ReminderOutcome], {
    description:
      '逐个机关的结果，按机关代码；按区划催报时只列属于所选情形的。The result of each agency, by code; of a place only those that are concerned.',
  })
  outcomes: ReminderOutcome[];
  @Field(() => [FindingType], {
    description: '输入的全部问题；没有时为空。Everything wrong with the input; empty when nothing is.',
  })
  findings: FindingType[];
}
