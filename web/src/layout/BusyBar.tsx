import { useIsFetching, useIsMutating } from '@tanstack/react-query';

/** A bar below the head while the hub is asked, so that every click is seen to do something; who does not see it hears it of the part that is busy. */
export function BusyBar() {
  const isBusy = useIsFetching() + useIsMutating() > 0;
  return <div className={isBusy ? 'busy-bar busy' : 'busy-bar'} aria-hidden="true" />;
}
