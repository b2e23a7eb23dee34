import { createHash } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type Answering, answering, codes } from './answering.ts';

export const CLIENT = { id: 'laurel', secret: 'the secret of laurel' } as const;

/** How the next id token is wrong. */
export type Fault =
  | 'none'
  | 'alg none'
  | 'public key as secret'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'unknown key'
  | 'stranger’s key'
  | 'nonce'
  | 'no nonce';

export type OpenIdServer = Answering & {
  person: JWTPayload;
  fault: Fault;
  /** An id token of that person, with a nonce. */
  idToken(nonce: string | null): Promise<string>;
};

const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A provider of OpenID Connect (Core 1.0, Discovery 1.0, PKCE): its id tokens are as they should be, or wrong in the way
 * that a test sets.
 */
export const openIdServer = async (): Promise<OpenIdServer> => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const spki = new TextEncoder().encode(await exportSPKI(pair.publicKey));
  const ticket = codes();

  const idToken = async (nonce: string | null): Promise<string> => {
    const { fault, person, address } = server;
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      ...person,
      iss: fault === 'issuer' ? 'https://elsewhere.example' : address,
      aud: fault === 'audience' ? 'another client' : CLIENT.id,
      iat: fault === 'expired' ? seconds - 7200 : seconds,
      exp: fault === 'expired' ? seconds - 3600 : seconds + 300,
      ...(fault !== 'no nonce' && { nonce: fault === 'nonce' ? 'another' : nonce }),
    };
    if (fault === 'alg none') return `${b64({ alg: 'none', typ: 'JWT' })}.${b64(claims)}.`;
    const unsigned = new SignJWT(claims);
    if (fault === 'public key as secret')
      return unsigned.setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(spki);
    const kid = fault === 'unknown key' ? 'two' : 'one';
    const key = fault === 'stranger’s key' || fault === 'unknown key' ? stranger : pair;
    return unsigned.setProtectedHeader({ alg: 'RS256', kid }).sign(key.privateKey);
  };

  const answer: Parameters<typeof answering>[0] = async (asked) => {
    const { address } = server;
    const path = asked.url.pathname;
    if (path === '/.well-known/openid-configuration')
      return {
        json: {
          issuer: address,
          authorization_endpoint: `${address}/authorize`,
          token_endpoint: `${address}/token`,
          jwks_uri: `${address}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        },
      };
    if (path === '/jwks') return { json: { keys: [jwk] } };
    if (path === '/authorize') {
      const { searchParams } = asked.url;
      const isWhole =
        searchParams.get('client_id') === CLIENT.id &&
        searchParams.get('response_type') === 'code' &&
        searchParams.get('scope')?.split(' ').includes('openid') &&
        searchParams.get('code_challenge_method') === 'S256';
      return isWhole ? ticket.give(asked) : { status: 400, json: { error: 'invalid_request' } };
    }
    if (path !== '/token') return { status: 404 };
    const form = new URLSearchParams(asked.text);
    const begun = ticket.take(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const basic = Buffer.from(
      (asked.headers.authorization ?? '').replace(/^Basic /, ''),
      'base64',
    ).toString();
    const secret = form.get('client_secret') ?? decodeURIComponent(basic.split(':')[1] ?? '');
    if (
      !begun ||
      form.get('grant_type') !== 'authorization_code' ||
      form.get('redirect_uri') !== begun.get('redirect_uri') ||
      challenge !== begun.get('code_challenge') ||
      secret !== CLIENT.secret
    )
      return { status: 400, json: { error: 'invalid_grant' } };
    return {
      json: {
        access_token: 'an access token',
        token_type: 'Bearer',
        id_token: await idToken(begun.get('nonce')),
      },
    };
  };
  const server: OpenIdServer = Object.assign(await answering((asked) => answer(asked)), {
    person: {},
    fault: 'none' as Fault,
    idToken,
  });
  return server;
};
