import { button, element } from './elements';
import { type OperationText, titleOf } from './operationText';
import { readStored, writeStored } from './stored';

interface Tab extends OperationText {
  readonly title: string;
  /** Whether it holds what a link brought, and nobody wrote in it since. */
  readonly isLinked?: boolean;
}

/** The texts that are open. */
export interface Tabs {
  /** Opens a text, or shows the tab that holds it already. */
  open(text: OperationText, title?: string): void;
  /** Opens what a link brought, in the place of what another link brought if nobody wrote there. */
  openLinked(text: OperationText): void;
  /** Notes what was written into the tab that is shown. */
  write(text: Partial<OperationText>): void;
}

/** Fills a bar with tabs. They outlive a reload, in the storage of this tab of the browser. */
export function createTabs(
  bar: HTMLElement,
  first: OperationText,
  show: (text: OperationText) => void,
): Tabs {
  const stored = readStored<{ tabs: Tab[]; at: number } | null>(sessionStorage, 'tabs', null);
  let tabs: Tab[] = stored?.tabs ?? [{ ...first, title: titleOf(first.query) }];
  let at = stored?.at ?? 0;

  const store = () => writeStored(sessionStorage, 'tabs', { tabs, at });
  const select = (next: number) => {
    at = next;
    draw();
    show(tabs[at]);
  };
  const add = (tab: Tab) => {
    tabs = [...tabs, tab];
    select(tabs.length - 1);
  };
  const close = (index: number) => {
    tabs = tabs.filter((_, position) => position !== index);
    if (tabs.length === 0) return add({ query: '', variables: '', title: titleOf('') });
    select(Math.min(index < at ? at - 1 : at, tabs.length - 1));
  };
  const draw = () => {
    store();
    bar.replaceChildren(
      ...tabs.map(({ title }, index) => {
        const label = button(title, () => select(index));
        label.ariaSelected = String(index === at);
        label.role = 'tab';
        const end = button('×', () => close(index), 'close');
        end.ariaLabel = `关闭 Close ${title}`;
        return element('span', { className: index === at ? 'tab open' : 'tab' }, label, end);
      }),
      button('＋', () => add({ query: '', variables: '', title: titleOf('') }), 'add'),
    );
  };
  select(Math.min(at, tabs.length - 1));
  const findSame = (text: OperationText) =>
    tabs.findIndex(({ query, variables }) => query === text.query && variables === text.variables);
  return {
    openLinked(text) {
      const same = findSame(text);
      const linked = tabs.findIndex(({ isLinked }) => isLinked);
      const tab = { ...text, title: titleOf(text.query), isLinked: true };
      if (same >= 0) select(same);
      else if (linked < 0) add(tab);
      else {
        tabs = tabs.with(linked, tab);
        select(linked);
      }
    },
    open(text, title = titleOf(text.query)) {
      const same = findSame(text);
      if (same >= 0) select(same);
      else add({ ...text, title });
    },
    write(text) {
      const { title } = tabs[at];
      const next = { ...tabs[at], ...text, isLinked: false };
      const named = text.query === undefined ? title : titleOf(text.query);
      tabs = tabs.with(at, { ...next, title: named });
      if (named === title) store();
      else draw();
    },
  };
}
