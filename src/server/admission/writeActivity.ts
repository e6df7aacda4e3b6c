/** Over how long it is remembered whether something was being written, in milliseconds: longer than a read can hold everything up. */
const MEMORY_MS = 3000;

/** How much of the recent time something was being written. */
export interface WriteActivity {
  begin(): void;
  end(): void;
  /** Between 0 and 1. */
  share(): number;
}

/** Returns what follows how much of the recent time at least one write was under way. */
export function createWriteActivity(now = () => performance.now()): WriteActivity {
  let [underWay, share, at] = [0, 0, now()];
  const update = () => {
    const weight = Math.exp((at - now()) / MEMORY_MS);
    share = share * weight + (underWay > 0 ? 1 - weight : 0);
    at = now();
    return share;
  };
  return {
    begin() {
      update();
      underWay += 1;
    },
    end() {
      update();
      underWay -= 1;
    },
    share: update,
  };
}
