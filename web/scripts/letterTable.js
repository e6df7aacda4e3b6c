/**
 * The dictionary of traditional letters for the pages. The rules of the form look up letter by letter, and a table of the letters that differ is a quarter as large
 * as the dictionary with its phrases: what a page loads before its first view is counted.
 */
const { Converter } = require('opencc-js/t2cn');

/** The blocks of ideographs that the rules look up, from one code to another. */
const BLOCKS = [
  [0x3400, 0x9fff],
  [0xf900, 0xfaff],
];

/** Returns the letters that the dictionary writes otherwise, and what it writes for each, in two texts of the same length. */
function letterTable() {
  const convert = Converter({ from: 't', to: 'cn' });
  const codes = BLOCKS.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)),
  );
  const pairs = codes
    .map((letter) => [letter, convert(letter)])
    .filter(([letter, other]) => letter !== other && other.length === letter.length);
  return { from: pairs.map(([letter]) => letter).join(''), to: pairs.map(([, other]) => other).join('') };
}

/** Returns a module with the table in place of the dictionary: its converter is asked for single letters alone. */
function letterModule() {
  const { from, to } = letterTable();
  return `const from = ${JSON.stringify(from)};
const to = ${JSON.stringify(to)};
export const Converter = () => (letter) => to[from.indexOf(letter)] ?? letter;
`;
}

module.exports = { letterTable, letterModule };
