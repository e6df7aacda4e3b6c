import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../language/language';
import type { BoardRow } from './boardRows';
import { type ManyStep, ManySteps } from './ManySteps';

/** What can be done with the agencies that are chosen; only what the viewer may do with some of the board is offered. */
export function BoardActions({
  rows,
  chosen,
  year,
}: {
  /** The rows that are listed. */
  readonly rows: readonly BoardRow[];
  readonly chosen: readonly BoardRow[];
  readonly year: number;
}) {
  const { t } = useLanguage();
  const [open, setOpen] = useState<ManyStep | null>(null);
  const ready = (step: ManyStep, among: readonly BoardRow[]) =>
    among.filter(({ actions }) => actions.includes(step));
  const steps = (['ACCEPT', 'RETURN'] as const).filter((step) => ready(step, rows).length > 0);
  const labelOf = (step: ManyStep, count: number) =>
    step === 'ACCEPT'
      ? t(`接收并公布所选 ${count} 份`, `Accept and publish ${count}`)
      : t(`退回所选 ${count} 份`, `Return ${count}`);
  return (
    <div className="filters">
      <span aria-live="polite">{t(`已选 ${chosen.length} 个`, `${chosen.length} chosen`)}</span>
      {steps.map((step) => (
        <Button
          key={step}
          type={step === 'ACCEPT' ? 'primary' : 'default'}
          disabled={ready(step, chosen).length === 0}
          onClick={() => setOpen(step)}
        >
          {labelOf(step, ready(step, chosen).length)}
        </Button>
      ))}
      {open && <ManySteps step={open} rows={ready(open, chosen)} year={year} onClose={() => setOpen(null)} />}
    </div>
  );
}
