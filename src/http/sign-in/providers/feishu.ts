import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { askProvider, profileOf, Told } from './ask-provider.ts';

const Token = z.object({ code: z.literal(0), access_token: Told });
const User = z.object({ code: z.literal(0), data: z.object({ union_id: Told }) });

/**
 * Feishu (飞书), or Lark with its own addresses: OAuth with PKCE, whose token comes as JSON beside a `code` that is 0 when
 * all is well.
 * Source: open.feishu.cn, 浏览器应用接入指南, 获取 user_access_token (authen/v2/oauth/token), 获取用户信息
 * (authen/v1/user_info).
 */
export const feishu = ({
  clientId,
  clientSecret,
  accounts,
  api,
}: Readonly<{
  clientId: string;
  clientSecret: string;
  accounts: string;
  api: string;
}>): Omit<GenericOAuthConfig, 'providerId'> => ({
  authorizationUrl: `${accounts}/open-apis/authen/v1/authorize`,
  clientId,
  clientSecret,
  pkce: true,
  getToken: async ({ code, redirectURI, codeVerifier }) => {
    const { access_token: accessToken } = await askProvider(`${api}/open-apis/authen/v2/oauth/token`, Token, {
      body: {
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: redirectURI,
        code_verifier: codeVerifier,
      },
    });
    return { accessToken };
  },
  getUserInfo: async ({ accessToken }) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const { data } = await askProvider(`${api}/open-apis/authen/v1/user_info`, User, { headers });
    return profileOf('feishu', data.union_id);
  },
});
