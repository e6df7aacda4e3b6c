import { createHash } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import {
  type CallbackParamsType,
  type Client,
  generators,
  Issuer,
  type OpenIDCallbackChecks,
} from 'openid-client';
import type { DataSource } from 'typeorm';
import { openSessionFor } from '../identity/sessions';

/** A provider people may sign in with. Accounts are made in the hub; the claim says which one it is. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of the hub as browsers see it; the provider sends them back to <publicUrl>/auth/oidc/callback. */
  readonly publicUrl: string;
  readonly usernameClaim: string;
}

const COOKIE = 'ogi_oidc';
const MINUTES_TO_SIGN_IN = 10;

const page = (
  words: string,
  token: string | null,
) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>OGI Hub</title>
<p>${words}</p>${token ? `<p><label>Token <input readonly size="60" value="${token}"></label></p>` : ''}`;

/** What the provider says of who signed in: in the token, or, as conforming providers do, at its userinfo endpoint. */
async function readClaims(
  relying: Client,
  callback: string,
  answer: CallbackParamsType,
  checks: OpenIDCallbackChecks,
): Promise<Record<string, unknown>> {
  const tokens = await relying.callback(callback, answer, checks);
  const more = relying.issuer.metadata.userinfo_endpoint ? await relying.userinfo(tokens) : {};
  return { ...more, ...tokens.claims() };
}

/** Serves /auth/oidc and its callback: authorization code flow with PKCE, state and nonce kept in a signed cookie. */
export async function serveOidc(
  fastify: FastifyInstance,
  database: DataSource,
  settings: OidcSettings | null,
): Promise<void> {
  if (!settings) return;
  const callback = new URL('/auth/oidc/callback', settings.publicUrl).href;
  let known: Client | null = null;
  const client = async () => {
    if (known) return known;
    const issuer = await Issuer.discover(settings.issuer);
    known = new issuer.Client({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      redirect_uris: [callback],
      response_types: ['code'],
    });
    return known;
  };
  // The same in every server process, so that the answer may reach another than the one that asked.
  const secret = createHash('sha256').update(`sign-in cookie ${settings.clientSecret}`).digest('hex');
  await fastify.register(cookie, { secret });
  fastify.get('/auth/oidc', async (_, reply) => {
    const kept = {
      state: generators.state(),
      nonce: generators.nonce(),
      verifier: generators.codeVerifier(),
    };
    const relying = await client().catch(() => null);
    if (!relying)
      return reply
        .code(503)
        .type('text/html')
        .send(
          page('身份提供方暂不可用，请稍后再试。 The provider cannot be reached; try again later.', null),
        );
    const url = relying.authorizationUrl({
      scope: 'openid profile email',
      state: kept.state,
      nonce: kept.nonce,
      code_challenge: generators.codeChallenge(kept.verifier),
      code_challenge_method: 'S256',
    });
    return reply
      .setCookie(COOKIE, JSON.stringify(kept), {
        path: '/auth/oidc',
        httpOnly: true,
        sameSite: 'lax',
        secure: settings.publicUrl.startsWith('https:'),
        signed: true,
        maxAge: MINUTES_TO_SIGN_IN * 60,
      })
      .redirect(url);
  });
  fastify.get('/auth/oidc/callback', async (request, reply) => {
    const { valid, value } = request.unsignCookie(request.cookies[COOKIE] ?? '');
    reply.clearCookie(COOKIE, { path: '/auth/oidc' }).type('text/html').header('cache-control', 'no-store');
    const refuse = (words: string) => reply.code(403).send(page(words, null));
    if (!valid || !value)
      return refuse('登录已过期，请重新开始。 The sign-in has expired; start again at /auth/oidc.');
    const { state, nonce, verifier } = JSON.parse(value);
    const claims = await client()
      .then((relying) =>
        readClaims(relying, callback, relying.callbackParams(request.raw), {
          state,
          nonce,
          code_verifier: verifier,
        }),
      )
      .catch(() => null);
    if (!claims) return refuse('身份提供方未确认登录。 The provider did not confirm the sign-in.');
    const claim = claims[settings.usernameClaim];
    const session =
      typeof claim === 'string'
        ? await openSessionFor(database, claim, { address: request.ip, requestId: request.id })
        : null;
    return session?.token
      ? reply.send(page('已登录。 Signed in. Send this token as "Authorization: Bearer …".', session.token))
      : refuse('本平台没有该账户，请联系管理员。 There is no such account here; ask an administrator.');
  });
}
