import { Converter } from 'opencc-js/cn2t';
import { readDocument } from '../../../src/document/reader/readDocument';
import { cellsOfEdition } from '../../../src/form/cells';
import { distinctFigures, expectedValue, PLAIN, pageOf, textOf } from '../../support/statutoryTables';

const printed = distinctFigures();

async function misread(text: string) {
  const reading = await readDocument(Buffer.from(text));
  const wrong = cellsOfEdition(2021)
    .filter(({ code }) => {
      const cell = reading.cells[code];
      return cell?.value !== expectedValue(code, printed) || cell.confidence < 0.9;
    })
    .map(({ code }) => `${code}: ${reading.cells[code]?.value} for ${printed[code]}`);
  return { wrong, reading };
}

/** The pronunciations that a converter of a web site leaves behind some letters. */
const pronounced = (text: string) =>
  text
    .replaceAll('數', '數(shù)')
    .replaceAll('現', '現(xiàn)')
    .replaceAll('業', '業(yè)')
    .replaceAll('發', '發（fā）');

describe.each(['t', 'tw', 'hk'] as const)('in traditional script (%s)', (to) => {
  const convert = Converter({ from: 'cn', to });
  test('as a page', async () => {
    const { wrong, reading } = await misread(convert(pageOf(printed, PLAIN)));
    expect(wrong).toEqual([]);
    expect(reading.sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  });
  test('with pronunciations, as text with bars', async () => {
    expect((await misread(pronounced(convert(textOf(printed, PLAIN, ' | '))))).wrong).toEqual([]);
  });
});

test('a report on one line is cut at its titles, and its prose stays as it is printed', async () => {
  const prose = '本機關按時辦理各項公開工作。';
  const { sections, cells } = await readDocument(
    Buffer.from(
      `青禾縣審計局2024年政府信息公開工作年度報告 一、總體情況 ${prose} 二、主動公開政府信息情況 第二十條第（五）項 信息內容 本年處理決定數量 行政許可 76 五、存在的主要問題及改進情況 人員較少。`,
    ),
  );
  expect(sections.map(({ number, text }) => [number, text])).toEqual([
    [1, prose],
    [2, null],
    [5, '人員較少。'],
  ]);
  expect(cells['proactive.licences.decisions'].value).toBe(76);
});

test('narratives stay as they are printed, and what they state is understood', async () => {
  const sentence = '二〇二五年，全年收到政府信息公開申請十二件，未收取信息處理費。';
  const { sections, indicators } = await readDocument(
    Buffer.from(`一、總體情況\n${sentence}\n五、存在的主要問題及改進情況\n人員較少。`),
  );
  expect(sections.map(({ text }) => text)).toEqual([sentence, '人員較少。']);
  expect(
    indicators.map(({ code, value, sentence: printedSentence }) => [code, value, printedSentence]),
  ).toEqual([
    ['requestsReceived', '12', sentence],
    ['handlingFees', '0', sentence],
  ]);
});
