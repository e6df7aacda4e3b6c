import { cellOf, figureInEnglish } from './cells';
import { type Figures, getFigure } from './figures';
import type { Label } from './lines';
import { toSimplified, withoutPronunciations } from './script';

/** What a text says of information-handling fees: nothing, that none were collected, or that some were. */
export type FeeStatement = 'SILENT' | 'NONE' | 'COLLECTED' | 'MENTIONED';

/** Fees for information, in the wordings offices use; 经费 and 免费 are other things. */
const ABOUT_FEES =
  /处理费|(?:收取|征收|计收|收到|缴纳|产生|发生)[^，。；]{0,15}(?:费用|费(?!用|者|城))|(?:未|没有|不|无|零|均未|从未)[^，。；]{0,8}收费|收费(?:情况|金额|总额|数额|收入|共计|合计|为|是|[:：]?[0-9零])|(?:信息公开|公开申请|依申请公开|申请人)[^，。；]{0,10}收费/u;

/** 行政事业性收费 of section two, and names of provisions: they say nothing of what was collected. */
const OTHER_FEES = /行政事业性收费|《[^《》]*》|未按收费通知[^，。；]*|经费|免费|免收[^，。；]{0,6}学费/gu;

const NONE_COLLECTED =
  /(?:未(?!按|及时|补正|缴|交|经|能)|没有|无(?!正当)|不(?:予|曾|再)?(?=收|存在|涉及|产生|发生)|零)[^，。；]{0,14}(?:收取|收费|征收|计收|收到|处理费|费用)|零收费|(?:处理费|收费|费用)[^，。；]{0,14}(?:未收取|未产生|未发生|无收取|为零|(?<![\d.])0(?:\.0+)?(?![\d.])|零元|(?:为|[:：])无)|收取[^，。；]{0,12}(?<![\d.])0(?:\.0+)?元/u;

const AMOUNT = /([0-9]+(?:\.[0-9]+)?)(?:余|多)?[百千万亿]?元/gu;
const AMOUNT_IN_NUMERALS = /(?<![零〇])[一二两三四五六七八九十百千万亿]+元/u;

/** What was collected in another year is not of this report. */
const ANOTHER_YEAR = /(?:去年|前年|上一?年度?|往年)(?!度?结转)[^，。；]*/gu;

/**
 * Says what a text states of information-handling fees (信息处理费), sentence by sentence. An amount above zero in a
 * sentence about them is a collection; 收取 and the like without an amount only mention them.
 */
export function readFeeStatement(text: string | null | undefined): FeeStatement {
  const plain = toSimplified(withoutPronunciations((text ?? '').normalize('NFKC')))
    .replace(/\s|(?<=\d),(?=\d)/gu, '')
    .replaceAll(',', '，')
    .replaceAll(';', '；');
  const sentences = plain
    .replace(OTHER_FEES, '')
    .replace(ANOTHER_YEAR, '')
    .split(/[。！？!?]/u)
    .filter((sentence) => ABOUT_FEES.test(sentence));
  if (sentences.length === 0) return 'SILENT';
  const isCollected = (sentence: string) => {
    const from = sentence.search(ABOUT_FEES);
    const rest = sentence.slice(Math.max(0, from));
    return (
      [...rest.matchAll(AMOUNT)].some(([, amount]) => Number(amount) > 0) || AMOUNT_IN_NUMERALS.test(rest)
    );
  };
  if (sentences.some(isCollected)) return 'COLLECTED';
  return sentences.some((sentence) => NONE_COLLECTED.test(sentence)) ? 'NONE' : 'MENTIONED';
}

/** Fees that a report states outside section six. */
interface StatedFees extends Label {
  readonly amount: string | null;
  readonly cells: readonly string[];
}

const FEES = cellOf('proactive.fees.amount');

/**
 * Finds fees that speak against a section six that says none: those of table two, unless section six speaks of them
 * (行政事业性收费), a sentence elsewhere, and an indicator.
 */
export function findFees(report: {
  readonly figures: Figures;
  readonly overview?: string | null;
  readonly problems: string | null | undefined;
  readonly otherMatters: string | null | undefined;
  readonly handlingFees?: string | null;
}): StatedFees[] {
  const fees: StatedFees[] = [];
  const inTable = getFigure(report.figures, FEES);
  if (Number(inTable ?? 0) > 0 && !report.otherMatters?.includes('行政事业性收费'))
    fees.push({
      amount: String(inTable),
      cells: [FEES.code],
      zh: `第二部分行政事业性收费为 ${inTable} 万元。信息处理费不在其中的，请在第六部分写明该行政事业性收费属于其他项目，或作说明`,
      en: `administrative fees in section two are ${figureInEnglish(inTable as string, FEES)}. If information-handling fees are not among them, say in section six that these administrative fees (行政事业性收费) are for other things, or explain`,
    });
  const sentence = [report.overview, report.problems]
    .flatMap((text) => text?.split(/[。！？\n]/u) ?? [])
    .find((one) => one.includes('处理费') && readFeeStatement(one) === 'COLLECTED')
    ?.trim()
    .slice(0, 60);
  if (sentence)
    fees.push({ amount: null, cells: [], zh: `正文称“${sentence}”`, en: `the text says "${sentence}"` });
  if (Number(report.handlingFees ?? 0) > 0)
    fees.push({
      amount: report.handlingFees ?? null,
      cells: [],
      zh: `补充指标信息处理费为 ${report.handlingFees} 元`,
      en: `the indicator of information-handling fees is ${report.handlingFees} yuan`,
    });
  return fees;
}
