import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { DataSource } from 'typeorm';
import { openSessionFor, useSignInOnce } from '../../identity/signIn';
import { setCaching } from './caching';
import { discoverProvider, type OidcSettings, readClaims, type SignInChecks } from './oidcClient';
import { readSignedCookie, signValue } from './signedCookie';

const COOKIE = 'ogi_oidc';
const PATH = '/auth/oidc';
const MINUTES_TO_SIGN_IN = 10;

const page = (
  words: string,
  token: string | null,
) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>OGI Hub</title>
<p>${words}</p>${token ? `<p><label>Token <input readonly size="60" value="${token}"></label></p>` : ''}`;

/** The message of an error and of what caused it, in one line. */
function reasonOf(error: unknown): string {
  const { message = String(error), cause } = Object(error) as { message?: string; cause?: unknown };
  const line = message.replace(/[\r\n]+/g, ' ').slice(0, 300);
  return cause instanceof Error ? `${line}: ${reasonOf(cause)}` : line;
}

/** Where sign-in through a provider happens: authorization code flow with PKCE, state and nonce in a signed cookie. */
export async function serveOidc(
  fastify: FastifyInstance,
  database: DataSource,
  settings: OidcSettings | null,
  log: (line: string) => void,
): Promise<void> {
  if (!settings) return;
  const callback = new URL(`${PATH}/callback`, settings.publicUrl).href;
  let discovered: Configuration | null = null;
  const findProvider = async () => {
    discovered ??= await discoverProvider(settings);
    return discovered;
  };
  // The same in every server process, so that the answer may reach another than the one that began.
  const secret = createHash('sha256').update(`sign-in cookie ${settings.clientSecret}`).digest('hex');
  const attributes = `Path=${PATH}; HttpOnly; SameSite=Lax${settings.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  fastify.get(PATH, async (request, reply) => {
    const checks: SignInChecks = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    };
    const provider = await findProvider().catch((error) => {
      log(`OIDC ${request.id}: the provider cannot be reached: ${reasonOf(error)}`);
      return null;
    });
    if (!provider)
      return reply
        .code(503)
        .type('text/html')
        .send(
          page('身份提供方暂不可用，请稍后再试。 The provider cannot be reached; try again later.', null),
        );
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: callback,
      scope: 'openid profile email',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    const begun = { ...checks, until: Date.now() + MINUTES_TO_SIGN_IN * 60_000 };
    return reply
      .header(
        'set-cookie',
        `${COOKIE}=${signValue(begun, secret)}; Max-Age=${MINUTES_TO_SIGN_IN * 60}; ${attributes}`,
      )
      .redirect(url.href);
  });
  fastify.get(`${PATH}/callback`, async (request, reply) => {
    reply.header('set-cookie', `${COOKIE}=; Max-Age=0; ${attributes}`).type('text/html');
    setCaching(reply, 'NEVER');
    const refuse = (words: string, reason: string) => {
      log(`OIDC ${request.id}: sign-in refused: ${reason}`);
      return reply.code(403).send(page(words, null));
    };
    const begun = readSignedCookie(request.headers.cookie, COOKIE, secret) as
      | (SignInChecks & { until: number })
      | null;
    if (!begun || begun.until < Date.now())
      return refuse(
        '登录已过期，请重新开始。 The sign-in has expired; start again at /auth/oidc.',
        'no cookie of a sign-in of the last ten minutes',
      );
    const answer = new URL(callback);
    answer.search = new URL(request.url, callback).search;
    const claims = await findProvider()
      .then((provider) => readClaims(provider, settings, answer, begun))
      .catch((error) => reasonOf(error));
    if (typeof claims === 'string')
      return refuse('身份提供方未确认登录。 The provider did not confirm the sign-in.', claims);
    if (!(await useSignInOnce(database, begun.state, MINUTES_TO_SIGN_IN)))
      return refuse(
        '此次登录已使用过，请重新开始。 This sign-in was used already; start again at /auth/oidc.',
        'the state was used before',
      );
    const claim = claims[settings.usernameClaim];
    const session =
      typeof claim === 'string'
        ? await openSessionFor(database, claim, { address: request.ip, requestId: request.id })
        : null;
    return session?.token
      ? reply.send(page('已登录。 Signed in. Send this token as "Authorization: Bearer …".', session.token))
      : refuse(
          '本平台没有该账户，请联系管理员。 There is no such account here; ask an administrator.',
          `the claim ${settings.usernameClaim} ${typeof claim === 'string' ? `is ${JSON.stringify(claim.slice(0, 100))}, which no account in use has` : 'is no text'}`,
        );
  });
}
