import { Field, ObjectType, registerEnumType } from 'type-graphql';

/** How grave a finding is. */
export enum FindingSeverity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
  INFO = 'INFO',
}
registerEnumType(FindingSeverity, {
  name: 'FindingSeverity',
  description: '问题级别。How grave a finding is.',
  valuesConfig: {
    ERROR: { description: '错误：阻止提交。Blocks filing.' },
    WARNING: { description: '警告：须更正、说明或确认。Must be corrected, explained or confirmed.' },
    INFO: { description: '提示。Only tells.' },
  },
});

/** What a check or a command found wrong. */
@ObjectType('Finding', {
  simpleResolvers: true,
  description: '核查发现的问题。Something a check found, with place, rule and both values.',
})
export class FindingType {
  @Field({ description: '规则代码。Code of the rule, such as `requests.balance`.' })
  code: string;
  @Field(() => FindingSeverity, { description: '级别。How grave it is.' })
  severity: FindingSeverity;
  @Field({
    description:
      '位置：输入中的路径，已保存的问题为报告中的路径。Where: the path into the input, or into the report for stored findings.',
  })
  path: string;
  @Field(() => [String], {
    description:
      '规则两边属于本报告的栏目代码，不含上年报告的栏目。Codes of the cells of this report on both sides of the rule; those of last year’s report are left out.',
  })
  cells: readonly string[];
  @Field(() => String, { nullable: true, description: '规则要求的值。The value the rule asks for.' })
  expected: string | null;
  @Field(() => String, { nullable: true, description: '实际值。The value found.' })
  actual: string | null;
  @Field({ description: '中文说明。What is wrong and what to do, in Chinese.' })
  messageZh: string;
  @Field({ description: '英文说明。What is wrong and what to do, in English.' })
  messageEn: string;
  @Field({ description: '依据。The provision the rule rests on.' })
  citation: string;
  @Field(() => String, {
    nullable: true,
    description: "填报人对警告的说明。The filer's explanation of a warning.",
  })
  explanation?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      '通过接口办理时怎么做：要发送的字段和取值，或改用的操作；没有则为空。What a program does about it: the field and value to send, or the operation to use, such as `confirm: true`; null where the message says all.',
  })
  remedy?: string | null;
}

/** An ERROR about a command's input. The messages are for people, who may stand before a page: the words of the interface belong into `remedy`. */
export function refusal(
  code: string,
  path: string,
  zh: string,
  en: string,
  more: Partial<FindingType> = {},
): FindingType {
  return {
    code,
    severity: FindingSeverity.ERROR,
    path,
    cells: [],
    expected: null,
    actual: null,
    messageZh: zh,
    messageEn: en,
    citation: '',
    ...more,
  };
}

/** A WARNING about a command's input: it is done once the sender confirms. */
export const warning = (...finding: Parameters<typeof refusal>): FindingType => ({
  ...refusal(...finding),
  severity: FindingSeverity.WARNING,
  remedy: 'confirm: true',
});

/** The refusal of a list that is longer than allowed. */
export function tooMany(path: string, count: number, most: number): FindingType {
  return refusal('list.long', path, `至多 ${most} 项。`, `At most ${most} items.`, {
    actual: String(count),
    expected: `<= ${most}`,
  });
}

/** Returns findings with paths into the input. */
export const withInputPaths = (findings: FindingType[]) =>
  findings.map((item) => (item.path.startsWith('input') ? item : { ...item, path: `input.${item.path}` }));
