import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { askProvider, profileOf, Told } from './ask-provider.ts';

const Token = z.object({ accessToken: Told });
const User = z.object({ unionId: Told });

/**
 * DingTalk (钉钉): the words of its token endpoint are its own, and so is the header that carries the token. It comes back
 * with `authCode` where OAuth has `code`.
 * Source: open.dingtalk.com, 获取登录用户的访问凭证 (oauth2/auth, v1.0/oauth2/userAccessToken), 获取用户通讯录个人信息
 * (v1.0/contact/users/me).
 */
export const dingTalk = ({
  clientId,
  clientSecret,
  login,
  api,
}: Readonly<{
  clientId: string;
  clientSecret: string;
  login: string;
  api: string;
}>): Omit<GenericOAuthConfig, 'providerId'> => ({
  authorizationUrl: `${login}/oauth2/auth`,
  clientId,
  clientSecret,
  scopes: ['openid'],
  prompt: 'consent',
  pkce: false,
  getToken: async ({ code }) => {
    const { accessToken } = await askProvider(`${api}/v1.0/oauth2/userAccessToken`, Token, {
      body: { clientId, clientSecret, code, grantType: 'authorization_code' },
    });
    return { accessToken };
  },
  getUserInfo: async ({ accessToken = '' }) => {
    const headers = { 'x-acs-dingtalk-access-token': accessToken };
    const { unionId } = await askProvider(`${api}/v1.0/contact/users/me`, User, { headers });
    return profileOf('dingtalk', unionId);
  },
});
