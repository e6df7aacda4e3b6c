import { createAccount, resetPassword } from '../../src/identity/accounts';
import { forgiveGuess, type GuessCount } from '../../src/identity/guessBrake';
import { signIn as signInAs } from '../../src/identity/signIn';
import { type SignInHub, startSignInHub } from '../support/signInHub';

let hub: SignInHub;
beforeAll(async () => {
  hub = await startSignInHub();
});
afterAll(() => hub.drop());

test('guessing passwords is slowed down for the guesser, in the same words for unknown names', async () => {
  for (let at = 0; at < 5; at += 1)
    expect((await hub.signIn('nobody', 'wrong')).findings[0].code).toBe('signIn.refused');
  expect((await hub.signIn('nobody', 'wrong')).findings[0].code).toBe('signIn.tooMany');
  for (let at = 0; at < 5; at += 1) await hub.signIn('head', 'wrong');
  expect((await hub.signIn('head', hub.password)).findings[0].code).toBe('signIn.tooMany');
  // Another address is not locked out by that.
  await hub.owner.query("update sign_in_limit set key = replace(key, '127.0.0.1', '10.0.0.9')");
  expect((await hub.signIn('head', hub.password)).token).toMatch(/^ogs_/);
});

test('simultaneous guesses get no more tries than successive ones', async () => {
  await createAccount(hub.owner, { username: 'guessed', name: '被猜者' });
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      signInAs(hub.database, {
        username: 'guessed',
        password: `wrong ${at}`,
        address: '10.9.9.9',
        requestId: 'test',
      }),
    ),
  );
  const codes = outcomes.map((item) => item.findings[0].code);
  expect(codes.filter((code) => code === 'signIn.refused')).toHaveLength(5);
  expect(codes.filter((code) => code === 'signIn.tooMany')).toHaveLength(35);
});

test('a device that signed in before is not locked out by others at its address', async () => {
  const created = await createAccount(hub.owner, { username: 'shared', name: '同址者' });
  const attempt = (secret: string, deviceToken?: string | null) =>
    signInAs(hub.database, {
      username: 'shared',
      password: secret,
      deviceToken,
      address: '10.8.8.8',
      requestId: 'test',
    });
  const { deviceToken } = await attempt(created.password as string);
  expect(deviceToken).toMatch(/^ogd_/);
  for (let at = 0; at < 6; at += 1) await attempt('wrong');
  expect((await attempt(created.password as string)).findings[0].code).toBe('signIn.tooMany');
  expect(await attempt(created.password as string, deviceToken)).toMatchObject({
    token: expect.stringMatching(/^ogs_/),
    deviceToken: null,
  });
  // A device of its own has a count of its own, and one of another account none.
  for (let at = 0; at < 10; at += 1) await attempt('wrong', deviceToken);
  expect((await attempt(created.password as string, deviceToken)).findings[0].code).toBe('signIn.tooMany');
  await createAccount(hub.owner, { username: 'neighbour', name: '邻居' });
  const stolen = { username: 'neighbour', password: 'wrong', address: '10.7.7.7', requestId: 'test' };
  for (let at = 0; at < 5; at += 1) await signInAs(hub.database, { ...stolen, deviceToken });
  expect((await signInAs(hub.database, { ...stolen, deviceToken })).findings[0].code).toBe('signIn.tooMany');
  const rows = await hub.owner.query('select token_hash from device');
  expect(JSON.stringify(rows)).not.toContain(deviceToken);
});

describe('another’s guesses', () => {
  const attempt = (username: string, secret: string, address: string) =>
    signInAs(hub.database, { username, password: secret, address, requestId: 'test' });
  const codeOf = async (...attemptInput: Parameters<typeof attempt>) =>
    (await attempt(...attemptInput)).findings[0]?.code ?? null;
  const minutesIn = ({ findings }: Awaited<ReturnType<typeof attempt>>) =>
    Number(/in (\d+) minutes/.exec(findings[0].messageEn)?.[1]);
  /** As if so many seconds had passed. */
  const pass = (seconds: number) =>
    hub.owner.query(
      'update sign_in_limit set blocked_until = blocked_until - make_interval(secs => $1), forgotten_at = forgotten_at - make_interval(secs => $1)',
      [seconds],
    );
  const guess = async (username: string) => {
    for (let at = 0; at < 100; at += 1) await attempt(username, 'wrong', `10.20.0.${at % 20}`);
  };
  const makeAccount = async (username: string) =>
    (await createAccount(hub.owner, { username, name: username })).password as string;

  test('make the owner wait for minutes at a new address, and nowhere else', async () => {
    const secret = await makeAccount('target');
    const existing = await attempt('target', secret, '10.30.0.1');
    await guess('target');
    const refused = await attempt('target', secret, '10.30.0.2');
    expect(minutesIn(refused)).toBeLessThanOrEqual(15);
    // Where the owner signed in before, and at another device of theirs, nothing is to be waited for.
    expect((await attempt('target', secret, '10.30.0.1')).token).not.toBeNull();
    const { deviceToken } = existing;
    expect(
      (
        await signInAs(hub.database, {
          username: 'target',
          password: secret,
          deviceToken,
          address: '10.30.0.3',
          requestId: 'test',
        })
      ).token,
    ).not.toBeNull();
    // That sign-in was right: what stands is lifted.
    expect((await attempt('target', secret, '10.30.0.4')).token).not.toBeNull();
  });

  test('are lifted by an administrator’s reset', async () => {
    await makeAccount('reset');
    await guess('reset');
    const { password: next } = await resetPassword(hub.owner, 'reset');
    expect((await attempt('reset', next as string, '10.31.0.2')).token).not.toBeNull();
  });

  test('are limited across addresses: every wait is longer, up to a quarter of an hour', async () => {
    const secret = await makeAccount('patient');
    const tried = { number: 0 };
    const guessOnce = () => {
      tried.number += 1;
      return attempt('patient', 'wrong', `10.40.${Math.floor(tried.number / 250)}.${tried.number % 250}`);
    };
    let through = 0;
    for (let at = 0; at < 60; at += 1)
      if ((await guessOnce()).findings[0].code === 'signIn.refused') through += 1;
    expect(through).toBe(50);
    const waits: number[] = [];
    for (let at = 0; at < 8; at += 1) {
      waits.push(minutesIn(await guessOnce()));
      await pass(15 * 60);
      expect((await guessOnce()).findings[0].code).toBe('signIn.refused');
    }
    expect(waits).toEqual([1, 1, 2, 4, 8, 15, 15, 15]);
    await pass(15 * 60);
    expect((await attempt('patient', secret, '10.41.0.1')).token).not.toBeNull();
    // A right sign-in does not set the guesser free: the next wrong one is the last for a while.
    expect((await guessOnce()).findings[0].code).toBe('signIn.refused');
    expect((await guessOnce()).findings[0].code).toBe('signIn.tooMany');
  });

  test('are forgotten after a day without any', async () => {
    await makeAccount('forgotten');
    for (let at = 0; at < 6; at += 1) await attempt('forgotten', 'wrong', '10.50.0.1');
    expect(await codeOf('forgotten', 'wrong', '10.50.0.1')).toBe('signIn.tooMany');
    await pass(25 * 3600);
    for (let at = 0; at < 5; at += 1)
      expect(await codeOf('forgotten', 'wrong', '10.50.0.1')).toBe('signIn.refused');
    expect(await codeOf('forgotten', 'wrong', '10.50.0.1')).toBe('signIn.tooMany');
  });

  test('within a session are limited too: changing a password allows five', async () => {
    const secret = await makeAccount('owner');
    const { token } = await attempt('owner', secret, '127.0.0.1');
    const aliases = Array.from(
      { length: 4 },
      (_, at) =>
        `a${at}: changePassword(input: { current: "wrong ${at}", next: "another one ${at}" }) { code }`,
    );
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map(() => hub.ask(`mutation { ${aliases.join(' ')} }`, token as string)),
    );
    const codes = answers.flatMap(({ data }) =>
      Object.values(data as Record<string, { code: string }[]>).map((findings) => findings[0].code),
    );
    expect(codes.filter((code) => code === 'account.password')).toHaveLength(5);
    expect(codes.filter((code) => code === 'account.tooMany')).toHaveLength(15);
    const change = `mutation { changePassword(input: { current: "${secret}", next: "another pass phrase" }) { code } }`;
    expect((await hub.ask(change, token as string)).data.changePassword).toEqual([
      { code: 'account.tooMany' },
    ]);
    await pass(15 * 60);
    expect((await hub.ask(change, token as string)).data.changePassword).toEqual([]);
  });
});

/** The count of an address for a name. */
const pairOf = (address: string, username: string): GuessCount => ({
  limit: 'pair',
  subject: `${address} ${username}`,
  username,
});
const store = (username: string, from: number, to: number) =>
  hub.owner.query(
    `insert into sign_in_limit (key, username, attempts, blocked_until, forgotten_at)
     select 'pair 10.7.7.' || n || ' ' || $1, $1, 7, now() + interval '1 hour', now() + interval '1 day' from generate_series($2::int, $3::int) n`,
    [username, from, to],
  );

test('a right password takes back all that was counted, or where something fails nothing', async () => {
  await store('halfway', 1, 2);
  await hub.owner.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the end'; end $$;
     create trigger t99 before update on sign_in_limit for each row when (new.username = 'halfway' and new.blocked_until is null) execute function refuse()`,
  );
  const forgive = () => forgiveGuess(hub.database, 'halfway', [pairOf('10.7.7.1', 'halfway')]);
  const counts = () =>
    hub.owner.query(
      `select attempts, blocked_until is null as free from sign_in_limit where username = 'halfway' order by key`,
    );
  await expect(forgive()).rejects.toThrow('the end');
  const counted = { attempts: 7, free: false };
  expect(await counts()).toEqual([counted, counted]);
  await hub.owner.query('drop trigger t99 on sign_in_limit; drop function refuse');
  await forgive();
  expect(await counts()).toEqual([{ attempts: 7, free: true }]);
});

test('of many who sign in at once to one account nobody waits for who waits for them', async () => {
  for (let round = 0; round < 5; round += 1) {
    await store('crowded', 1, 12);
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        forgiveGuess(hub.database, 'crowded', [pairOf(`10.7.7.${at + 1}`, 'crowded')]),
      ),
    );
  }
  const left = await hub.owner.query(`select key from sign_in_limit where username = 'crowded'`);
  expect(left).toEqual([]);
});
