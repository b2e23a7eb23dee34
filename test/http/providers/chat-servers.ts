import { createHash } from 'node:crypto';
import { type Answering, answering, codes, type Given } from './answering.ts';

const refusal = (code: number, msg: string): Given => ({ status: 400, json: { code, msg } });

const field = (text: string): Readonly<Record<string, string>> => {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
};

/**
 * Feishu as documented: accounts.feishu.cn/open-apis/authen/v1/authorize, open.feishu.cn/open-apis/authen/v2/oauth/token
 * (JSON, a `code` that is 0 when all is well, PKCE) and authen/v1/user_info.
 */
export const feishuServer = (
  client: Readonly<{ id: string; secret: string }>,
  who: () => string,
): Promise<Answering> => {
  const ticket = codes();
  return answering((asked) => {
    const { pathname, searchParams } = asked.url;
    if (pathname === '/open-apis/authen/v1/authorize')
      return searchParams.get('client_id') === client.id && searchParams.get('response_type') === 'code'
        ? ticket.give(asked)
        : refusal(20_029, 'redirect_uri is invalid');
    if (pathname === '/open-apis/authen/v2/oauth/token') {
      const body = field(asked.text);
      const begun = ticket.take(body.code ?? '');
      if (!/^application\/json/.test(asked.headers['content-type'] ?? ''))
        return refusal(20_024, 'content-type');
      if (
        body.grant_type !== 'authorization_code' ||
        body.client_id !== client.id ||
        body.client_secret !== client.secret
      )
        return refusal(20_002, 'The client secret is invalid.');
      if (!begun) return refusal(20_003, 'The authorization code is invalid.');
      if (body.redirect_uri !== begun.get('redirect_uri'))
        return refusal(20_071, 'redirect_uri does not match');
      const challenge = createHash('sha256')
        .update(body.code_verifier ?? '')
        .digest('base64url');
      if (challenge !== begun.get('code_challenge')) return refusal(20_049, 'code_verifier does not match');
      return {
        json: { code: 0, access_token: 'u-token', expires_in: 7200, token_type: 'Bearer', scope: '' },
      };
    }
    if (pathname !== '/open-apis/authen/v1/user_info') return { status: 404 };
    if (asked.headers.authorization !== 'Bearer u-token') return refusal(99_991_668, 'Invalid access token');
    return {
      json: {
        code: 0,
        msg: 'success',
        data: {
          name: '安安',
          open_id: `ou_${who()}`,
          union_id: who(),
          tenant_key: 'k',
          email: 'boss@example.cn',
        },
      },
    };
  });
};

/**
 * DingTalk as documented: login.dingtalk.com/oauth2/auth comes back with `authCode`, api.dingtalk.com/v1.0/oauth2/
 * userAccessToken has words of its own, and v1.0/contact/users/me a header of its own.
 */
export const dingTalkServer = (
  client: Readonly<{ id: string; secret: string }>,
  who: () => string,
): Promise<Answering> => {
  const ticket = codes();
  return answering((asked) => {
    const { pathname, searchParams } = asked.url;
    if (pathname === '/oauth2/auth')
      return searchParams.get('client_id') === client.id &&
        searchParams.get('response_type') === 'code' &&
        searchParams.get('scope') === 'openid' &&
        searchParams.get('prompt') === 'consent'
        ? ticket.give(asked, 'authCode')
        : refusal(400, 'invalidParameter');
    if (pathname === '/v1.0/oauth2/userAccessToken') {
      const body = field(asked.text);
      const isRight =
        body.clientId === client.id &&
        body.clientSecret === client.secret &&
        body.grantType === 'authorization_code';
      if (!isRight || !ticket.take(body.code ?? ''))
        return { status: 400, json: { code: 'invalidClientIdOrSecret', message: 'refused', requestid: 'x' } };
      return { json: { accessToken: 'ding-token', refreshToken: 'r', expireIn: 7200, corpId: 'ding1' } };
    }
    if (pathname !== '/v1.0/contact/users/me') return { status: 404 };
    if (asked.headers['x-acs-dingtalk-access-token'] !== 'ding-token')
      return { status: 400, json: { code: 'InvalidAuthentication', message: '不合法的access_token' } };
    return {
      json: {
        nick: '安安',
        avatarUrl: '',
        mobile: '138',
        openId: 'o',
        unionId: who(),
        email: 'boss@example.cn',
        stateCode: '86',
      },
    };
  });
};

/**
 * WeCom as documented: login.work.weixin.qq.com/wwlogin/sso/login, then qyapi.weixin.qq.com/cgi-bin/gettoken, which is not
 * to be asked often, and cgi-bin/auth/getuserinfo; errors are `errcode` beside status 200.
 */
export const weComServer = (
  client: Readonly<{ corpId: string; agentId: string; secret: string }>,
  who: () => string,
): Promise<Answering> => {
  const ticket = codes();
  return answering((asked) => {
    const { pathname, searchParams } = asked.url;
    if (pathname === '/wwlogin/sso/login')
      return searchParams.get('login_type') === 'CorpApp' &&
        searchParams.get('appid') === client.corpId &&
        searchParams.get('agentid') === client.agentId &&
        /^[a-zA-Z0-9_-]{1,128}$/.test(searchParams.get('state') ?? '')
        ? ticket.give(asked)
        : { json: { errcode: 40_029, errmsg: 'invalid parameter' } };
    if (pathname === '/cgi-bin/gettoken')
      return searchParams.get('corpid') === client.corpId && searchParams.get('corpsecret') === client.secret
        ? { json: { errcode: 0, errmsg: 'ok', access_token: 'corp-token', expires_in: 7200 } }
        : { json: { errcode: 40_001, errmsg: 'invalid credential' } };
    if (pathname !== '/cgi-bin/auth/getuserinfo') return { status: 404 };
    if (searchParams.get('access_token') !== 'corp-token')
      return { json: { errcode: 40_014, errmsg: 'invalid access_token' } };
    if (!ticket.take(searchParams.get('code') ?? ''))
      return { json: { errcode: 40_029, errmsg: 'invalid code' } };
    // Who is no member of the company has an openid instead.
    return who().startsWith('guest')
      ? { json: { errcode: 0, errmsg: 'ok', openid: who() } }
      : { json: { errcode: 0, errmsg: 'ok', userid: who(), user_ticket: 't' } };
  });
};
