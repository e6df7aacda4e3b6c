import { registerEnumType } from 'type-graphql';

/** Whose figures a report holds. */
export enum ReportScope {
  OWN = 'OWN',
  CONSOLIDATED = 'CONSOLIDATED',
}
registerEnumType(ReportScope, {
  name: 'ReportScope',
  description: '统计口径。Whose figures a report holds.',
  valuesConfig: {
    OWN: { description: '本机关。The organ alone; these are added.' },
    CONSOLIDATED: {
      description: '本级政府汇总。A government with its departments; never added, only reconciled.',
    },
  },
});

/** Where a report is in the review. */
export enum ReportState {
  DRAFT = 'DRAFT',
  SECTION_REVIEW = 'SECTION_REVIEW',
  OFFICE_REVIEW = 'OFFICE_REVIEW',
  LEADER_REVIEW = 'LEADER_REVIEW',
  FILED = 'FILED',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ReportState, {
  name: 'ReportState',
  description: '报告状态。Where a report stands; who may not read unpublished work sees only PUBLISHED.',
  valuesConfig: {
    DRAFT: { description: '草稿。With the clerk; a correction of a published report is one too.' },
    SECTION_REVIEW: { description: '科室审核。First review by the section.' },
    OFFICE_REVIEW: { description: '办公室审核。Second review by the office.' },
    LEADER_REVIEW: { description: '领导审核。Final review by the leader in charge.' },
    FILED: { description: '已报送，待主管部门审核。Filed; waits for the district officer.' },
    PUBLISHED: { description: '已公布。Published.' },
    WITHDRAWN: { description: '已撤回。Withdrawn from publication, with a tombstone.' },
  },
});

/** Why something else is found in a revision than when it was stored. */
export enum FindingCause {
  LAST_YEAR = 'LAST_YEAR',
  RECORDED = 'RECORDED',
  TREE = 'TREE',
  RULES = 'RULES',
}
registerEnumType(FindingCause, {
  name: 'FindingCause',
  description: '问题出现的原因。Why something is found in a report that was not found when it was published.',
  valuesConfig: {
    LAST_YEAR: {
      description: '上年报告公布、更正或撤回。Last year’s report was published, corrected or withdrawn.',
    },
    RECORDED: { description: '上年报告补录。Last year’s report was recorded.' },
    TREE: { description: '机构变动。The agency, or what was merged into it, is another in the tree.' },
    RULES: { description: '核查规则更新。The hub checks by other rules.' },
  },
});

/** What can be done to a report. */
export enum ReportAction {
  SAVE = 'SAVE',
  SUBMIT = 'SUBMIT',
  TAKE_UP = 'TAKE_UP',
  APPROVE = 'APPROVE',
  RETURN = 'RETURN',
  WITHDRAW = 'WITHDRAW',
  ACCEPT = 'ACCEPT',
  CORRECT = 'CORRECT',
  DISCARD = 'DISCARD',
  RETRACT = 'RETRACT',
  RECORD = 'RECORD',
}
registerEnumType(ReportAction, {
  name: 'ReportAction',
  description: '操作。What can be done to a report.',
  valuesConfig: {
    SAVE: { description: '保存草稿。Save a draft (saveDraft).' },
    SUBMIT: { description: '提交审核。Submit to review (submitReport).' },
    TAKE_UP: { description: '受理：此后填报人不能撤回。Take up: the clerk can no longer withdraw it.' },
    APPROVE: { description: '审核通过。Approve: on to the next step.' },
    RETURN: { description: '退回，须写意见。Return with a comment.' },
    WITHDRAW: { description: '填报人撤回，受理前可用。Withdraw before it is taken up.' },
    ACCEPT: { description: '主管部门接收并公布。Accept and publish.' },
    CORRECT: { description: '更正，须写理由。Open a correction with a reason.' },
    DISCARD: {
      description:
        '放弃草稿：更正回到更正前；从未公布的，视为尚未开始。Give up a draft: of a correction back to what was there before it was opened; what was never published is not begun again.',
    },
    RETRACT: { description: '撤回公布，须写理由。Withdraw from publication with a reason.' },
    RECORD: {
      description: '补录已公布报告（recordPublishedReport）。Record what is already published elsewhere.',
    },
  },
});

/** How a revision came in. */
export enum RevisionOrigin {
  FILED = 'FILED',
  RECORDED = 'RECORDED',
}
registerEnumType(RevisionOrigin, {
  name: 'RevisionOrigin',
  description: '来源方式。How the figures came in.',
  valuesConfig: {
    FILED: { description: '报送。Filed through the hub; an error blocks it.' },
    RECORDED: {
      description: '补录已公布报告。Recorded as the organ has already published it, errors and all.',
    },
  },
});

/** How exact a figure is. */
export enum Qualifier {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  AT_MOST = 'AT_MOST',
  APPROXIMATE = 'APPROXIMATE',
}
registerEnumType(Qualifier, {
  name: 'Qualifier',
  description: '数值限定。How exact a figure is.',
  valuesConfig: {
    EXACT: { description: '确数。Exact.' },
    AT_LEAST: { description: '余、多、超：不少于。A lower bound.' },
    AT_MOST: { description: '近、不足：不超过。An upper bound.' },
    APPROXIMATE: { description: '约。Approximate.' },
  },
});

/** How an indicator adds up. */
export enum IndicatorAggregation {
  SUM = 'SUM',
  LAST = 'LAST',
  NONE = 'NONE',
}
registerEnumType(IndicatorAggregation, {
  name: 'IndicatorAggregation',
  description: '汇总方式。How an indicator adds up.',
  valuesConfig: {
    SUM: { description: '相加。Over agencies and years.' },
    LAST: { description: '取最后一年。Over agencies, of the last year only.' },
    NONE: { description: '不汇总。Never added.' },
  },
});

/** A verdict on a filer's explanation. */
export enum ExplanationVerdict {
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
}
registerEnumType(ExplanationVerdict, {
  name: 'ExplanationVerdict',
  description: '对说明的认定。A reviewer’s verdict on the explanation of a warning.',
  valuesConfig: {
    CONFIRMED: { description: '认可。Confirmed.' },
    REJECTED: { description: '不认可：不能审核通过。Not accepted; blocks approval.' },
  },
});
