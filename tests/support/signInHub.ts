import { createAccount } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { Role } from '../../src/shared/request/permissions';
import { startHttpHub } from './httpHub';

export type SignInHub = Awaited<ReturnType<typeof startSignInHub>>;

/** A real server with one account, `head`, that administers the hub and signs in with `password`. */
export async function startSignInHub() {
  const hub = await startHttpHub();
  const { password } = await createAccount(hub.owner, { username: 'head', name: '负责人' });
  await grantRole(hub.owner, { account: 'head', role: Role.ADMINISTRATOR });
  return {
    ...hub,
    password: password as string,
    async signIn(username: string, secret: string) {
      const { data } = await hub.ask(
        `mutation { signIn(input: { username: "${username}", password: "${secret}" }) { token findings { code messageEn } } }`,
      );
      return data.signIn;
    },
  };
}
