import type { FastifyReply } from 'fastify';
import { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { ANSWER_FORMATS, type AnswerDocument } from '../../document/print/printAnswer';
import { beijingTime } from '../../form/beijing';
import { indicatorsOfFormula } from '../../form/formula';
import type { Label } from '../../form/lines';
import { IndicatorAggregation } from '../../report/model/reportEnums';
import { UNCUT } from '../../rollup/grouping/cuts';
import { type Answer, readAnswer } from '../../rollup/readAnswer';
import { readSelection } from '../../rollup/readSelection';
import { GroupDimension } from '../../rollup/request/dimensions';
import { GroupFigure } from '../../rollup/request/groupFigure';
import { Basis } from '../../rollup/request/selection';
import { lastPublication } from '../../rollup/scanned/expectedReports';
import { DIMENSIONS, namesInWords } from '../../shared/dimensionWords';
import { OrderDirection } from '../../shared/graphql/ordering';
import { badInput } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { shareInWords } from '../../shared/shareInWords';
import {
  type DownloadQuery,
  type FileName,
  readChoice,
  readChoices,
  readInstant,
  readTexts,
} from './downloadQuery';
import { chooseFormat, type DownloadRequest, sendDocument } from './downloadReply';
import { placeOfFile } from './placeOfFile';

/** The most rows of a file; `rows` of GraphQL has all, a page at a time. */
const MOST_ROWS = 10_000;

/** Reads a condition such as `requests.received.total~VALUE~5~`: a value, what of it, the least and the most, each of which may be empty. */
function readCondition(text: string) {
  const [value = '', figure = '', min = '', max = ''] = text.split('~');
  const bound = (written: string) => (written === '' ? null : Number(written));
  const bounds = { min: bound(min), max: bound(max) };
  if (Object.values(bounds).some(Number.isNaN))
    throw badInput(
      'having',
      '条件写作“数值~VALUE~最小~最大”，界限为数字或留空。',
      'A condition is "value~VALUE~least~most"; a bound is a number or empty.',
    );
  return {
    value,
    figure: readChoice(
      figure === '' ? {} : { figure },
      'figure',
      Object.values(GroupFigure),
      GroupFigure.VALUE,
    ) as GroupFigure,
    ...bounds,
  };
}

/** Reads the question for rows that an address holds. */
function readArguments(query: DownloadQuery) {
  const [order] = readTexts(query, 'order');
  const outcomes = readTexts(query, 'outcome');
  return {
    by: readChoices(query, 'by', Object.values(GroupDimension)) ?? [GroupDimension.AGENCY],
    filter: outcomes.length > 0 ? { outcomes } : null,
    having: readTexts(query, 'having').map(readCondition),
    orderBy: order
      ? {
          field: order,
          figure: readChoice(query, 'figure', Object.values(GroupFigure), GroupFigure.VALUE) as GroupFigure,
          direction: readChoice(
            query,
            'direction',
            Object.values(OrderDirection),
            OrderDirection.DESC,
          ) as OrderDirection,
        }
      : null,
  };
}

/** Says which values are each of the own last year of a row: indicators that are not added over years, and formulas that read one, where a row is of several. */
function sayLastYears({ values }: Answer, by: readonly GroupDimension[], years: readonly number[]): Label[] {
  if (years.length === 1 || by.includes(GroupDimension.YEAR)) return [];
  return values.flatMap(({ label, formulaOf }): Label[] => {
    const formula = formulaOf(UNCUT);
    const last = indicatorsOfFormula(formula).filter(
      ({ aggregation }) => aggregation === IndicatorAggregation.LAST,
    );
    if (last.length === 0) return [];
    const inside =
      formula.kind === 'INDICATOR'
        ? { zh: '', en: '' }
        : {
            zh: `其中${last.map(({ name }) => `“${name}”`).join('、')}`,
            en: `${last.map(({ nameEn }) => `"${nameEn}"`).join(', ')} in it is `,
          };
    return [
      {
        zh: `${label.zh}：${inside.zh}不按年相加，每行和全部各取自己最后有数的年度，各行相加不等于全部`,
        en: `${label.en}: ${inside.en}not added over the years; each row, and the whole, is of its own last year with a figure, so the rows do not add up to the whole`,
      },
    ];
  });
}

/** Returns what an answer holds, and where it comes from, in words. */
function describe(
  answer: Answer,
  years: readonly number[],
  lastPublishedAt: Date | null,
  notes: { readonly share: Label; readonly names: readonly Label[]; readonly lastYearly: readonly Label[] },
  url: string,
): Label[] {
  const { coverage, rows, total } = answer;
  const { share, names, lastYearly } = notes;
  const last = lastPublishedAt && beijingTime(lastPublishedAt);
  return [
    { zh: `年度：${years.join('、')}`, en: `Years: ${years.join(', ')}` },
    {
      zh: `应报 ${coverage.expected} 份，纳入 ${coverage.included} 份；只含已公布的本机关报告`,
      en: `${coverage.expected} reports expected, ${coverage.included} included: published own reports`,
    },
    {
      zh: `共 ${total} 行${rows.length < total ? `，本文件只有前 ${rows.length} 行` : ''}；空白不是零，原因见“说明”一栏`,
      en: `${total} rows${rows.length < total ? `, of which this file has the first ${rows.length}` : ''}; blank is not zero, the notes say why`,
    },
    share,
    ...names,
    ...lastYearly,
    ...(last
      ? [{ zh: `最近一次公布 ${last}（北京时间）`, en: `Newest publication ${last} (Beijing time, UTC+8)` }]
      : []),
    { zh: `来源：OGI Hub 政府信息公开年度报告数据中枢`, en: `Source: OGI Hub, ${url}` },
  ];
}

/** Sends the answer to a question for rows as a file: the figures are those of `rows` in GraphQL. */
export async function sendRows(
  context: Context,
  request: DownloadRequest,
  reply: FastifyReply,
  { years, extension }: FileName,
) {
  const { code, file } = request.params;
  const kinds = readChoices(request.query, 'kind', Object.values(AgencyKind));
  const levels = readChoices(request.query, 'level', Object.values(JurisdictionLevel));
  const asOf = readInstant(request.query, 'asOf');
  const codes = readTexts(request.query, 'value');
  const args = readArguments(request.query);
  const place = await placeOfFile(context, code, years, asOf);
  const format = chooseFormat(request, reply, ANSWER_FORMATS, extension);
  const selection = await readSelection(
    context,
    { jurisdiction: code, kinds, levels },
    years,
    asOf,
    Basis.PUBLISHED,
  );
  const [answer, lastPublishedAt] = await Promise.all([
    readAnswer(context, selection, args, codes, MOST_ROWS),
    lastPublication(context, selection),
  ]);
  const lastYearly = sayLastYears(answer, args.by, years);
  const share = shareInWords({
    by: args.by,
    names: args.by.map((one) => DIMENSIONS[one]),
    hasConditions: args.having.length > 0,
  });
  const names = [...(place.otherName ? [place.otherName] : []), ...namesInWords(args.by)];
  const span = file.split('.')[0];
  const document: AnswerDocument = {
    title: `${place.name}政府信息公开${span}年数据：按${args.by.map((one) => DIMENSIONS[one].zh).join('、')}`,
    about: describe(answer, years, lastPublishedAt, { share, names, lastYearly }, request.url),
    dimensions: args.by.map((dimension) => ({ code: dimension, label: DIMENSIONS[dimension] })),
    values: answer.values.map(({ code, label, unit }) => ({
      code,
      label: { zh: label.zh, en: label.en },
      unit,
    })),
    rows: answer.rows.map(({ keys, values, coverage: { expected, included } }) => ({
      keys,
      values,
      coverage: { expected, included },
    })),
    totals: answer.totals && { values: answer.totals, coverage: answer.coverage },
    stampedAt: lastPublishedAt ?? new Date(0),
  };
  return sendDocument(request, reply, context, {
    document,
    format,
    plainName: `rows-${code}-${span}`,
    // A report withdrawn makes a sum newer than its newest report: only the tag tells.
    lastModified: null,
    isPublished: true,
  });
}
