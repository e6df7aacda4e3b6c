import { circumstancesOf, type ReportNamed } from './clauses';
import { clauseBefore, type Sentence } from './sentences';

/** How many reconsiderations or suits because of information disclosure a sentence states, or denies. */
export interface DisputeStatement {
  readonly kind: 'RECONSIDERATION' | 'LITIGATION';
  readonly value: string;
}

const KINDS = [
  { kind: 'LITIGATION', words: /诉讼|应诉/u },
  { kind: 'RECONSIDERATION', words: /复议(?!(?:后|机关|机构|委员会|法|决定))/u },
] as const;

/** What makes a case one because of information disclosure. */
const RELATED = /信息公开|依申请公开|公开申请|公开(?:工作|答复|事项|领域|类)/u;
/** Cases of other kinds, and the organ as the one that decides on them. */
const UNRELATED = /作为(?:行政)?复议机关|审理|审结|承办|代理|指导|全部(?:行政)?复议|各类/u;
const OUTCOME = /纠正|维持|败诉|胜诉|驳回|撤[销回诉]|确认违法|调解|和解|审结|结案|其中|未审结|纠错|超期/u;
const CASES = /^(?:件|起|宗|例|次|个)$/u;
const NEAR = 14;

const DENIED =
  /(?:未|没有|无|零)(?!经)(?:曾)?(?:再)?(?:发生|出现|收到|产生|存在|涉及|被|因|有|提起|引[起发]|行政|政府|信息)[^，,。；;：]{0,30}?(?:复议|诉讼)[^，,。；;]{0,14}|(?:复议|诉讼)(?:案件|情况|数量|件数|的)*均?(?:为|是|[:：])?(?:零|无|(?<![\d.])0)(?=件|起|宗|例|$|[，,。；;])/gu;

/** Whether cases that are named in a clause are because of disclosure: the clause says so, or it goes on with one that did. */
const isRelated = (clause: string, goesOn: boolean) =>
  !UNRELATED.test(clause) && (RELATED.test(clause) || goesOn);

function numbersOf(sentence: Sentence, report: ReportNamed): DisputeStatement[] {
  let goesOn = false;
  let reached = 0;
  return sentence.numbers.flatMap((number) => {
    const clause = clauseBefore(sentence.words, number.start);
    const named = KINDS.map(({ kind, words }) => ({ kind, at: clause.text.search(words) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => other.at - one.at)[0];
    // Between two numbers there may be a clause that names the ground: 因政府信息公开，发生行政复议3件.
    const ground =
      RELATED.test(sentence.words.slice(reached, clause.start)) && reached === 0 && clause.start < NEAR * 2;
    reached = number.end;
    if (!named || !CASES.test(number.unit)) return [];
    const related = isRelated(clause.text, goesOn || ground);
    goesOn = related;
    const { time, whose, isOther } = circumstancesOf(
      sentence.words.slice(0, number.start),
      sentence.words.slice(number.end),
      report,
    );
    if (!related || OUTCOME.test(clause.text) || clause.text.length - named.at > NEAR) return [];
    if (time !== 'THIS' || whose !== 'OWN' || isOther || number.qualifier !== 'EXACT') return [];
    return [{ kind: named.kind, value: number.value }];
  });
}

function denialsOf(sentence: Sentence, report: ReportNamed): DisputeStatement[] {
  return [...sentence.words.matchAll(DENIED)].flatMap((match) => {
    const before = sentence.words.slice(0, match.index);
    const { time, whose } = circumstancesOf(`${before}${match[0].slice(0, 1)}`, '', report);
    const clause = `${clauseBefore(sentence.words, match.index).text}${match[0]}`;
    if (!RELATED.test(clause) || OUTCOME.test(clause) || time !== 'THIS' || whose !== 'OWN') return [];
    const named = /^(?:复议|诉讼)/u.test(match[0]) ? clause : match[0];
    return KINDS.filter(({ words }) => words.test(named)).map(({ kind }) => ({ kind, value: '0' }));
  });
}

/** Returns the cases because of information disclosure that sentences state of the report's year and organ, or deny. */
export function findDisputes(sentences: readonly Sentence[], report: ReportNamed): DisputeStatement[] {
  return sentences.flatMap((sentence) => [...numbersOf(sentence, report), ...denialsOf(sentence, report)]);
}
