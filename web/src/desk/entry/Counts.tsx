import { useLanguage } from '../../language/language';
import type { ShownFinding } from '../../report/FindingList';
import { findingCounts } from '../../report/findingCounts';
import { CHECKS } from '../Filing';

/** How much the checks find, with the way there. */
export function Counts({ findings }: { readonly findings: readonly ShownFinding[] }) {
  const { t } = useLanguage();
  const [errors, warnings] = (['ERROR', 'WARNING'] as const).map(
    (severity) => findings.filter((finding) => finding.severity === severity).length,
  );
  if (errors + warnings === 0) return null;
  return <a href={`#${CHECKS}`}>{findingCounts(errors, warnings, t)}</a>;
}
