import type { AnyNode, Element } from 'domhandler';
import { DISPLACED } from '../seen/doubts';
import { lettersOf, type Seen } from '../seen/seen';
import { pixelsOf } from './lengths';
import type { Declarations } from './styleRules';

type StyleOf = (element: Element) => Declarations;

const isElement = (node: AnyNode): node is Element => node.type === 'tag';

/** Returns the children of an element in the order in which a flexible box or a grid shows them. */
export function arranged(
  children: readonly AnyNode[],
  declarations: Declarations,
  styleOf: StyleOf,
): readonly AnyNode[] {
  if (!/flex|grid/.test(declarations.get('display') ?? '')) return children;
  const orderOf = (node: AnyNode) =>
    isElement(node) ? Number.parseInt(styleOf(node).get('order') ?? '0', 10) || 0 : 0;
  const sorted = children.toSorted((one, other) => orderOf(one) - orderOf(other));
  const direction = `${declarations.get('flex-direction') ?? ''} ${declarations.get('flex-flow') ?? ''}`;
  const isReversed =
    /flex/.test(declarations.get('display') ?? '') && /(?:row|column)-reverse/.test(direction);
  return isReversed ? sorted.reverse() : sorted;
}

/** From this share of the size of letters on an element is moved out of its line. */
const MOVED = 0.3;
const PLACED_IN_GRID = ['grid-area', 'grid-row', 'grid-column', 'grid-row-start', 'grid-column-start'];

/** Whether an element is shown at another place of its line than where it is written. */
function isDisplaced(declarations: Declarations, fontSize: number): boolean {
  if (declarations.size === 0) return false;
  const read = (name: string) => declarations.get(name) ?? '';
  if (/^(?:left|right|inline-start|inline-end)$/.test(read('float'))) return true;
  if (PLACED_IN_GRID.some((name) => read(name) !== '' && read(name) !== 'auto')) return true;
  if (read('direction') === 'rtl' && /^inline-/.test(read('display'))) return true;
  const moved = /translate(?:x|3d)?\(\s*([^,)]+)/.exec(read('transform'))?.[1];
  const places =
    read('position') === '' || read('position') === 'static' ? [] : [read('left'), read('right')];
  return [...places, moved, read('translate').split(/\s+/)[0]].some(
    (length) => Math.abs(pixelsOf(length, fontSize) ?? 0) >= fontSize * MOVED,
  );
}

const SIDES = ['padding', 'padding-left', 'padding-right', 'margin', 'margin-left', 'margin-right'];

/** Whether an element keeps a distance from what is beside it, or is as wide as it says and not as its letters. */
function keepsApart(declarations: Declarations, fontSize: number): boolean {
  if (declarations.size === 0) return false;
  const read = (name: string) => declarations.get(name) ?? '';
  if (/^inline-/.test(read('display')) && ['width', 'min-width'].some((name) => read(name) !== ''))
    return true;
  return SIDES.some((name) =>
    read(name)
      .split(/\s+/)
      .some((side) => (pixelsOf(side, fontSize) ?? 0) >= fontSize * MOVED),
  );
}

/** Whether the boxes in an element stand apart by its style. */
const partsBoxes = (declarations: Declarations): boolean =>
  /flex|grid/.test(declarations.get('display') ?? '') &&
  (['gap', 'column-gap'].some((name) => !/^(?:0|normal)?$/.test(declarations.get(name) ?? '')) ||
    /space|stretch/.test(declarations.get('justify-content') ?? ''));

const DEEPEST = 4;
/** Whether an element, or one in it, has a style. */
const someWithin = (node: AnyNode, test: (element: Element) => boolean, depth = 0): boolean =>
  isElement(node) &&
  (test(node) || (depth < DEEPEST && node.children.some((child) => someWithin(child, test, depth + 1))));

/** What is seen of one child of an element. */
export interface SeenChild {
  readonly node: AnyNode;
  readonly seen: readonly Seen[];
}

const hasDigits = ({ seen }: SeenChild) => /\d/u.test(lettersOf(seen));

/** Returns why digits side by side may be others, or no one figure: some of them float or are moved, or stand apart. */
export function besideDisplaced(
  children: readonly SeenChild[],
  declarations: Declarations,
  fontSize: number,
  styleOf: StyleOf,
): Seen[] {
  const withDigits = children.filter(hasDigits);
  if (withDigits.length < 2) return [];
  const isWrapped = /wrap-reverse/.test(`${declarations.get('flex-wrap')} ${declarations.get('flex-flow')}`);
  const isMoved =
    isWrapped ||
    partsBoxes(declarations) ||
    withDigits.some(({ node }) =>
      someWithin(node, (element) => {
        const own = styleOf(element);
        return isDisplaced(own, fontSize) || keepsApart(own, fontSize);
      }),
    );
  return isMoved ? [{ kind: 'DOUBT', doubt: DISPLACED }] : [];
}
