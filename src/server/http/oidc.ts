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
import { TryLater } from '../errors/errorMapping';
import { Refused } from '../errors/refusals';
import { setCaching } from './caching';
import { discoverProvider, type OidcSettings, readClaims, type SignInChecks } from './oidcClient';
import { readSignedCookie, signValue } from './signedCookie';

const COOKIE = 'ogi_oidc';
/** Holds the token of a session between the callback and the page that fetches it. */
const SESSION_COOKIE = 'ogi_oidc_session';
const SECONDS_TO_FETCH = 60;
/** What tells a page that a session waits for it. */
const SIGNED_IN = '#signed-in';
const LONGEST_TARGET = 2000;
const PATH = '/auth/oidc';
const MINUTES_TO_SIGN_IN = 10;
const PROVIDER_RETRY_SECONDS = 30;

/** The page that shows a token to who named no page of the hub. */
const pageOfToken = (token: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>OGI Hub</title>
<p>已登录。 Signed in. Send this token as "Authorization: Bearer …".</p><p><label>Token <input readonly size="60" value="${token}"></label></p>`;

const unreachable = () =>
  new TryLater(
    'PROVIDER_UNAVAILABLE',
    PROVIDER_RETRY_SECONDS,
    '身份提供方暂不可用，请稍后再试。 The provider of sign-ins cannot be reached; try again later.',
  );
const signInRefused = (messageZh: string, messageEn: string) =>
  new Refused({ code: 'SIGN_IN_REFUSED', messageZh, messageEn });

/** Returns the page of the hub that somebody wants to go to, as an address whose letters may stand in HTML; null where it is none of the hub's. */
function readTarget(to: unknown, publicUrl: string): string | null {
  if (typeof to !== 'string' || !to.startsWith('/') || to.length > LONGEST_TARGET) return null;
  if (!URL.canParse(to, publicUrl)) return null;
  const { origin, pathname, search } = new URL(to, publicUrl);
  return origin === new URL(publicUrl).origin ? origin + pathname + search : null;
}

/** A sign-in that was begun: what its answer is checked with, until when, and the page to go to. */
type BegunSignIn = SignInChecks & { readonly until: number; readonly target: string | null };

/** A session that waits for the page that somebody was sent to. */
interface WaitingSession {
  readonly token: string;
  readonly until: number;
}

/** The message of an error and of what caused it, in one line. */
function reasonOf(error: unknown): string {
  const { message = String(error), cause } = Object(error) as { message?: string; cause?: unknown };
  const line = message.replace(/[\r\n]+/g, ' ').slice(0, 300);
  return cause instanceof Error ? `${line}: ${reasonOf(cause)}` : line;
}

/**
 * Where sign-in through a provider happens: authorization code flow with PKCE, state and nonce in a signed cookie. Who names a page of the hub (`?to=`) goes
 * there, and the page fetches the token once from /auth/oidc/session: it is in no address. Others are shown the token.
 */
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
  // No other site makes a browser send it.
  const strictAttributes = attributes.replace('SameSite=Lax', 'SameSite=Strict');
  fastify.get(PATH, async (request, reply) => {
    const checks: SignInChecks = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    };
    const target = readTarget((request.query as { to?: unknown }).to, settings.publicUrl);
    const provider = await findProvider().catch((error) => {
      log(`OIDC ${request.id}: the provider cannot be reached: ${reasonOf(error)}`);
      throw unreachable();
    });
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: callback,
      scope: 'openid profile email',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    const begun: BegunSignIn = { ...checks, target, until: Date.now() + MINUTES_TO_SIGN_IN * 60_000 };
    return reply
      .header(
        'set-cookie',
        `${COOKIE}=${signValue(begun, secret)}; Max-Age=${MINUTES_TO_SIGN_IN * 60}; ${attributes}`,
      )
      .redirect(url.href);
  });
  fastify.get(`${PATH}/callback`, async (request, reply) => {
    reply.header('set-cookie', `${COOKIE}=; Max-Age=0; ${attributes}`);
    setCaching(reply, 'NEVER');
    const begun = readSignedCookie(request.headers.cookie, COOKIE, secret) as BegunSignIn | null;
    const refuse = (messageZh: string, messageEn: string, reason: string): never => {
      log(`OIDC ${request.id}: sign-in refused: ${reason}`);
      throw signInRefused(messageZh, messageEn);
    };
    if (!begun || begun.until < Date.now())
      return refuse(
        '登录已过期，请重新开始。',
        'The sign-in has expired; start again at /auth/oidc.',
        'no cookie of a sign-in of the last ten minutes',
      );
    const answer = new URL(callback);
    answer.search = new URL(request.url, callback).search;
    const claims = await findProvider()
      .then((provider) => readClaims(provider, settings, answer, begun))
      .catch((error) => reasonOf(error));
    if (typeof claims === 'string')
      return refuse('身份提供方未确认登录。', 'The provider did not confirm the sign-in.', claims);
    if (!(await useSignInOnce(database, begun.state, MINUTES_TO_SIGN_IN)))
      return refuse(
        '此次登录已使用过，请重新开始。',
        'This sign-in was used already; start again at /auth/oidc.',
        'the state was used before',
      );
    const claim = claims[settings.usernameClaim];
    const session =
      typeof claim === 'string'
        ? await openSessionFor(database, claim, { address: request.ip, requestId: request.id })
        : null;
    if (!session?.token)
      return refuse(
        '本平台没有该账户，请联系管理员。',
        'There is no such account here; ask an administrator.',
        `the claim ${settings.usernameClaim} ${typeof claim === 'string' ? `is ${JSON.stringify(claim.slice(0, 100))}, which no account in use has` : 'is no text'}`,
      );
    if (!begun.target) return reply.type('text/html').send(pageOfToken(session.token));
    const waiting: WaitingSession = { token: session.token, until: Date.now() + SECONDS_TO_FETCH * 1000 };
    return reply
      .header(
        'set-cookie',
        `${SESSION_COOKIE}=${signValue(waiting, secret)}; Max-Age=${SECONDS_TO_FETCH}; ${strictAttributes}`,
      )
      .redirect(begun.target + SIGNED_IN);
  });
  fastify.post(`${PATH}/session`, async (request, reply) => {
    setCaching(reply, 'NEVER');
    reply.header('set-cookie', `${SESSION_COOKIE}=; Max-Age=0; ${strictAttributes}`);
    const waiting = readSignedCookie(request.headers.cookie, SESSION_COOKIE, secret) as WaitingSession | null;
    return { token: waiting && waiting.until > Date.now() ? waiting.token : null };
  });
}
