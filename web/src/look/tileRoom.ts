/** With so many tiles at most, names and figures are written in them; with more, figures; beyond that, nothing. */
const [MOST_NAMED, MOST_WRITTEN] = [80, 500];

/** Returns how much room tiles have, by how many there are. */
export const sizeOfTiles = (count: number): 'named' | 'written' | 'bare' =>
  count <= MOST_NAMED ? 'named' : count <= MOST_WRITTEN ? 'written' : 'bare';

/** How many letters a tile has room for. */
const MOST_LETTERS = 7;

/** Returns whether tiles are wider, all of them, because what is written in one of them has no room otherwise. */
export const areWide = (texts: readonly string[]): boolean =>
  texts.some((text) => text.length > MOST_LETTERS);

/** Returns the place of the tile that a key leads to, in rows of so many tiles; null for other keys. */
export function moveInTiles(key: string, at: number, count: number, perRow: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: perRow,
    ArrowUp: -perRow,
    Home: -at,
    End: count - 1 - at,
  };
  if (!(key in steps)) return null;
  const next = at + steps[key];
  return next < 0 || next >= count ? at : next;
}
