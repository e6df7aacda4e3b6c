import { Role } from '../../src/shared/request/permissions';
import { startHttpHub } from './httpHub';

/** An error of an answer, as far as it refuses an argument. */
interface Refusal {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly argument?: string;
    readonly messageZh: string;
    readonly messageEn: string;
  };
}

/** Starts a hub that answers however many requests of an administrator, for tests that try every argument there is. */
export async function startPatientHub() {
  const hub = await startHttpHub({ clientShare: { costPerMinute: 1e12, concurrency: 1000 } });
  const { token } = await hub.signUp({ role: Role.ADMINISTRATOR });
  return {
    drop: () => hub.drop(),
    /** Returns the errors of an answer. */
    send: async (query: string, variables: object = {}): Promise<readonly Refusal[]> =>
      (await hub.ask(query, token, variables)).errors ?? [],
  };
}
