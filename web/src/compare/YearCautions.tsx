import { Link } from 'wouter';
import { useLanguage } from '../language/language';
import { Caution } from '../overview/Caution';
import { nodeAddress } from '../place/addresses';
import type { Column } from './useColumns';

const isHeld = ({ coverage }: Column) => (coverage?.included ?? 0) > 0;

/** Says of the years of a place that stand beside its first that not the same agencies reported in both, and where the change over the same agencies is. */
export function YearCautions({
  columns,
  asOf,
}: {
  readonly columns: readonly Column[];
  readonly asOf: string | null;
}) {
  const { t } = useLanguage();
  const [first, ...others] = columns;
  if (first.subject.kind !== 'PLACE' || !isHeld(first)) return null;
  const { kind, code: place } = first.subject;
  return others
    .filter((other) => other.subject.kind === kind && other.subject.code === place && isHeld(other))
    .map(({ year }) => (
      <Caution key={year} where={{ place, year, asOf }} base={first.year}>
        {first.year === year - 1 && (
          <>
            {' '}
            <Link href={nodeAddress('CHILD', place, year, asOf)}>
              {t('同一批机关的变化见概览', 'The overview has the change over the same agencies')}
            </Link>
          </>
        )}
      </Caution>
    ));
}
