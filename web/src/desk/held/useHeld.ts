import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { applyChange, type Change, type Held, NOTHING } from './held';
import { type Message, openChannel, readHeld, storeChange } from './heldStore';

/** This page among the tabs of this browser. */
const PAGE = Math.random().toString(36);

/** Whether the disk has all that was typed: it does, it is being written, or the browser refuses. */
export type Safety = 'SAFE' | 'WRITING' | 'REFUSED';

/** What this device holds under a name, in this tab. */
export interface HeldHere {
  /** Null until the disk was read; before, nothing may be typed over it. */
  readonly held: Held | null;
  /** What was changed last from elsewhere; null where nothing was. */
  readonly elsewhere: Change | null;
  /** Whether another tab that has changed it is still open there. */
  readonly isShared: boolean;
  readonly safety: Safety;
  readonly change: (change: Change) => void;
}

/** Holds what is typed on this device from the first letter on: it survives the page, the session and the browser, and every tab has it. */
export function useHeld(name: string): HeldHere {
  const [held, setHeld] = useState<Held | null>(null);
  const [elsewhere, setElsewhere] = useState<Change | null>(null);
  /** The other tabs that have changed it and are not closed. */
  const [tabs, setTabs] = useState<ReadonlySet<string>>(new Set());
  const from = PAGE + useId();
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
      const { change, from: sender } = data;
      if (!sender.startsWith(PAGE))
        setTabs((before) => {
          const others = [...before].filter((tab) => tab !== sender);
          return new Set(change ? [...others, sender] : others);
        });
      if (!change) return;
      if (isRead) setHeld((before) => before && applyChange(before, change));
      else early.push(change);
      setElsewhere(change);
    };
    const leave = () => own.postMessage({ name, from, change: null } satisfies Message);
    addEventListener('pagehide', leave);
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
      removeEventListener('pagehide', leave);
      leave();
      own.close();
    };
  }, [name, from]);
  const change = useCallback(
    (next: Change) => {
      setHeld((before) => before && applyChange(before, next));
      channel.current?.postMessage({ name, from, change: next } satisfies Message);
      setWriting((count) => count + 1);
      storeChange(name, next)
        .then(
          () => setRefused(false),
          () => setRefused(true),
        )
        .finally(() => setWriting((count) => count - 1));
    },
    [name, from],
  );
  const safety = isRefused ? 'REFUSED' : writing > 0 ? 'WRITING' : 'SAFE';
  return { held, elsewhere, isShared: tabs.size > 0, safety, change };
}
