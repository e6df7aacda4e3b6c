interface Sender {
  running: number;
  /** When work of this sender last began, counted in pieces of work; 0 for never. */
  lastBegan: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets at most `most` pieces of work run at once. Whoever's work began longest ago is next, so that a sender of many
 * documents waits behind his own and others do not.
 */
export function createFairQueue(most: number) {
  const senders = new Map<string, Sender>();
  let running = 0;
  let begun = 0;
  const begin = (sender: Sender) => {
    begun += 1;
    running += 1;
    sender.running += 1;
    sender.lastBegan = begun;
  };
  const end = (name: string, sender: Sender) => {
    running -= 1;
    sender.running -= 1;
    const [next] = [...senders.values()]
      .filter(({ waiting }) => waiting.length > 0)
      .sort((one, other) => one.lastBegan - other.lastBegan);
    if (next) {
      // Begun here, not when it wakes: nobody may overtake who waits.
      begin(next);
      next.waiting.shift()?.();
    }
    if (sender.running === 0 && sender.waiting.length === 0) senders.delete(name);
  };
  return {
    /** How many pieces of work wait: of one sender, or of all. */
    waiting: (name?: string): number =>
      name === undefined
        ? [...senders.values()].reduce((sum, sender) => sum + sender.waiting.length, 0)
        : (senders.get(name)?.waiting.length ?? 0),
    /** Runs the work of a sender once it may begin. */
    async run<T>(name: string, work: () => Promise<T>): Promise<T> {
      const sender = senders.get(name) ?? { running: 0, lastBegan: 0, waiting: [] };
      senders.set(name, sender);
      if (running < most) begin(sender);
      else await new Promise<void>((resolve) => sender.waiting.push(resolve));
      try {
        return await work();
      } finally {
        end(name, sender);
      }
    },
  };
}
