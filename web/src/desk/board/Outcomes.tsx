import { formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { DataTable } from '../../look/DataTable';

/** What became of one agency when many were chosen. */
export interface Outcome {
  readonly code: string;
  readonly name: string;
  readonly isDone: boolean;
  readonly text: string;
}

/** What became of each of many: how many were done, and those that were not with their reasons. */
export function Outcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const { t } = useLanguage();
  const refused = outcomes.filter(({ isDone }) => !isDone);
  const done = outcomes.filter(({ isDone }) => isDone);
  return (
    <div aria-live="polite">
      <p>
        {t(
          `完成 ${formatCount(done.length)} 个，未完成 ${formatCount(refused.length)} 个。`,
          `${formatCount(done.length)} done, ${formatCount(refused.length)} not done.`,
        )}
      </p>
      {refused.length > 0 && <OutcomeTable label={t('未完成', 'Not done')} outcomes={refused} />}
      {done.length > 0 && (
        <details>
          <summary>
            {t(`完成的 ${formatCount(done.length)} 个`, `The ${formatCount(done.length)} that were done`)}
          </summary>
          <OutcomeTable label={t('完成', 'Done')} outcomes={done} />
        </details>
      )}
    </div>
  );
}

function OutcomeTable({
  label,
  outcomes,
}: {
  readonly label: string;
  readonly outcomes: readonly Outcome[];
}) {
  const { t } = useLanguage();
  return (
    <DataTable
      label={label}
      rows={outcomes}
      keyOf={({ code }) => code}
      columns={[
        { title: t('机关', 'Agency'), render: ({ name }) => name },
        { title: t('结果', 'Outcome'), render: ({ text }) => text },
      ]}
    />
  );
}
