import { beijingTime } from '../../form/beijing';
import { Role } from '../../shared/request/permissions';
import { ReportAction, ReportState } from '../model/reportEnums';
import { isReturned, type ReportFacts } from './reportFacts';

/** A name in both languages. */
type Words = readonly [zh: string, en: string];

/** The states of a report in words, as the pages name them. */
export const STATE_WORDS: Readonly<Record<ReportState, Words>> = {
  [ReportState.DRAFT]: ['草稿', 'Draft'],
  [ReportState.SECTION_REVIEW]: ['科室审核', 'Review by the section'],
  [ReportState.OFFICE_REVIEW]: ['办公室审核', 'Review by the office'],
  [ReportState.LEADER_REVIEW]: ['领导审核', 'Review by the leader'],
  [ReportState.FILED]: ['已报送', 'Filed'],
  [ReportState.PUBLISHED]: ['已公布', 'Published'],
  [ReportState.WITHDRAWN]: ['已撤回公布', 'Withdrawn'],
};

/** What the state of a draft is called that came back from a reviewer. */
export const RETURNED_WORDS: Words = ['退回待改', 'Returned'];

/** What a report is called of which there is no draft, or none since one was given up. */
export const NOT_BEGUN_WORDS: Words = ['尚未开始', 'Not begun'];

/** Returns where a report stands, in words, as the pages name it. */
export function stateInWords(facts: Pick<ReportFacts, 'state' | 'last' | 'latestRevision'>): Words {
  if (facts.latestRevision === 0) return NOT_BEGUN_WORDS;
  return isReturned(facts) ? RETURNED_WORDS : STATE_WORDS[facts.state];
}

/** The roles in words, as the pages name them. */
export const ROLE_WORDS: Readonly<Record<Role, Words>> = {
  [Role.CLERK]: ['填报人', 'Clerk'],
  [Role.SECTION_REVIEWER]: ['科室审核', 'Section reviewer'],
  [Role.OFFICE_REVIEWER]: ['办公室审核', 'Office reviewer'],
  [Role.LEADER]: ['分管领导', 'Leader'],
  [Role.DISTRICT_OFFICER]: ['主管部门', 'District officer'],
  [Role.ANALYST]: ['分析人员', 'Analyst'],
  [Role.ADMINISTRATOR]: ['管理员', 'Administrator'],
};

/** The actions in words, as the pages name them: what one may do, and what somebody did. */
export const ACTION_WORDS: Readonly<Record<ReportAction, readonly [zh: string, en: string, past: string]>> = {
  [ReportAction.SAVE]: ['保存', 'save', 'saved'],
  [ReportAction.SUBMIT]: ['提交', 'submit', 'submitted'],
  [ReportAction.RECORD]: ['补录', 'record', 'recorded'],
  [ReportAction.TAKE_UP]: ['开始审核', 'take up', 'took up'],
  [ReportAction.APPROVE]: ['通过', 'approve', 'approved'],
  [ReportAction.ACCEPT]: ['接收并公布', 'accept and publish', 'accepted and published'],
  [ReportAction.RETURN]: ['退回', 'return', 'returned'],
  [ReportAction.WITHDRAW]: ['撤回提交', 'withdraw', 'withdrew'],
  [ReportAction.CORRECT]: ['更正', 'open a correction', 'opened a correction'],
  [ReportAction.DISCARD]: ['放弃草稿', 'give up the draft', 'gave up the draft'],
  [ReportAction.RETRACT]: ['撤回公布', 'retract', 'retracted'],
};

/** Returns roles in words. */
export const rolesInWords = (roles: readonly Role[]): Words => [
  roles.map((role) => ROLE_WORDS[role][0]).join('、'),
  roles.map((role) => ROLE_WORDS[role][1].toLowerCase()).join(' or '),
];

/** Returns an instant in words, in Beijing time. */
export function instantInWords(at: string): Words {
  const time = beijingTime(new Date(at)).slice(0, 'YYYY-MM-DD HH:mm'.length);
  return [`北京时间 ${time}`, `${time} Beijing time`];
}

/** Returns the last step of a report in words: who did what, and when. */
export function stepInWords({ at, actorName, action }: NonNullable<ReportFacts['last']>): Words {
  const [zh, en] = instantInWords(at);
  const [did, , past] = ACTION_WORDS[action];
  return [`${actorName}于${zh}${did}`, `${actorName} ${past} at ${en}`];
}
