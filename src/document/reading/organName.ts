import { compact } from '../../form/labels';
import { toSimplified } from '../../form/script';

const ORGAN =
  /(?:人民政府|政府|办公厅|办公室|委员会|委|局|厅|部|署|处|院|中心|街道|街道办事处|办事处|镇|乡|支队|大队|分局|管理处|管委会|集团|公司|大学|中学|小学|学校|学院|党校|研究室|编纂室|总队|中队|银行|海关|监狱|林场|农场|水库|气象台|地震台|电视台|公园|社|会|馆|所|站|市|县|区|州|盟|旗|省)\d{0,4}$/u;
/** What an official letter does with a report. */
const DONE_WITH_IT =
  '报送|印发|公布|上报|呈报|呈送|报请|发布|公开|转发|提交|报批|送审|报告|编制|下发|公示|报备|通报|批转|报|做好';
const ABOUT = new RegExp(
  `关于(?:对|将|向[\\p{Script=Han}]{2,16}?(?=${DONE_WITH_IT}))?(?<verb>${DONE_WITH_IT})?`,
  'u',
);
const BEFORE_NAME = new RegExp(`^(?:关于|附件\\d*|标题|正文|特|现|将|对|按要求|${DONE_WITH_IT}|年度?)+`, 'u');
const AFTER_NAME = new RegExp(`(?:关于|${DONE_WITH_IT}|开展|年度|本级|[的之])+$`, 'u');
/** What passes on the report of another, where 报送 sends one's own. */
const PASSED_ON = /印发|转发|公布|发布|下发|批转|通报/u;

/** Words of a foreword that are no beginning of a name. */
const NO_NAME = /^(?:本(?:报告|年度)|根据|依据|按照|为)/u;

const LONGEST_NAME = 40;

/** Returns a name of an organ without what is around it; null when it is none. Compared text only. */
export function tidyName(text: string): string | null {
  const name = text
    .replace(/^[【「《“"'\s:：>|\-—–·]+|[】」》”"'\s:：>|\-—–·的]+$/gu, '')
    .replace(/[(（].*?[)）]/gu, '')
    .replace(/^.*[^\p{Script=Han}·\d]/u, '')
    .replace(/^.*\d日(?:星期[一二三四五六日天])?|^.*(?:网站|门户网|信息网|政务网|政府网)/u, '')
    .replace(/^\d+/u, '')
    .replace(BEFORE_NAME, '')
    .replace(AFTER_NAME, '');
  return name.length >= 2 && name.length <= LONGEST_NAME && ORGAN.test(name) && !NO_NAME.test(name)
    ? name
    : null;
}

/** Whether a text ends as the name of an organ does, or of a place. */
export const endsAsOrgan = (text: string): boolean => ORGAN.test(text);

/** The organ that the words before a report's title name, and whether it is certain that the report is its own. */
export interface NamedOrgan {
  readonly name: string;
  readonly isCertain: boolean;
}

const lastWords = (part: string) => part.split(/[>|_:：,，。;；—]/u).at(-1) ?? '';

/**
 * Names the organ in the words before a title. A letter about a report names its sender first and may name the organ of the report after
 * 关于报送: that one counts. Who passes on a report without naming another may not be its author.
 */
export function organIn(words: string): NamedOrgan | null {
  const part = lastWords(words);
  const about = ABOUT.exec(part);
  if (!about) {
    const name = tidyName(part);
    return name === null ? null : { name, isCertain: true };
  }
  const object = tidyName(part.slice(about.index + about[0].length));
  if (object !== null) return { name: object, isCertain: true };
  const sender = tidyName(part.slice(0, about.index));
  return sender === null ? null : { name: sender, isCertain: !PASSED_ON.test(about.groups?.verb ?? '') };
}

/** Returns a name found in compared text as it is printed: in its own script. */
export function asPrinted(text: string, name: string): string {
  const printed = compact(text);
  const at = toSimplified(printed).indexOf(name);
  return at < 0 ? name : printed.slice(at, at + name.length);
}
