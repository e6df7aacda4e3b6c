import { CELLS, type Cell, findCell } from '../../form/cells';
import { unknownCodes } from '../../shared/graphql/nearest';
import { checkLength } from '../../shared/graphql/paging';

/** How many codes one request may name. */
export const MAX_CODES = 250;

/** The argument that names cells, the same everywhere. */
export const CODES = {
  nullable: true,
  description: '栏目代码，默认全部。Codes of the cells; default all.',
} as const;

/** The cells of codes, each once and in their order. Refuses codes that the form does not have, all at once, with those nearest to them. */
export function cellsOfCodes(codes: readonly string[], argument = 'codes'): Cell[] {
  checkLength(argument, codes, MAX_CODES);
  const distinct = [...new Set(codes)];
  const cells = distinct.flatMap((code) => findCell(code) ?? []);
  if (cells.length === distinct.length) return cells;
  throw unknownCodes(
    argument,
    { zh: '栏目', en: 'cell' },
    distinct.filter((code) => !findCell(code)),
    CELLS.map(({ code }) => code),
  );
}
