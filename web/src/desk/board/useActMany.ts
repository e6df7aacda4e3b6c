import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { WebActMany, type WebActManyVariables } from '../../api/generated/documents';
import { RequestFailed, request } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import { useLanguage, useNames } from '../../language/language';
import type { BoardRow } from './boardRows';
import type { Outcome } from './Outcomes';

/** The most steps that the hub takes at once. */
const MOST = 100;
type Action = BoardRow['actions'][number];

/** Takes the same step on many reports, a hundred at a time, each with its outcome; where the hub cannot be reached, those left say so. */
export function useActMany(year: number) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const actOnSome = async (
    rows: readonly BoardRow[],
    action: Action,
    comment: string,
  ): Promise<Outcome[]> => {
    const inputs: WebActManyVariables['inputs'] = rows.map(({ agency, state, latestRevision }) => ({
      agency: agency.code,
      year,
      action,
      state: state ?? 'DRAFT',
      revision: latestRevision ?? 0,
      comment: comment.trim() || null,
    }));
    const { actOnReports } = await request(WebActMany, { inputs });
    return rows.map(({ agency }, at) => {
      const { accepted = false, findings = [] } = actOnReports?.[at] ?? {};
      const reasons = findings.map(({ messageZh, messageEn }) => t(messageZh, messageEn)).join(' ');
      return {
        code: agency.code,
        name: nameOf(agency),
        isDone: accepted,
        text: accepted ? t('完成', 'Done') : reasons,
      };
    });
  };
  const run = useMutation({
    mutationFn: async ({
      rows,
      action,
      comment,
    }: {
      rows: readonly BoardRow[];
      action: Action;
      comment: string;
    }) => {
      setOutcomes([]);
      for (let at = 0; at < rows.length; at += MOST) {
        const some = rows.slice(at, at + MOST);
        const done = await actOnSome(some, action, comment).catch((error: Error): Outcome[] => {
          const text =
            error instanceof RequestFailed
              ? error.errors.map(({ zh, en }) => t(zh, en)).join(' ')
              : error.message;
          return some.map(({ agency }) => ({
            code: agency.code,
            name: nameOf(agency),
            isDone: false,
            text: t(`没有得到结果，请刷新后核对：${text}`, `No outcome came, look again: ${text}`),
          }));
        });
        setOutcomes((before) => [...before, ...done]);
      }
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  return { run, outcomes };
}
