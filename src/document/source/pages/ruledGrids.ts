import type { Box, Ruling } from './page';

/** A cell between ruled lines: the rows and columns of its grid that it covers, and its box on the page. */
export interface RuledCell extends Box {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A table drawn with lines. */
export interface RuledGrid extends Box {
  /** Where its columns begin, and the last one ends. */
  readonly xs: readonly number[];
  /** Where its rows begin, and the last one ends. */
  readonly ys: readonly number[];
  readonly cells: readonly RuledCell[];
}

/** How near lines must come to meet, in points. */
const MEETING = 4;
/** Borders nearer than this are one border. */
const SAME_BORDER = 3;
/** How much of the side of a cell a line must cover to close it. */
const CLOSING_SHARE = 0.6;
/** A page with more lines than this is a drawing. */
const MOST_RULINGS = 1500;

function meets(across: Ruling, down: Ruling): boolean {
  return (
    down.at >= across.from - MEETING &&
    down.at <= across.to + MEETING &&
    across.at >= down.from - MEETING &&
    across.at <= down.to + MEETING
  );
}

/** Returns the lines in groups that hang together. */
function connected(rulings: readonly Ruling[]): Ruling[][] {
  const across = rulings.filter(({ isHorizontal }) => isHorizontal);
  const down = rulings.filter(({ isHorizontal }) => !isHorizontal);
  const groups: Ruling[][] = [];
  const left = new Set(rulings);
  for (const first of across) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (let at = 0; at < group.length; at += 1) {
      const ruling = group[at];
      for (const other of ruling.isHorizontal ? down : across)
        if (left.has(other) && (ruling.isHorizontal ? meets(ruling, other) : meets(other, ruling))) {
          left.delete(other);
          group.push(other);
        }
    }
    groups.push(group);
  }
  return groups;
}

/** Returns positions in order, those of one border once. */
function borders(positions: readonly number[]): number[] {
  const found: number[] = [];
  for (const at of [...positions].sort((one, other) => one - other))
    if (found.length === 0 || at - found[found.length - 1] > SAME_BORDER) found.push(at);
  return found;
}

/** Whether lines at a position cover a stretch. */
function isClosed(lines: readonly Ruling[], at: number, from: number, to: number): boolean {
  let covered = 0;
  for (const line of lines)
    if (Math.abs(line.at - at) <= SAME_BORDER)
      covered += Math.max(0, Math.min(to, line.to) - Math.max(from, line.from));
  return covered >= (to - from) * CLOSING_SHARE;
}

/** Fields of a grid joined where no line parts them; each joined field is a rectangle. */
function joinFields(xs: readonly number[], ys: readonly number[], rulings: readonly Ruling[]): RuledCell[] {
  const down = rulings.filter(({ isHorizontal }) => !isHorizontal);
  const across = rulings.filter(({ isHorizontal }) => isHorizontal);
  const [width, height] = [xs.length - 1, ys.length - 1];
  const isOpenRight = Array.from({ length: height }, (_, row) =>
    Array.from(
      { length: width },
      (__, column) => column + 1 < width && !isClosed(down, xs[column + 1], ys[row], ys[row + 1]),
    ),
  );
  const isOpenBelow = Array.from({ length: height }, (_, row) =>
    Array.from(
      { length: width },
      (__, column) => row + 1 < height && !isClosed(across, ys[row + 1], xs[column], xs[column + 1]),
    ),
  );
  const cells: RuledCell[] = [];
  const isOccupied = Array.from({ length: height }, () => new Array<boolean>(width).fill(false));
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      if (isOccupied[row][column]) continue;
      let columnSpan = 1;
      while (isOpenRight[row][column + columnSpan - 1] && !isOccupied[row][column + columnSpan])
        columnSpan += 1;
      let rowSpan = 1;
      const spanned = (at: number) =>
        Array.from({ length: columnSpan }, (_, right) => column + right).every(
          (right) => isOpenBelow[at][right] && !isOccupied[at + 1][right],
        );
      while (row + rowSpan < height && spanned(row + rowSpan - 1)) rowSpan += 1;
      for (let y = row; y < row + rowSpan; y += 1)
        for (let x = column; x < column + columnSpan; x += 1) isOccupied[y][x] = true;
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan,
        left: xs[column],
        right: xs[column + columnSpan],
        top: ys[row],
        bottom: ys[row + rowSpan],
      });
    }
  return cells;
}

/** Returns the tables that lines draw on a page: with two columns at least, from the top down. */
export function ruledGrids(rulings: readonly Ruling[]): RuledGrid[] {
  if (rulings.length > MOST_RULINGS) return [];
  return connected(rulings)
    .flatMap((group): RuledGrid[] => {
      const across = group.filter(({ isHorizontal }) => isHorizontal);
      const down = group.filter(({ isHorizontal }) => !isHorizontal);
      const ends = (lines: readonly Ruling[]) => [
        Math.min(...lines.map(({ from }) => from)),
        Math.max(...lines.map(({ to }) => to)),
      ];
      if (across.length === 0 || down.length === 0) return [];
      // The sides of a table may be open: its lines across then end there.
      const xs = borders([...down.map(({ at }) => at), ...ends(across)]);
      const ys = borders([...across.map(({ at }) => at), ...ends(down)]);
      if (xs.length < 3 || ys.length < 2) return [];
      const cells = joinFields(xs, ys, group);
      return [
        { xs, ys, cells, left: xs[0], right: xs[xs.length - 1], top: ys[0], bottom: ys[ys.length - 1] },
      ];
    })
    .sort((one, other) => one.top - other.top);
}
