import { useCallback, useEffect, useRef, useState } from 'react';
import { applyChange, type Change, type Held, NOTHING } from './held';
import { type Message, openChannel, readHeld, storeChange } from './heldStore';

/** Whether the disk has all that was typed: it does, it is being written, or the browser refuses. */
export type Safety = 'SAFE' | 'WRITING' | 'REFUSED';

/** What this device holds under a name, in this tab. */
export interface HeldHere {
  /** Null until the disk was read; before, nothing may be typed over it. */
  readonly held: Held | null;
  /** What another tab changed last; null where none did. */
  readonly elsewhere: Change | null;
  readonly safety: Safety;
  readonly change: (change: Change) => void;
}

/** Holds what is typed on this device from the first letter on: it survives the page, the session and the browser, and every tab has it. */
export function useHeld(name: string): HeldHere {
  const [held, setHeld] = useState<Held | null>(null);
  const [elsewhere, setElsewhere] = useState<Change | null>(null);
  const [writing, setWriting] = useState(0);
  const [isRefused, setRefused] = useState(false);
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    let isOver = false;
    /** What came before the disk was read; it may not have it. */
    const early: Change[] = [];
    let isRead = false;
    const own = openChannel();
    channel.current = own;
    own.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.name !== name) return;
      if (isRead) setHeld((before) => before && applyChange(before, data.change));
      else early.push(data.change);
      setElsewhere(data.change);
    };
    readHeld(name)
      .catch(() => {
        setRefused(true);
        return NOTHING;
      })
      .then((stored) => {
        if (isOver) return;
        isRead = true;
        setHeld(early.reduce(applyChange, stored));
      });
    return () => {
      isOver = true;
      channel.current = null;
      own.close();
    };
  }, [name]);
  const change = useCallback(
    (next: Change) => {
      setHeld((before) => before && applyChange(before, next));
      channel.current?.postMessage({ name, change: next } satisfies Message);
      setWriting((count) => count + 1);
      storeChange(name, next)
        .then(
          () => setRefused(false),
          () => setRefused(true),
        )
        .finally(() => setWriting((count) => count - 1));
    },
    [name],
  );
  const safety = isRefused ? 'REFUSED' : writing > 0 ? 'WRITING' : 'SAFE';
  return { held, elsewhere, safety, change };
}
