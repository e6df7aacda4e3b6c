import { WebRemind, type WebRemindMutation, type WebRemindVariables } from '../../api/generated/documents';
import { request } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import { useSingle } from '../../api/useSingle';
import type { BoardRow } from './boardRows';

/** The most agencies that the hub reminds at once. */
const MOST = 500;

type Payload = NonNullable<WebRemindMutation['remindAgencies']>;

/** Why an agency is reminded. */
export type ReminderKind = WebRemindVariables['input']['kinds'][number];
/** What became, or would become, of the reminder of one agency. */
export type ReminderOutcome = Payload['outcomes'][number];

/** Whom to remind, why, and with which note. */
export interface Reminding {
  readonly rows: readonly BoardRow[];
  readonly kinds: readonly ReminderKind[];
  readonly note: string;
}

/** What reminding did or would do; what was refused as a whole is said by the findings. */
export interface Reminded {
  readonly outcomes: readonly ReminderOutcome[];
  readonly findings: Payload['findings'];
}

/** Previews or sends reminders, so many at a time as the hub takes. Where a part fails, what was done before is told with the error. */
export const useReminders = (year: number, isPreview: boolean) =>
  useSingle({
    mutationFn: async ({
      rows,
      kinds,
      note,
    }: Reminding): Promise<Reminded & { readonly error: Error | null }> => {
      const outcomes: ReminderOutcome[] = [];
      for (let at = 0; at < rows.length; at += MOST) {
        const agencies = rows.slice(at, at + MOST).map(({ agency }) => agency.code);
        const input = { year, kinds, note: note.trim() || null, scope: { agencies } };
        try {
          const { remindAgencies: payload } = await request(WebRemind, { input, preview: isPreview });
          outcomes.push(...(payload?.outcomes ?? []));
          if (!payload?.accepted) return { outcomes, findings: payload?.findings ?? [], error: null };
        } catch (error) {
          return { outcomes, findings: [], error: error as Error };
        }
      }
      return { outcomes, findings: [], error: null };
    },
    onSettled: () => (isPreview ? undefined : queryClient.invalidateQueries()),
  });
