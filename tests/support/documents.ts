import { cellsOfEdition } from '../../src/form/cells';
import type { Answer } from './answers';
import { completeReport } from './reports';
import { PLAIN, type Printed, pageOf } from './statutoryTables';

/** The figures of a valid report, as printed. */
export function validFigures(): Printed {
  const { proactive, requests, disputes } = completeReport('any');
  const tables: Record<string, Answer> = { proactive, requests, disputes };
  const figureAt = (code: string) => code.split('.').reduce<Answer>((table, key) => table?.[key], tables);
  return Object.fromEntries(cellsOfEdition(2021).map(({ code }) => [code, String(figureAt(code) ?? 0)]));
}

/** A report as a web page, the way an organ publishes it, with some figures changed. */
export function htmlReport(input: {
  agency: string;
  year: number;
  figures?: Record<string, string | number>;
  overview?: string;
}): Buffer {
  const { agency, year, figures = {}, overview = '本年度依法开展工作。' } = input;
  const printed = { ...validFigures() };
  for (const [code, value] of Object.entries(figures)) printed[code] = String(value);
  const page = pageOf(printed, PLAIN, `${agency}${year}年政府信息公开工作年度报告`);
  return Buffer.from(page.replace('本年度依法开展工作。', overview));
}
