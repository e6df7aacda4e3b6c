import { type FindingType, refusal } from '../shared/graphql/finding';
import { type Author, auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { fitsPassword, hashPassword, SHORTEST_PASSWORD } from './credentials';
import { countGuess, forgiveGuess, type GuessCount, tooManyGuesses } from './guessBrake';
import { Account } from './identityTypes';
import { endSessions } from './sessions';

const LONGEST_PASSWORD = 200;

const checkNext = (current: string, next: string): FindingType[] => {
  if (next === current)
    return [
      refusal(
        'account.samePassword',
        'input.next',
        '新密码须与当前密码不同。',
        'The next password is another one than the present.',
      ),
    ];
  return next.length >= SHORTEST_PASSWORD && next.length <= LONGEST_PASSWORD
    ? []
    : [
        refusal(
          'account.password',
          'input.next',
          `密码至少 ${SHORTEST_PASSWORD} 个字符。`,
          `A password has at least ${SHORTEST_PASSWORD} characters.`,
        ),
      ];
};

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
  const { passwordHash, username } = await database.getRepository(Account).findOneOrFail({
    select: { key: true, username: true, passwordHash: true },
    where: { key: own.accountKey },
  });
  const counted: GuessCount[] = [
    { limit: 'session', subject: own.credential ?? String(own.accountKey), username },
    { limit: 'address', subject: context.address, username: null },
  ];
  const minutes = await countGuess(database, counted);
  if (minutes !== null) return [tooManyGuesses('account.tooMany', 'input.current', minutes)];
  const findings = checkNext(input.current, input.next);
  if (await fitsPassword(passwordHash ?? null, input.current.slice(0, LONGEST_PASSWORD)))
    await forgiveGuess(database, username, counted);
  else
    findings.unshift(
      refusal('account.password', 'input.current', '当前密码不正确。', 'The present password is wrong.'),
    );
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
