import { hanOnly } from '../../form/labels';
import { DISPUTE_GROUPS, PROACTIVE_LINES, REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { SECTIONS } from '../../form/sections';
import type { Block } from '../source/blocks';
import { RECOGNISED } from '../source/pages/recognised';

/** Shorter labels have too little in common with a misread one. */
const SHORTEST = 3;
/** One letter in so many may be misread. */
const LETTERS_FOR_ONE_ERROR = 6;
/** By how many letters the nearest label must be nearer than the next. */
const LEAST_AHEAD = 1;

/** Every label of the form, and every part of one that is printed in a cell of its own. */
const LABELS = [
  ...new Set(
    [...REQUEST_COLUMNS, ...REQUEST_ROWS, ...DISPUTE_GROUPS, ...PROACTIVE_LINES, ...SECTIONS]
      .flatMap(({ zh }) => [zh, ...zh.split(/\s+/u)])
      .map(hanOnly)
      .filter((label) => label.length >= SHORTEST),
  ),
];

const HAN = /\p{Script=Han}/u;

/** How many letters of two texts of one length differ. */
const countErrors = (one: string, other: string): number =>
  [...one].filter((letter, at) => letter !== other[at]).length;

/** Returns the label of the form that a text is but for a misread letter; null when there is none, or another one is nearly as near. */
function labelNear(core: string): string | null {
  const [nearest, next] = LABELS.filter((label) => label.length === core.length)
    .map((label) => ({ label, errors: countErrors(core, label) }))
    .sort((one, other) => one.errors - other.errors);
  if (!nearest || nearest.errors > Math.ceil(core.length / LETTERS_FOR_ONE_ERROR)) return null;
  return next && next.errors < nearest.errors + LEAST_AHEAD ? null : nearest.label;
}

/** Returns a text with the misread letters of a label put right. */
function spell(text: string): string {
  const core = hanOnly(text);
  if (core.length < SHORTEST || LABELS.includes(core)) return text;
  const label = labelNear(core);
  if (label === null) return text;
  const letters = [...text];
  let left = label.length;
  for (let at = letters.length - 1; at >= 0 && left > 0; at -= 1)
    if (HAN.test(letters[at])) {
      left -= 1;
      letters[at] = label[left];
    }
  return letters.join('');
}

/**
 * Returns the blocks of a document with labels of the form spelled right that were misread in a scan by a letter or two. Numbers, figures and all
 * other texts stay as they were recognised.
 */
export function spellRecognised(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    if (block.kind === 'TEXT')
      return block.doubt === RECOGNISED ? { ...block, text: spell(block.text) } : block;
    if (!block.cells.some(({ doubt }) => doubt === RECOGNISED)) return block;
    const cells = block.cells.map((cell) =>
      cell.doubt === RECOGNISED ? { ...cell, text: spell(cell.text) } : cell,
    );
    return { ...block, cells };
  });
}
