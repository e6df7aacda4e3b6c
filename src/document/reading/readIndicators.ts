import type { SourceLocation } from '../source/sourceLocation';
import type { ReadIndicator } from './extraction';
import { statedNumbers } from './readNumbers';

/** How sentences state an indicator: the words before the number, its units, the words after it. */
interface Pattern {
  readonly code: string;
  readonly unit: string;
  readonly units: readonly string[];
  /** Words before the number, back to the last stop or comma. */
  readonly before?: RegExp;
  /** Words after its unit, up to the next comma. */
  readonly after?: RegExp;
  readonly not?: RegExp;
  /** Words that say there was none. */
  readonly none?: RegExp;
}

const COUNTED = ['件', '条', '宗', '个', '次', '件次', '起', '份'];

/** Figures outside the form that reports customarily state. The first that fits a number has it. */
const PATTERNS: readonly Pattern[] = [
  {
    code: 'hotlineTickets',
    unit: '件',
    units: [...COUNTED, ''],
    before: /12345|政务(?:服务)?(?:便民)?热线|便民热线|热线.{0,6}工单/u,
  },
  {
    code: 'hotlineTickets',
    unit: '件',
    units: COUNTED,
    after: /^(?:次)?(?:12345|.{0,4}热线)/u,
  },
  {
    code: 'handlingFees',
    unit: '元',
    units: ['元', '万元'],
    before: /信息(?:公开)?处理费|收取.{0,8}费/u,
    none: /(?:未|没有|无|不)(?:向.{0,8})?(?:收取|收费|产生|发生).{0,16}(?:处理费|费用)|(?:处理费|费用).{0,14}(?:未收取|无收取|为零|为0|0元)|未收取(?:任何)?费用/u,
  },
  {
    code: 'requestsReceived',
    unit: '件',
    units: COUNTED,
    before: /(?:受理|收到|新收|接收|接到|共?办理)(?:并答复)?.{0,14}(?:申请|依申请)(?!.{0,6}(?:复议|诉讼))/u,
    not: /办结|其中|结转|网上|信函|书面|线上|当面/u,
    none: /(?:未|没有|无)(?:收到|受理|接到|接收|产生)?.{0,12}(?:依申请|申请公开|公开申请|申请)/u,
  },
  {
    code: 'requestsReceived',
    unit: '件',
    units: COUNTED,
    before:
      /(?:依申请公开|信息公开申请|公开申请)(?:的)?(?:政府信息)?(?:数量|总数|总量|共|共计|为|事项|工作)*$/u,
    not: /办结|其中|结转|予以公开|答复|办理结果/u,
  },
  {
    code: 'annualReportsPosted',
    unit: '篇',
    units: ['条', '篇', '份', '件', '个'],
    before: /年度?(?:工作)?报告$/u,
  },
  {
    code: 'bondFundNotices',
    unit: '条',
    units: ['条', '篇', '份', '件', '个'],
    before: /债券.{0,10}$/u,
  },
  {
    code: 'normativeDocuments',
    unit: '件',
    units: ['件', '个', '份', '条', '部'],
    before: /规范性文件(?:共|共计)?$/u,
  },
  {
    code: 'normativeDocuments',
    unit: '件',
    units: ['件', '个', '份', '部'],
    after: /^(?:行政)?规范性文件/u,
  },
  {
    code: 'serviceItems',
    unit: '项',
    units: ['个', '项', '条', '件'],
    after: /^(?:政务服务|行政许可|办事|审批|服务|依申请)?事项/u,
  },
  {
    code: 'serviceItems',
    unit: '项',
    units: ['项', '个'],
    before: /(?:政务服务|办事|审批|依申请六类)事项(?:共|共计|总数|数量|达|为)*$/u,
  },
  {
    code: 'posts',
    unit: '条',
    units: ['条', '篇', '件', '条次', '余条', '份'],
    before:
      /(?:主动公开|公开|发布|公示|上传|更新|推送|刊发).{0,14}(?:信息|动态|内容|资讯|政务)(?!.{0,8}(?:申请|解读))/u,
    not: /解读|申请|其中|规范性文件|微信|微博|公众号|抖音|头条|栏目/u,
  },
  {
    code: 'posts',
    unit: '条',
    units: ['条', '篇'],
    before: /(?:主动公开|公开|发布|公示|上传)(?:各类|各种|共|共计|累计|总计)*$/u,
    after: /^(?:各类|各种)?(?:政府|政务|公开|工作)?信息/u,
  },
];

const SENTENCE = /[^。；;！？!?\n]+[。；;！？!?]?/gu;

/** Returns figures of the catalogue in a narrative, each with the sentence that states it. One figure for each indicator: the first. */
export function readIndicators(
  paragraphs: readonly { text: string; where: SourceLocation }[],
): ReadIndicator[] {
  const found = new Map<string, ReadIndicator>();
  for (const { text, where } of paragraphs)
    for (const [sentence] of text.matchAll(SENTENCE)) {
      const trimmed = sentence.trim();
      for (const number of statedNumbers(trimmed)) {
        if (/^(?:年|月|日|号|%|％)$/u.test(number.unit)) continue;
        const pattern = patternOf(trimmed, number);
        if (!pattern || found.has(pattern.code)) continue;
        const inYuan = pattern.code === 'handlingFees' && number.unit === '万元';
        found.set(pattern.code, {
          code: pattern.code,
          value: inYuan ? timesTenThousand(number.value) : number.value,
          unit: pattern.unit,
          qualifier: number.qualifier,
          sentence: trimmed,
          where,
        });
      }
      for (const { code, none, unit } of PATTERNS)
        if (none?.test(trimmed) && !found.has(code))
          found.set(code, { code, value: '0', unit, qualifier: 'EXACT', sentence: trimmed, where });
    }
  return [...found.values()];
}

const timesTenThousand = (decimal: string) => {
  const [integer, fraction = ''] = decimal.split('.');
  const digits = `${integer}${fraction.padEnd(4, '0')}`;
  const cut = digits.length - Math.max(0, fraction.length - 4);
  const text = fraction.length > 4 ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
  return text.replace(/^0+(?=\d)/, '');
};

function patternOf(
  sentence: string,
  number: { start: number; end: number; unit: string },
): Pattern | undefined {
  const head = sentence.slice(0, number.start);
  const clause = head.slice(
    Math.max(head.lastIndexOf('，'), head.lastIndexOf('、'), head.lastIndexOf(','), head.lastIndexOf('：')) +
      1,
  );
  const near = clause.trim() === '' ? head.slice(-24) : clause;
  const tail = sentence
    .slice(number.end)
    .split(/[，、,。；]/u)[0]
    .trim();
  return PATTERNS.find(
    (pattern) =>
      pattern.units.includes(number.unit) &&
      (!pattern.before || pattern.before.test(near.trim())) &&
      (!pattern.after || pattern.after.test(tail)) &&
      (pattern.before || pattern.after) &&
      !pattern.not?.test(near),
  );
}
