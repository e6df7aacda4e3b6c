/** What a tab does for the run of an import. */
interface Tab {
  /** The run is this tab's from now on: no other tab works on it. */
  onOwned(): void;
  /** The tab that has the run has stored it anew. */
  onStored(): void;
  /** Does what was done in some tab, by the name of the command. */
  onCommand(name: string, args: readonly unknown[]): void;
}

/** The tabs of this browser that show the run of an import. */
export interface Tabs {
  /** Whether this tab has the run: it alone works on it, the others show it. */
  isOwner(): boolean;
  /** Whether another tab has it. */
  isElsewhere(): boolean;
  /** Has a command done by the tab that has the run. */
  send(name: string, args: readonly unknown[]): void;
}

interface Message {
  readonly name: string;
  readonly args: readonly unknown[];
}

/**
 * Joins the tabs of a run by its name. One tab has it, for as long as it is open; then it goes to the next. Where a browser has no locks (they take
 * https), each tab has it, as if it were alone.
 */
export function joinTabs(name: string, storageKey: string, tab: Tab): Tabs {
  let state: 'UNDECIDED' | 'OWNER' | 'FOLLOWER' = 'UNDECIDED';
  const early: Message[] = [];
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  const own = () => {
    state = 'OWNER';
    tab.onOwned();
    for (const { name: command, args } of early.splice(0)) tab.onCommand(command, args);
  };
  const follow = () => {
    state = 'FOLLOWER';
    for (const message of early.splice(0)) channel?.postMessage(message);
    tab.onStored();
  };
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (state === 'OWNER') tab.onCommand(data.name, data.args);
  });
  addEventListener('storage', ({ key }) => {
    if (key === storageKey && state !== 'OWNER') tab.onStored();
  });
  const hold = () => {
    own();
    // The lock ends with the tab.
    return new Promise<never>(() => {});
  };
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks)
    void locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return hold();
      follow();
      void locks.request(name, hold);
      return undefined;
    });
  else queueMicrotask(own);
  return {
    isOwner: () => state === 'OWNER',
    isElsewhere: () => state === 'FOLLOWER',
    send(command, args) {
      if (state === 'OWNER') tab.onCommand(command, args);
      else if (state === 'FOLLOWER') channel?.postMessage({ name: command, args });
      else early.push({ name: command, args });
    },
  };
}
