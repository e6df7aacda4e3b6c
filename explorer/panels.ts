import { button, element } from './elements';
import { holdsSecret, type OperationText, titleOf } from './operationText';
import { readStored, writeStored } from './stored';

/** A registered document with variables that show how it is used. */
export interface ExampleDocument extends OperationText {
  readonly name: string;
  readonly description: string;
}

const MOST_IN_HISTORY = 50;

interface PastOperation extends OperationText {
  readonly at: string;
}

/** Where panels take the room of the answer: there they are open only while they are wanted. */
const NARROW = '(max-width: 760px)';

/** The side panels, of which one is shown at most. */
interface SidePanels {
  /** Shows the panel of a name. */
  show(name: string): void;
  /** Closes the panel where it takes the room of the answer. */
  leave(): void;
}

/** Returns the side panels, each chosen by its button; on a narrow screen the button of the open one closes it. */
export function addPanelButtons(bar: HTMLElement, panels: Readonly<Record<string, HTMLElement>>): SidePanels {
  const isNarrow = () => matchMedia(NARROW).matches;
  let open: string | null = null;
  const buttons = Object.keys(panels).map((name) =>
    button(name, () => show(isNarrow() && open === name ? null : name)),
  );
  const show = (shown: string | null) => {
    open = shown;
    for (const [index, [name, panel]] of Object.entries(panels).entries()) {
      panel.hidden = name !== shown;
      buttons[index].ariaPressed = String(name === shown);
    }
  };
  bar.append(...buttons);
  show(isNarrow() ? null : Object.keys(panels)[0]);
  return { show, leave: () => isNarrow() && show(null) };
}

/** Lists the registered documents, and opens the one that is chosen. */
export function fillDocuments(
  panel: HTMLElement,
  documents: readonly ExampleDocument[],
  open: (text: OperationText) => void,
): void {
  panel.append(
    ...documents.map((document) =>
      element(
        'button',
        { type: 'button', className: 'item', onclick: () => open(document) },
        element('b', {}, document.name),
        element('span', {}, document.description),
      ),
    ),
  );
}

/** What was run before. */
export interface History {
  /** Adds what is run, unless it may hold a secret. */
  add(text: OperationText): void;
}

/** Lists what was run before on this machine, newest first, and opens what is chosen. */
export function createHistory(panel: HTMLElement, open: (text: OperationText) => void): History {
  let past = readStored<PastOperation[]>(localStorage, 'history', []);
  const draw = () =>
    panel.replaceChildren(
      ...past.map(({ at, ...text }) =>
        element(
          'button',
          { type: 'button', className: 'item', onclick: () => open(text) },
          element('b', {}, titleOf(text.query)),
          element('span', {}, new Date(at).toLocaleString()),
        ),
      ),
      past.length > 0
        ? button('清空 Clear', () => {
            past = [];
            writeStored(localStorage, 'history', null);
            draw();
          })
        : element('p', {}, '尚无记录。 Nothing was run yet.'),
    );
  draw();
  return {
    add({ query, variables }) {
      if (holdsSecret({ query, variables })) return;
      const others = past.filter((item) => item.query !== query || item.variables !== variables);
      past = [{ query, variables, at: new Date().toISOString() }, ...others].slice(0, MOST_IN_HISTORY);
      writeStored(localStorage, 'history', past);
      draw();
    },
  };
}
