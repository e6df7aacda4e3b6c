import { type FindingType, refusal } from '../shared/graphql/finding';
import { type Author, auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { fitsPassword, hashPassword } from './credentials';
import { countGuess, forgiveGuess, type GuessCount, tooManyGuesses } from './guessBrake';
import { Account } from './identityTypes';
import { checkPassword, LONGEST_PASSWORD } from './passwordRules';
import { noteRefusedAttempt } from './refusedAttempts';
import { RefusedAttemptKind } from './refusedAttemptTypes';
import { endSessions } from './sessions';

const checkNext = (current: string, next: string, names: readonly string[]): FindingType[] =>
  next === current
    ? [
        refusal(
          'account.samePassword',
          'input.next',
          '新密码须与当前密码不同。',
          'The next password is another one than the present.',
        ),
      ]
    : checkPassword(next, names, 'input.next');

/**
 * Changes one's own password and ends every other session of the account. A session that guesses the present one is braked like
 * signing in: who holds somebody's session must not find the password with it.
 */
export async function changePassword(
  context: Author & Pick<Context, 'database'>,
  own: { accountKey: number; credential: string | null },
  input: { current: string; next: string },
): Promise<FindingType[]> {
  const { database } = context;
  const { passwordHash, username, name } = await database.getRepository(Account).findOneOrFail({
    select: { key: true, username: true, name: true, passwordHash: true },
    where: { key: own.accountKey },
  });
  const counted: GuessCount[] = [
    { limit: 'session', subject: own.credential ?? String(own.accountKey), username },
    { limit: 'address', subject: context.address, username: null },
  ];
  const minutes = await countGuess(database, counted);
  if (minutes !== null) return [tooManyGuesses('account.tooMany', 'input.current', minutes)];
  const findings = checkNext(input.current, input.next, [username, name]);
  if (await fitsPassword(passwordHash ?? null, input.current.slice(0, LONGEST_PASSWORD)))
    await forgiveGuess(database, username, counted);
  else {
    const { actor, address, requestId } = context;
    const kind = RefusedAttemptKind.WRONG_PRESENT_PASSWORD;
    noteRefusedAttempt(database, { kind, username, actor, address, requestId });
    findings.unshift(
      refusal('account.password', 'input.current', '当前密码不正确。', 'The present password is wrong.'),
    );
  }
  if (findings.length > 0) return findings;
  const next = await hashPassword(input.next);
  await auditedTransaction(context, async (manager) => {
    await endSessions(manager, own.accountKey, own.credential);
    await manager
      .getRepository(Account)
      .update(own.accountKey, { passwordHash: next, passwordToBeChanged: false });
  });
  return [];
}
