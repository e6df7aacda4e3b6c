import { DISPUTE_GROUPS } from '../../form/lines';
import { CASES, FILL, type Meaning, type TextTarget } from './textTarget';

const OUTCOME_WORDS = [
  { code: 'upheld', zh: '结果维持', en: 'upheld', words: '维持(?:原(?:行政行为|决定|判))?' },
  { code: 'corrected', zh: '结果纠正', en: 'corrected', words: '纠正|纠错' },
  { code: 'pending', zh: '尚未审结', en: 'pending', words: '(?:尚?未|正在)审[结理](?:中|完毕)?' },
] as const;

/** What a sentence calls a kind of dispute, the last one before a number, with the groups of table four that it is of. */
const DISPUTES = [
  {
    words: '复议后(?:起诉|提起)',
    zh: '复议后起诉',
    en: 'litigation after reconsideration',
    groups: ['litigationAfterReconsideration'],
  },
  {
    words: '未经复议|直接起诉',
    zh: '未经复议直接起诉',
    en: 'direct litigation',
    groups: ['litigationDirect'],
  },
  {
    words: '诉讼|应诉',
    zh: '行政诉讼',
    en: 'litigation',
    groups: ['litigationDirect', 'litigationAfterReconsideration'],
  },
  {
    words: '复议(?!后|机关|机构|委员会|法|决定)',
    zh: '行政复议',
    en: 'reconsideration',
    groups: ['reconsideration'],
  },
] as const;
const ANY_DISPUTE = DISPUTES.map(({ words }) => words).join('|');

/** How sentences state what became of reconsiderations and suits because of disclosure. */
export const DISPUTE_TARGETS: readonly TextTarget[] = DISPUTES.flatMap(({ words, groups, zh, en }) =>
  OUTCOME_WORDS.map((outcome): TextTarget => {
    const cells = groups.map((group) => `disputes.${group}.${outcome.code}`);
    // No other kind of dispute stands between this one and the number.
    const kind = `(?:${words})(?:(?!${ANY_DISPUTE}).)*`;
    return {
      // What is said of two groups together has a place of its own beside what is said of either.
      path: groups.length === 1 ? cells[0] : `disputes.litigation.${outcome.code}`,
      cells,
      zh: `${zh}${outcome.zh}`,
      en: `${en} ${outcome.en}`,
      unit: CASES,
      before: new RegExp(`(?:${outcome.words})${FILL}`, 'u'),
      after: new RegExp(`^(?:结果|被|已|均|予以|案件|仍|目前)*(?:${outcome.words})`, 'u'),
      about: /信息公开|依申请公开/u,
      within: new RegExp(`(?=.*(?:信息公开|依申请公开|公开申请)).*${kind}$`, 'u'),
      not: /作为(?:行政)?复议机关|审理(?!中)|承办|代理|指导|各类|其他类|累计/u,
      siblings: /维持|纠正|纠错|审[结理]|其他结果|驳回|撤[销诉回]/gu,
      isPart: true,
      meanings:
        groups.length === 1
          ? []
          : groups.map((group) => ({ cells: [`disputes.${group}.${outcome.code}`], ...inWords(group) })),
    };
  }),
);

function inWords(code: string): Pick<Meaning, 'zh' | 'en'> {
  const group = DISPUTE_GROUPS.find((item) => item.code === code);
  return { zh: `“${group?.zh}”`, en: `of "${group?.en}"` };
}
