import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';

/**
 * OpenID Connect by discovery. The signature of an id token, its issuer, audience, time and nonce are checked against what
 * the provider publishes; one that publishes no keys is not used.
 */
export const openIdConnect = ({
  issuer,
  clientId,
  clientSecret,
  scopes,
}: Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
}>): Omit<GenericOAuthConfig, 'providerId'> => ({
  discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  requireIdTokenVerification: true,
  clientId,
  clientSecret,
  scopes: [...scopes],
  pkce: true,
});
