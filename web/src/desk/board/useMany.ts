import { useState } from 'react';
import { RequestFailed } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import { useSingle } from '../../api/useSingle';
import { useLanguage, useNames } from '../../language/language';
import type { BoardRow } from './boardRows';
import type { Outcome } from './Outcomes';

/** What the hub answers for one of many. */
export interface AnswerForOne {
  readonly accepted: boolean;
  readonly findings: readonly { readonly messageZh: string; readonly messageEn: string }[];
}

/**
 * Does the same with many agencies, so many at a time as `size` says, each with its outcome. Those of a request that failed are said to
 * have none, and the others go on.
 */
export function useMany<Input>(
  size: number,
  send: (rows: readonly BoardRow[], input: Input) => Promise<readonly (AnswerForOne | null | undefined)[]>,
) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const outcomeOf = ({ agency, agencyInYear }: BoardRow, isDone: boolean, text: string): Outcome => ({
    code: agency.code,
    name: nameOf(agencyInYear),
    isDone,
    text,
  });
  const run = useSingle({
    mutationFn: async ({ rows, input }: { rows: readonly BoardRow[]; input: Input }) => {
      setOutcomes([]);
      for (let at = 0; at < rows.length; at += size) {
        const some = rows.slice(at, at + size);
        const done = await send(some, input).then(
          (answers) =>
            some.map((row, index) => {
              const { accepted = false, findings = [] } = answers[index] ?? {};
              const reasons = findings.map(({ messageZh, messageEn }) => t(messageZh, messageEn)).join(' ');
              return outcomeOf(row, accepted, reasons || t('完成', 'Done'));
            }),
          (error: Error) => {
            const text =
              error instanceof RequestFailed
                ? error.errors.map(({ zh, en }) => t(zh, en)).join(' ')
                : error.message;
            return some.map((row) =>
              outcomeOf(
                row,
                false,
                t(`没有得到结果，请核对：${text}`, `No outcome came, look again: ${text}`),
              ),
            );
          },
        );
        setOutcomes((before) => [...before, ...done]);
      }
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  return { run, outcomes };
}
