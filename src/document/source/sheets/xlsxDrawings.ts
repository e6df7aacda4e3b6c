import { allElements, elementIn, elementsIn, isTrue, parseXml, textIn, type XmlElement } from '../parseXml';
import { FLOATING, PICTURE } from '../seen/doubts';
import type { Drawing } from './sheetTable';

/** No sheet of a report has more. */
const MOST_DRAWINGS = 200;

const numberIn = (corner: XmlElement | undefined, name: string) =>
  Number(textIn(elementIn(corner, name))) || 0;

/** The last row or column that a drawing reaches into: one that it ends before is not covered. */
const lastOf = (corner: XmlElement | undefined, name: 'row' | 'col', first: number) =>
  Math.max(first, numberIn(corner, name) - (numberIn(corner, `${name}Off`) > 0 ? 0 : 1));

/** The lines of a text box. */
const linesOf = (box: XmlElement) =>
  elementsIn(box, 'p')
    .map((paragraph) =>
      allElements(paragraph, 't')
        .map((run) => textIn(run))
        .join('')
        .trim(),
    )
    .filter((line) => line !== '');

/** Returns the text boxes and pictures that float over the cells of a sheet, from its drawing part; hidden ones are not there. */
export function drawingsIn(xml: string): Drawing[] {
  const anchors = elementsIn(parseXml(xml)).filter(({ name }) => /^(?:oneCell|twoCell)Anchor$/.test(name));
  return anchors.slice(0, MOST_DRAWINGS).flatMap((anchor): Drawing[] => {
    if (allElements(anchor, 'cNvPr').some(({ attributes }) => isTrue(attributes.hidden))) return [];
    const from = elementIn(anchor, 'from');
    const to = elementIn(anchor, 'to') ?? from;
    const [top, left] = [numberIn(from, 'row'), numberIn(from, 'col')];
    const lines = allElements(anchor, 'txBody').flatMap(linesOf);
    const isPicture = allElements(anchor, 'pic').length > 0;
    if (lines.length === 0 && !isPicture) return [];
    return [
      {
        top,
        left,
        bottom: lastOf(to, 'row', top),
        right: lastOf(to, 'col', left),
        lines,
        doubt: isPicture ? PICTURE : FLOATING,
      },
    ];
  });
}
