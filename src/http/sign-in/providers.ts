import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { dingTalk } from './providers/ding-talk.ts';
import { feishu } from './providers/feishu.ts';
import { openIdConnect } from './providers/open-id-connect.ts';
import { weCom } from './providers/we-com.ts';
import { SecureAddress } from './secure-address.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and "-"');
const Secret = z.string().min(1).max(500);
const Address = SecureAddress.transform((url) => url.replace(/\/$/, ''));

/** Where people have an account already with which they come in here. */
export const SignInProvider = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('oidc'),
    id: Id,
    name: z.string().min(1).max(80),
    issuer: Address,
    clientId: Secret,
    clientSecret: Secret,
    /** Whether every address there was given by the company, and so needs no `email_verified`. */
    trustsEmail: z.boolean().default(false),
    scopes: z.array(z.string().min(1).max(80)).max(20).default(['openid', 'profile', 'email']),
  }),
  z.strictObject({
    kind: z.literal('feishu'),
    id: Id.default('feishu'),
    name: z.string().min(1).max(80).default('飞书'),
    clientId: Secret,
    clientSecret: Secret,
    accounts: Address.default('https://accounts.feishu.cn'),
    api: Address.default('https://open.feishu.cn'),
  }),
  z.strictObject({
    kind: z.literal('dingtalk'),
    id: Id.default('dingtalk'),
    name: z.string().min(1).max(80).default('钉钉'),
    clientId: Secret,
    clientSecret: Secret,
    login: Address.default('https://login.dingtalk.com'),
    api: Address.default('https://api.dingtalk.com'),
  }),
  z.strictObject({
    kind: z.literal('wecom'),
    id: Id.default('wecom'),
    name: z.string().min(1).max(80).default('企业微信'),
    corpId: Secret,
    agentId: z.string().regex(/^\d{1,20}$/),
    secret: Secret,
    login: Address.default('https://login.work.weixin.qq.com'),
    api: Address.default('https://qyapi.weixin.qq.com'),
  }),
]);
export type SignInProvider = z.infer<typeof SignInProvider>;

/**
 * Whether what a provider says of somebody is believed. The chats say nothing but an id; of OpenID Connect an address counts
 * that the provider has checked, unless the company gives all addresses there.
 */
export const isTrusted = (provider: SignInProvider): boolean =>
  provider.kind !== 'oidc' || provider.trustsEmail;

/** How the sign-in library speaks with a provider. Nobody comes in who was not let in before. */
export const providerConfig = (provider: SignInProvider): GenericOAuthConfig => ({
  ...ownConfig(provider),
  providerId: provider.id,
  name: provider.name,
  disableSignUp: true,
});

const ownConfig = (provider: SignInProvider): Omit<GenericOAuthConfig, 'providerId'> => {
  if (provider.kind === 'oidc') return openIdConnect(provider);
  if (provider.kind === 'feishu') return feishu(provider);
  return provider.kind === 'dingtalk' ? dingTalk(provider) : weCom(provider);
};
