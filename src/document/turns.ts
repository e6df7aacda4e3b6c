/** Lets at most `most` pieces of work run at once; the others wait in order. */
export function takeTurns(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    waiting: () => waiting.length,
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        // A turn is handed on, never free in between: nobody may overtake who waits.
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
