import { useSearchParams } from 'wouter';

/** Returns the state of a page that its address holds, and how parts of it are changed; a part that is null leaves the address. */
export function usePageState(): {
  readonly state: URLSearchParams;
  readonly change: (parts: Readonly<Record<string, string | null>>, isStep?: boolean) => void;
} {
  const [state, setState] = useSearchParams();
  const change = (parts: Readonly<Record<string, string | null>>, isStep = true) =>
    setState(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(parts)) {
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: !isStep },
    );
  return { state, change };
}
