import type { Drawing } from '../pages/drawn';
import { boxOf, IDENTITY, intersect, type Matrix, multiply } from '../pages/matrix';
import { type Box } from '../pages/page';
import { asRulings, shapesOf } from '../pages/paths';
import type { Font, Glyph } from './graphicsState';
import { type GraphicsState, initialState } from './graphicsState';
import { showGlyphs } from './showGlyphs';

/** The operations of a page by pdf.js. */
export interface Operations {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

/** What the operations refer to. */
export interface PageResources {
  readonly fontNamed: (name: string) => Font;
  /** Whether a layer of the document is shown. */
  readonly isShown: (layer: unknown) => boolean;
}

type Codes = Readonly<Record<string, number>>;
/** Draws one operation; its arguments are what pdf.js writes for it. */
type Handler = (args: never, order: number) => void;

/** Returns the handlers of operations by their names in pdf.js; they write into the drawing. */
function handlersFor(drawing: Drawing, start: GraphicsState, resources: PageResources, codes: Codes) {
  let state = { ...start };
  const stack: GraphicsState[] = [];
  let isClipping = false;
  // Layers and masks that are open, and whether each is shown.
  const layers: boolean[] = [];
  const groups: boolean[] = [];
  const isShown = () => layers.every((shown) => shown) && groups.every((shown) => shown);
  const isOpaque = () => state.fillAlpha === 1 && !state.isBlended && !state.isMasked;
  const save = () => stack.push({ ...state });
  const restore = () => {
    state = stack.pop() ?? state;
  };
  const transform = (matrix: Matrix) => {
    state.matrix = multiply(state.matrix, matrix);
  };
  const clipTo = (box: Box) => {
    state.clip = intersect(state.clip, box);
  };
  const moveText = (x: number, y: number) => {
    state.lineX += x;
    state.lineY += y;
    state.x = state.lineX;
    state.y = state.lineY;
  };
  const paintPicture = (order: number) => {
    if (!isShown() || !isOpaque()) return;
    const box = intersect(boxOf(state.matrix, 0, 0, 1, 1), state.clip);
    drawing.areas.push({ box, order, colour: null, isPicture: true });
  };
  const strokes = new Set([
    codes.stroke,
    codes.closeStroke,
    codes.fillStroke,
    codes.eoFillStroke,
    codes.closeFillStroke,
    codes.closeEOFillStroke,
  ]);
  const fills = new Set([
    codes.fill,
    codes.eoFill,
    codes.fillStroke,
    codes.eoFillStroke,
    codes.closeFillStroke,
    codes.closeEOFillStroke,
  ]);
  const within = (box: Box): Box => intersect(box, state.clip);
  const paintPath = (operation: number, data: ArrayLike<number> | null, order: number) => {
    if (!data) return;
    const { edges, rectangles } = shapesOf(data, state.matrix);
    if (isClipping) {
      if (rectangles.length === 1) clipTo(rectangles[0]);
      isClipping = false;
    }
    if (!isShown()) return;
    const { clip } = state;
    if (strokes.has(operation))
      for (const edge of edges) {
        const [low, high] = edge.isHorizontal ? [clip.left, clip.right] : [clip.top, clip.bottom];
        drawing.rulings.push({ ...edge, from: Math.max(edge.from, low), to: Math.min(edge.to, high) });
      }
    if (!fills.has(operation)) return;
    for (const box of rectangles.map(within)) {
      const rulings = asRulings(box);
      drawing.rulings.push(...rulings);
      if (rulings.length === 0 && isOpaque())
        drawing.areas.push({ box, order, colour: state.fill, isPicture: false });
    }
  };
  const handlers: Record<string, Handler> = {
    save,
    restore,
    transform: (matrix: Matrix) => transform(matrix),
    setGState: ([entries]: [[string, unknown][]]) => {
      for (const [key, value] of entries) {
        if (key === 'ca') state.fillAlpha = Number(value);
        else if (key === 'BM') state.isBlended = value !== 'source-over';
        else if (key === 'SMask') state.isMasked = Boolean(value);
        else if (key === 'Font') {
          const [name, size] = value as [string, number];
          state.font = resources.fontNamed(name);
          state.size = size;
        }
      }
    },
    clip: () => {
      isClipping = true;
    },
    eoClip: () => {
      isClipping = true;
    },
    constructPath: ([operation, [data]]: [number, [ArrayLike<number> | null]], order) =>
      paintPath(operation, data, order),
    setFillRGBColor: ([colour]: [string]) => {
      state.fill = colour;
    },
    setStrokeRGBColor: ([colour]: [string]) => {
      state.stroke = colour;
    },
    setFillColorN: () => {
      state.fill = null;
    },
    setStrokeColorN: () => {
      state.stroke = null;
    },
    beginText: () => {
      Object.assign(state, { textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 });
    },
    setCharSpacing: ([spacing]: [number]) => {
      state.charSpacing = spacing;
    },
    setWordSpacing: ([spacing]: [number]) => {
      state.wordSpacing = spacing;
    },
    setHScale: ([scale]: [number]) => {
      state.scale = scale / 100;
    },
    setLeading: ([leading]: [number]) => {
      state.leading = -leading;
    },
    setFont: ([name, size]: [string, number]) => {
      state.font = resources.fontNamed(name);
      state.size = size;
    },
    setTextRenderingMode: ([mode]: [number]) => {
      state.renderMode = mode;
    },
    setTextRise: ([rise]: [number]) => {
      state.rise = rise;
    },
    moveText: ([x, y]: [number, number]) => moveText(x, y),
    setLeadingMoveText: ([x, y]: [number, number]) => {
      state.leading = y;
      moveText(x, y);
    },
    setTextMatrix: ([matrix]: [Matrix]) => {
      Object.assign(state, { textMatrix: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
    },
    nextLine: () => moveText(0, state.leading),
    showText: ([glyphs]: [readonly (Glyph | number)[]], order) => {
      const letters = showGlyphs(state, glyphs, order);
      if (isShown() && state.fillAlpha > 0) drawing.letters.push(...letters);
    },
    beginMarkedContent: () => layers.push(true),
    beginMarkedContentProps: ([tag, properties]: [string, unknown]) =>
      layers.push(tag !== 'OC' || resources.isShown(properties)),
    endMarkedContent: () => {
      layers.pop();
    },
    paintFormXObjectBegin: ([matrix, box]: [Matrix | null, readonly number[] | null]) => {
      save();
      if (matrix) transform(matrix);
      if (box) clipTo(boxOf(state.matrix, box[0], box[1], box[2], box[3]));
    },
    paintFormXObjectEnd: restore,
    beginGroup: ([group]: [{ smask?: unknown }]) => {
      groups.push(!group.smask);
      save();
    },
    endGroup: () => {
      groups.pop();
      restore();
    },
    beginAnnotation: ([, rectangle, matrix, own]: [string, readonly number[], Matrix, Matrix]) => {
      save();
      const [x0, y0, x1, y1] = rectangle;
      Object.assign(state, start, { clip: intersect(start.clip, boxOf(start.matrix, x0, y0, x1, y1)) });
      transform(matrix);
      transform(own);
    },
    endAnnotation: restore,
    paintImageXObject: (_: unknown, order) => paintPicture(order),
    paintInlineImageXObject: (_: unknown, order) => paintPicture(order),
  };
  return handlers;
}

/** Follows the operations of a page and returns what they draw, in the coordinates that `matrix` leads to. */
export function drawPage(
  operations: Operations,
  codes: Codes,
  matrix: Matrix,
  page: Box,
  resources: PageResources,
): Drawing {
  const drawing: Drawing = { letters: [], areas: [], rulings: [] };
  const handlers = handlersFor(drawing, initialState(matrix, page), resources, codes);
  const byCode = new Map(
    Object.entries(handlers).flatMap(([name, handler]) =>
      name in codes ? [[codes[name], handler]] : [],
    ) as [number, Handler][],
  );
  for (const [order, code] of operations.fnArray.entries())
    byCode.get(code)?.((operations.argsArray[order] ?? []) as never, order);
  return drawing;
}
