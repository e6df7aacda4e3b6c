import { enumeratorOf, hanOnly, normalize } from '../../form/labels';
import { SECTIONS, type SectionNumber } from '../../form/sections';
import { readValue } from '../source/value';
import { isReportTitle } from './reportTitle';
import { type Row, soleText } from './rows';

/** A section of a report: its title and the rows below it, up to the next. */
export interface FoundSection {
  readonly number: SectionNumber;
  readonly title: string | null;
  readonly rows: readonly Row[];
}

/** The rows of one report in a document. */
export interface FoundReport {
  /** The rows before section one: title, date, foreword. */
  readonly preface: readonly Row[];
  readonly sections: readonly FoundSection[];
}

const LONGEST_TITLE = 42;

/** What the titles of the six sections say, as cores; the statutory words and those offices use instead. */
const TITLES: readonly RegExp[] = [
  /^(?:年度)?(?:政府信息公开)?(?:工作)?(?:总体|基本)(?:工作)?情况(?:概述)?$|^(?:工作)?概述$/u,
  /^(?:本年度?|年度?)?(?:行政机关)?主动公开(?:的)?政府信息(?:的)?(?:工作)?(?:情况|统计)$|^政府信息主动公开(?:的)?情况$/u,
  /^(?:本年度?|年度?)?(?:(?:收到|受理)(?:和|及|与)?(?:的)?(?:(?:处理|办理|答复)(?:的)?(?:政府信息公开)?|政府信息公开))申请(?:的)?(?:办理|处理)?(?:情况|统计)$|^政府信息(?:依申请公开|公开申请)(?:的)?(?:收到和处理|办理|处理|受理)*(?:的)?情况$/u,
  /^(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请|引发|引起|产生)?(?:的)?(?:提起)?行政复议.{0,6}(?:行政)?诉讼(?:的)?(?:情况|统计)$/u,
  /^(?:本年度?)?(?:政府信息公开)?(?:工作)?(?:中)?(?:存在)?(?:的)?(?:主要)?(?:问题|不足|困难).{0,6}(?:改进|整改|措施|打算|安排|下一步).{0,8}$|^(?:政府信息公开)?(?:工作)?存在的?(?:主要)?(?:问题|不足)$/u,
  /^(?:其他|其它)(?:需要|需|应当)?(?:说明|报告)?(?:报告|说明)?的?(?:情况|事项|问题)$|^需要(?:说明|报告)的(?:其他|其它)?(?:事项|情况)$/u,
];

interface Candidate {
  readonly at: number;
  readonly number: SectionNumber;
  readonly score: number;
  readonly title: string;
  /** What follows the title in its own line, as in 六、其他需要报告的事项：无。 */
  readonly rest: string;
}

/** A line that is a title, or begins with one and goes on after a stop; its title and the rest. */
function titlesOf(row: Row): { title: string; rest: string }[] {
  const text = soleText(row);
  if (text === null) return [];
  const first = /^\s*([^\n：:。]{4,40}?)\s*(?:[\n：:。]|\s{2,})\s*(\S[\s\S]*)$/u.exec(text);
  return [
    ...(normalize(text).length <= LONGEST_TITLE ? [{ title: text, rest: '' }] : []),
    ...(first && enumeratorOf(first[1]) !== '' ? [{ title: first[1], rest: first[2] }] : []),
  ];
}

/** The sections a row may be the title of. Sub-heads （一） count only when nothing better is there. */
function candidatesAt(row: Row, at: number): Candidate[] {
  return titlesOf(row).flatMap(({ title, rest }) => {
    const core = hanOnly(title);
    const enumerator = enumeratorOf(title);
    const numeral = /^[(第]?([一二三四五六七八九十])/u.exec(enumerator)?.[1];
    const isSubhead = /^[(\d]/u.test(enumerator);
    return TITLES.flatMap((pattern, index) => {
      if (!pattern.test(core)) return [];
      const fits = numeral === SECTIONS[index].numeral;
      const score = isSubhead ? (fits ? 0.8 : 0.4) : fits ? 3 : numeral ? 1.6 : row.isHeading ? 2 : 1.2;
      return [{ at, number: SECTIONS[index].number, score: rest === '' ? score : score - 0.5, title, rest }];
    });
  });
}

const asRow = (row: Row, text: string): Row => ({
  ...row,
  pieces: [{ text, column: 0, columnSpan: 1, isCarried: false, value: readValue(text) }],
  text,
  isHeading: false,
  table: null,
});

/** The best rising chain of titles: a table of contents loses to titles that have something below them. */
function bestChain(candidates: readonly Candidate[], end: number): Candidate[] {
  const best: { total: number; before: number }[] = [];
  const bonus = (from: Candidate, to: number) => (to - from.at > 1 || from.rest !== '' ? 1 : 0);
  for (const [at, candidate] of candidates.entries()) {
    best[at] = { total: candidate.score, before: -1 };
    for (let before = 0; before < at; before += 1) {
      const other = candidates[before];
      if (other.number >= candidate.number || other.at >= candidate.at) continue;
      const total = best[before].total + bonus(other, candidate.at) + candidate.score;
      if (total >= best[at].total) best[at] = { total, before };
    }
  }
  let last = -1;
  let highest = 0;
  for (const [at, { total }] of best.entries()) {
    const complete = total + bonus(candidates[at], end);
    if (complete >= highest) [last, highest] = [at, complete];
  }
  const chain: Candidate[] = [];
  for (let at = last; at >= 0; at = best[at].before) chain.unshift(candidates[at]);
  return chain;
}

/** A title that has at least this score and rows of its own is one, though it is out of order. */
const PLAIN_TITLE = 2;

/**
 * Adds the titles of sections that are printed in another order than the form's. A title of a table of contents has no rows below it.
 */
function withOutOfOrder(chain: readonly Candidate[], candidates: readonly Candidate[]): Candidate[] {
  const hasRows = ({ at, rest }: Candidate) =>
    rest !== '' || !candidates.some((other) => other.at === at + 1);
  const plain = candidates.filter((candidate) => candidate.score >= PLAIN_TITLE && hasRows(candidate));
  const found = chain.filter((one) => hasRows(one) || !plain.some(({ number }) => number === one.number));
  for (const candidate of plain)
    if (!found.some(({ number, at }) => number === candidate.number || at === candidate.at))
      found.push(candidate);
  return found.sort((one, other) => one.at - other.at);
}

/** A report has six titles and a table of contents; a text that is all titles is no report. */
const MOST_CANDIDATES = 1000;

function cutSections(rows: readonly Row[]): FoundReport {
  const candidates = rows.flatMap(candidatesAt).slice(0, MOST_CANDIDATES);
  const chain = withOutOfOrder(bestChain(candidates, rows.length), candidates);
  // A title printed twice, as the name of a sheet and in its first row, is no text of the section before.
  const startOf = ({ at, number }: Candidate) => {
    let start = at;
    while (candidates.some((other) => other.at === start - 1 && other.number === number)) start -= 1;
    return start;
  };
  const endOf = (index: number) => (index < chain.length ? startOf(chain[index]) : rows.length);
  return {
    preface: rows.slice(0, endOf(0)),
    sections: chain.map(({ at, number, title, rest }, index) => ({
      number,
      title,
      rows: [...(rest === '' ? [] : [asRow(rows[at], rest)]), ...rows.slice(at + 1, endOf(index + 1))],
    })),
  };
}

const SECTIONS_OF_A_REPORT = 4;

/** The reports of a document: most hold one; two on a page each begin with their title and have sections of their own. */
export function findReports(rows: readonly Row[]): FoundReport[] {
  const starts = rows.flatMap((row, at) => (isReportTitle(row) ? [at] : []));
  const parts = starts.map((start, index) =>
    cutSections(rows.slice(start, starts[index + 1] ?? rows.length)),
  );
  const complete = parts.filter((part) => part.sections.length >= SECTIONS_OF_A_REPORT);
  return complete.length >= 2 ? complete : [cutSections(rows)];
}
