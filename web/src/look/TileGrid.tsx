import { type KeyboardEvent, useRef, useState } from 'react';
import { Link } from 'wouter';
import { areWide, moveInTiles, sizeOfTiles } from './tileRoom';

/** One tile: where it leads, what it is, and what is written in it. */
export interface Tile {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  /** The name where there is little room; the name itself where there is none. */
  readonly shortName?: string;
  /** What it shows, as it is read out and said below the map. */
  readonly detail: string;
  /** What is written in the tile where there is room. */
  readonly text: string;
  /** Its step of the legend, or its state. */
  readonly className: string;
}

/** Tiles of one size in a grid. Tab leads to one of them, the arrow keys to the others, Enter to what it is of. */
export function TileGrid({
  label,
  tiles,
  hint,
}: {
  readonly label: string;
  readonly tiles: readonly Tile[];
  readonly hint: string;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const size = sizeOfTiles(tiles.length);
  const isWide = areWide(tiles.map(({ text }) => text));
  const current = Math.min(at, tiles.length - 1);
  const shown = tiles[pointed ?? current];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!grid.current) return;
    const perRow = getComputedStyle(grid.current).gridTemplateColumns.split(' ').length;
    const next = moveInTiles(event.key, current, tiles.length, perRow);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    (grid.current.children[next] as HTMLElement).focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a list would be read out with thousands of marks. */}
      <div
        ref={grid}
        role="group"
        aria-label={label}
        className={`tiles ${size}${isWide ? ' wide' : ''}`}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setPointed(null)}
      >
        {tiles.map((tile, place) => (
          <Link
            key={tile.key}
            href={tile.href}
            tabIndex={place === current ? 0 : -1}
            className={tile.className}
            onFocus={() => setAt(place)}
            onPointerEnter={() => setPointed(place)}
          >
            {size === 'named' && <span aria-hidden="true">{tile.shortName ?? tile.name}</span>}
            {size !== 'bare' && <b aria-hidden="true">{tile.text}</b>}
            <i className="only-read">{`${tile.name} ${tile.detail}`}</i>
          </Link>
        ))}
      </div>
      <p className="coverage" aria-hidden="true">
        {shown && (pointed !== null || size !== 'named') ? `${shown.name} ${shown.detail}` : hint}
      </p>
    </>
  );
}
