import { Skeleton } from 'antd';
import { type ComponentType, type ReactNode, useState } from 'react';

/**
 * Returns a component whose program is loaded when it is shown first; until then lines, or what is given, stand in its place. A boundary of React shows what
 * stands in its place for a third of a second at least; this shows what has been loaded at once. `preload` loads it before it is shown.
 */
export function loadable<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  placeholder: ReactNode = <Skeleton active />,
): ComponentType<Props> & { readonly preload: () => Promise<void> } {
  let Loaded: ComponentType<Props> | null = null;
  const preload = () =>
    load().then(({ default: program }) => {
      Loaded = program;
    });
  // biome-ignore lint/correctness/noComponentHookFactories: it is called once for each program, where the module begins.
  function Loadable(props: Props) {
    const [error, setError] = useState<unknown>(null);
    const [, setReady] = useState(() => {
      if (Loaded) return true;
      preload().then(() => setReady(true), setError);
      return false;
    });
    // The boundary around the page says so.
    if (error) throw error;
    return Loaded ? <Loaded {...props} /> : placeholder;
  }
  return Object.assign(Loadable, { preload });
}
