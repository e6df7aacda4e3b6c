import type { Liveness } from '../api/live';
import { useLanguage } from '../language/language';

/** Says whether what is shown moves by itself, and how often it is read again where it does not. */
export function LiveState({
  liveness,
  every,
}: {
  readonly liveness: Liveness;
  readonly every: readonly [zh: string, en: string];
}) {
  const { t } = useLanguage();
  const words: Readonly<Record<Liveness, readonly [zh: string, en: string]>> = {
    CONNECTING: ['正在接通实时更新…', 'Connecting for changes…'],
    LIVE: ['● 实时更新', '● Live'],
    OFFLINE: [`○ 实时更新未接通，${every[0]}重读一次`, `○ Not live: read again ${every[1]}`],
  };
  return (
    <small role="status" data-liveness={liveness}>
      {t(...words[liveness])}
    </small>
  );
}
