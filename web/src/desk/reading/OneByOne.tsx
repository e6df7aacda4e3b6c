import { Alert, Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { cellOf } from '../../../../src/form/cells';
import { useLabels, useLanguage } from '../../language/language';
import { Nothing } from '../../look/states';
import { conversionOf, refusalOf } from '../entry/entries';
import type { Corrections } from '../useWork';
import { Printed } from './Printed';
import { type CellRead, doubtInWords, hasNoProposal, proposalOf } from './places';

/** The name of what is said against what is typed. */
const REFUSAL = 'one-by-one-refusal';

/** The doubtful cells one by one, each beside what the document has there: confirmed or corrected, and on to the next by Enter. */
export function OneByOne({
  doubtful,
  cells,
  pdf,
  corrections,
  onConfirm,
}: {
  readonly doubtful: readonly CellRead[];
  readonly cells: readonly CellRead[];
  readonly pdf: string | null;
  readonly corrections: Corrections;
  readonly onConfirm: (cell: CellRead, text: string) => void;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const input = useRef<InputRef>(null);
  const [at, setAt] = useState(() => firstOpen(doubtful, corrections, 0));
  const cell = doubtful[at];
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (cell) input.current?.focus({ cursor: 'all' });
  }, [cell]);
  if (doubtful.length === 0) return <Nothing text={t('没有存疑的栏目。', 'No cell is in doubt.')} />;
  if (!cell)
    return (
      <p className="filters">
        {t('存疑之处都已看过。', 'Every doubtful cell has been looked at.')}
        <Button onClick={() => setAt(0)}>{t('再看一遍', 'Look again')}</Button>
      </p>
    );
  const go = (next: number) => {
    setTyped(null);
    setAt(next);
  };
  const text = typed ?? corrections[cell.code] ?? proposalOf(cell);
  // Where nothing is proposed, Enter must not make a blank of what is printed.
  const isOpen = hasNoProposal(cell) && !(cell.code in corrections) && text.trim() === '';
  const refusal = refusalOf(cell.code, text);
  const conversion = conversionOf(cell.code, text);
  const confirm = () => {
    if (refusal) return;
    onConfirm(cell, text);
    go(firstOpen(doubtful, { ...corrections, [cell.code]: text }, at + 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.shiftKey) go(Math.max(at - 1, 0));
    else if (!isOpen) confirm();
  };
  return (
    <section className="one-by-one" aria-label={t('逐处核对', 'One by one')}>
      <p>
        {t(`第 ${at + 1} 处，共 ${doubtful.length} 处`, `${at + 1} of ${doubtful.length}`)}{' '}
        <b>{labelOf(cell)}</b>{' '}
        {cell.code in corrections && <small className="mark">{t('已核对', 'confirmed')}</small>}
      </p>
      <Printed cell={cell} cells={cells} pdf={pdf} />
      <p>{t(...doubtInWords(cell))}</p>
      <p className="filters">
        <Input
          ref={input}
          className="figure-input"
          aria-label={labelOf(cell)}
          inputMode="decimal"
          autoComplete="off"
          status={refusal ? 'error' : ''}
          aria-invalid={refusal !== null}
          aria-describedby={refusal || conversion ? REFUSAL : undefined}
          value={text}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="primary" disabled={isOpen || refusal !== null} onClick={confirm}>
          {t('确认，下一处', 'Confirm, next')}
        </Button>
        {isOpen && <Button onClick={confirm}>{t('留空，下一处', 'Leave it blank, next')}</Button>}
        <Button disabled={at === 0} onClick={() => go(at - 1)}>
          {t('上一处', 'Back')}
        </Button>
        <small>
          {isOpen
            ? cellOf(cell.code).kind === 'AMOUNT'
              ? t(
                  '读不出数值，请按原文填写；不以万元计的，写上单位，如 83000元',
                  'No figure was understood; type what is printed, with its unit where that is not 10,000 yuan (万元), as in 83000元',
                )
              : t('读不出数值，请按原文填写', 'No figure was understood; type what is printed')
            : t(
                '回车：确认并到下一处；Shift+回车：上一处',
                'Enter confirms and goes on; Shift+Enter goes back',
              )}
        </small>
      </p>
      <div id={REFUSAL} aria-live="polite">
        {refusal && <Alert type="error" showIcon title={t(refusal.messageZh, refusal.messageEn)} />}
        {conversion && <Alert type="info" showIcon title={t(conversion.messageZh, conversion.messageEn)} />}
      </div>
    </section>
  );
}

/** Returns where the next cell stands that nobody has looked at, from a position on and then from the start; behind the last where there is none. */
function firstOpen(doubtful: readonly CellRead[], corrections: Corrections, from: number): number {
  const isOpen = ({ code }: CellRead) => !(code in corrections);
  const next = doubtful.findIndex((cell, at) => at >= from && isOpen(cell));
  if (next >= 0) return next;
  const first = doubtful.findIndex(isOpen);
  return first >= 0 ? first : doubtful.length;
}
