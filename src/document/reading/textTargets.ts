import { REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { DISPUTE_TARGETS } from './disputeTargets';
import { PROACTIVE_TARGETS } from './proactiveTargets';
import { END, FILL, type Meaning, type TextTarget } from './textTarget';

const row = (code: string) => `requests.${code}.total`;
const rowsOf = (group: string) =>
  REQUEST_ROWS.filter(({ code, editions }) => code.startsWith(`${group}.`) && editions.includes(2021));
const totalsOf = (group: string) => rowsOf(group).map(({ code }) => row(code));

const columnsOf = (code: string): Meaning[] =>
  REQUEST_COLUMNS.filter((column) => column.code !== 'total').map((column) => ({
    cells: [`requests.${code}.${column.code}`],
    zh: `“${column.zh}”一栏`,
    en: `of the column "${column.en}"`,
  }));
const leavesOf = (group: string): Meaning[] =>
  rowsOf(group).map(({ code, zh, en }) => ({ cells: [row(code)], zh: `“${zh}”一项`, en: `of "${en}"` }));

const OUTCOMES = /不予公开|予以公开|部分公开|无法提供|不予处理|其他处理|结转/gu;
const NO_REQUESTS =
  /建议|提案|议案|复议|诉讼|应诉|热线|工单|信访|咨询|许可|处罚|规划|环评|网上|网络|在线|信函|邮寄|邮件|传真|线上|线下|当面|现场|窗口|补正|撤[回销]|累计|主动|决策|草案|文件|预算|政策|解读|栏目|平台|项目/u;
const ABOUT = /申请|答复/u;
const REQUESTS = '(?:的|政府信息公开|依申请公开|信息公开|申请|事项|答复|信息|案件)*';

const request = (
  path: string,
  cells: readonly string[],
  [zh, en]: readonly [string, string],
  words: { before: string; after: string; denied?: RegExp; isCarried?: boolean },
  meanings: readonly Meaning[],
): TextTarget => ({
  path,
  cells,
  zh,
  en,
  unit: /^(?:件|宗|起|份)$/u,
  before: new RegExp(`(?:${words.before})${REQUESTS}${FILL}`, 'u'),
  after: new RegExp(`^(?:申请|依法|已|均|决定|将|需|待)*(?:${words.after})`, 'u'),
  denied: words.denied,
  about: ABOUT,
  // What became of those carried in alone.
  partial: words.isCarried ? undefined : /^(?!.*(?:收到|新收|受理|[共总]|合计|本年)).*结转/u,
  not: NO_REQUESTS,
  siblings: OUTCOMES,
  isPart: true,
  meanings,
});

const LAST = '(?:上一?年度?|去年)';
const NEXT = '(?:下|次|明)一?年度?';

const RECEIVED: readonly Meaning[] = [
  { cells: [row('received')], zh: '本年新收', en: 'received' },
  { cells: [row('received'), row('carriedIn')], zh: '本年新收加上年结转', en: 'received and carried in' },
];

const REQUEST_TARGETS: readonly TextTarget[] = [
  request(
    row('carriedIn'),
    [row('carriedIn')],
    ['上年结转', 'carried in'],
    {
      before: `${LAST}的?结转(?:(?:至|到|入)?(?:本|今)年度?)?(?:继续)?(?:办理)?|结转自?${LAST}`,
      after: `(?:为|系|是)?${LAST}的?结转`,
      isCarried: true,
      denied: new RegExp(
        `(?:无|没有)${LAST}结转(?:的|政府信息公开|申请|事项|件)*${END}|${LAST}(?:无|没有)结转${END}`,
        'gu',
      ),
    },
    columnsOf('carriedIn'),
  ),
  request(
    row('carriedOut'),
    [row('carriedOut')],
    ['结转下年度', 'carried out'],
    {
      before: `结转(?:至|到|入)?${NEXT}(?:继续)?(?:办理|答复)?`,
      after: `结转(?:至|到|入)?${NEXT}`,
      isCarried: true,
      denied: new RegExp(
        `(?:无|没有|未)(?:申请|需)?结转(?:至|到|入)?${NEXT}(?:继续)?(?:办理)?(?:的|政府信息公开|申请|事项|件)*${END}`,
        'gu',
      ),
    },
    columnsOf('carriedOut'),
  ),
  request(
    row('granted'),
    [row('granted')],
    ['予以公开', 'granted'],
    { before: '(?<!不)予以公开', after: '(?<!不)予以公开' },
    [
      {
        cells: [row('granted'), row('partlyGranted')],
        zh: '予以公开与部分公开合计',
        en: 'granted in whole or in part',
      },
      ...columnsOf('granted'),
    ],
  ),
  request(
    row('partlyGranted'),
    [row('partlyGranted')],
    ['部分公开', 'partly granted'],
    { before: '部分公开', after: '(?:予以)?部分公开' },
    columnsOf('partlyGranted'),
  ),
  request(
    'requests.denied',
    totalsOf('denied'),
    ['不予公开', 'denied'],
    { before: '不予公开', after: '不予公开' },
    [
      ...leavesOf('denied'),
      {
        cells: ['denied', 'unavailable', 'notProcessed'].flatMap(totalsOf),
        zh: '不予公开、无法提供与不予处理合计',
        en: 'denied, unavailable or not processed',
      },
    ],
  ),
  request(
    row('concluded'),
    [row('concluded')],
    ['办结', 'concluded'],
    {
      before: '办结(?:了|的|各类|全部)*(?:政府信息公开|依申请公开|信息公开)?的?(?:申请|依申请公开|信息公开)',
      after: '(?!)',
    },
    [...RECEIVED, ...columnsOf('concluded')],
  ),
  request(
    'requests.unavailable',
    totalsOf('unavailable'),
    ['无法提供', 'unavailable'],
    { before: '无法提供', after: '无法提供' },
    leavesOf('unavailable'),
  ),
  request(
    'requests.notProcessed',
    totalsOf('notProcessed'),
    ['不予处理', 'not processed'],
    { before: '不予处理', after: '不予处理' },
    leavesOf('notProcessed'),
  ),
];

/** Every figure of which sentences and tables are compared. */
export const TEXT_TARGETS: readonly TextTarget[] = [
  ...REQUEST_TARGETS,
  ...DISPUTE_TARGETS,
  ...PROACTIVE_TARGETS,
];
