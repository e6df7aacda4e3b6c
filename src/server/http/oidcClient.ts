import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';

/** A provider people may sign in with. Accounts are made in the hub; the claim says which one it is. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of the hub as browsers see it; the provider sends them back to <publicUrl>/auth/oidc/callback. */
  readonly publicUrl: string;
  readonly usernameClaim: string;
  /** The algorithm that signs the provider's ID tokens. */
  readonly idTokenAlgorithm: string;
}

/** What a sign-in that was begun must be answered with. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** How far the provider's clock may be from ours. */
const CLOCK_TOLERANCE_SECONDS = 10;

/** Reads what the provider says of itself. Over plain HTTP only when its address is given so. */
export async function discoverProvider(settings: OidcSettings): Promise<Configuration> {
  const issuer = new URL(settings.issuer);
  const provider = await discovery(
    issuer,
    settings.clientId,
    {
      client_secret: settings.clientSecret,
      id_token_signed_response_alg: settings.idTokenAlgorithm,
      [clockTolerance]: CLOCK_TOLERANCE_SECONDS,
    },
    (as, client, body, headers) => {
      // OpenID Connect Discovery: a provider that names no method takes the secret in the header.
      const methods = as.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      const authenticate = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
      return authenticate(settings.clientSecret)(as, client, body, headers);
    },
    { execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [] },
  );
  // A symmetric signature is checked with the secret in readClaims: the library has no keys for it.
  if (!isSymmetric(settings)) enableNonRepudiationChecks(provider);
  return provider;
}

const isSymmetric = ({ idTokenAlgorithm }: OidcSettings) => idTokenAlgorithm.startsWith('HS');

function checkSymmetricSignature(idToken: string, settings: OidcSettings): void {
  const [header, payload, signature] = idToken.split('.');
  const expected = createHmac(`sha${settings.idTokenAlgorithm.slice(2)}`, settings.clientSecret)
    .update(`${header}.${payload}`)
    .digest();
  const sent = Buffer.from(signature ?? '', 'base64url');
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected))
    throw new Error('the signature of the ID token is not made with the client secret');
}

/** Returns what the provider says of who signed in: in the token, or, as conforming providers do, at its userinfo endpoint. */
export async function readClaims(
  provider: Configuration,
  settings: OidcSettings,
  answer: URL,
  checks: SignInChecks,
): Promise<Record<string, unknown>> {
  const tokens = await authorizationCodeGrant(provider, answer, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims || !tokens.id_token) throw new Error('the provider sent no ID token');
  if (isSymmetric(settings)) checkSymmetricSignature(tokens.id_token, settings);
  const more = provider.serverMetadata().userinfo_endpoint
    ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
    : {};
  return { ...more, ...claims };
}
