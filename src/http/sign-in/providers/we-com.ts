import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { askProvider, profileOf, Told } from './ask-provider.ts';

const Token = z.object({ errcode: z.literal(0), access_token: Told, expires_in: z.number().positive() });
/** Who belongs to the company has a `userid`; anybody else an `openid`, and does not come in. */
const User = z.object({ errcode: z.literal(0), userid: Told });

/** A token is given back some time before it ends, so that it does not end on the way. */
const SPARE_MS = 300_000;

/**
 * Tokens of applications, by the secret they were given for. WeCom refuses who asks for one too often, and the one it gave
 * before is good for two hours.
 */
const tokens = new Map<string, Readonly<{ token: string; until: number }>>();

type Application = Readonly<{
  corpId: string;
  agentId: string;
  secret: string;
  login: string;
  api: string;
}>;

/**
 * WeCom (企业微信): there is no token of a person; the application asks with a token of its own whose code it is.
 * Source: developer.work.weixin.qq.com, 企业微信Web登录 (wwlogin/sso/login), 获取access_token (cgi-bin/gettoken),
 * 获取用户登录身份 (cgi-bin/auth/getuserinfo).
 */
export const weCom = ({
  corpId,
  agentId,
  secret,
  login,
  api,
}: Application): Omit<GenericOAuthConfig, 'providerId'> => ({
  authorizationUrl: `${login}/wwlogin/sso/login`,
  authorizationUrlParams: { login_type: 'CorpApp', appid: corpId, agentid: agentId },
  clientId: corpId,
  clientSecret: secret,
  pkce: false,
  getToken: async ({ code }) => {
    const token = await tokenOf(api, corpId, secret);
    const query = new URLSearchParams({ access_token: token, code });
    const { userid } = await askProvider(`${api}/cgi-bin/auth/getuserinfo?${query}`, User);
    // The code can be asked about once, so the answer goes along to where the person is looked up.
    return { raw: { userid } };
  },
  getUserInfo: async ({ raw }) => profileOf('wecom', Told.parse(raw?.userid)),
});

const tokenOf = async (api: string, corpId: string, secret: string): Promise<string> => {
  const key = JSON.stringify([api, corpId, secret]);
  const kept = tokens.get(key);
  if (kept && kept.until > Date.now()) return kept.token;
  const query = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  const { access_token: token, expires_in: seconds } = await askProvider(
    `${api}/cgi-bin/gettoken?${query}`,
    Token,
  );
  tokens.set(key, { token, until: Date.now() + seconds * 1000 - SPARE_MS });
  return token;
};

/**
 * The same for somebody who opens Laurel within WeCom, where the page with the QR code cannot be scanned: there the app
 * itself says who it is.
 * Source: developer.work.weixin.qq.com, 构造网页授权链接.
 */
export const withinWeCom = (authorization: string): string => {
  const { searchParams } = new URL(authorization);
  const query = new URLSearchParams({
    appid: searchParams.get('appid') ?? '',
    redirect_uri: searchParams.get('redirect_uri') ?? '',
    response_type: 'code',
    scope: 'snsapi_base',
    state: searchParams.get('state') ?? '',
    agentid: searchParams.get('agentid') ?? '',
  });
  return `https://open.weixin.qq.com/connect/oauth2/authorize?${query}#wechat_redirect`;
};
