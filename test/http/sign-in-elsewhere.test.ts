import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invitation } from '../../schemas/person.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Browser, browserOn } from './browser-on.ts';
import { type Answering, answering } from './providers/answering.ts';
import { dingTalkServer, feishuServer, weComServer } from './providers/chat-servers.ts';
import { CLIENT, type Fault, type OpenIdServer, openIdServer } from './providers/open-id-server.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
const APP = { id: 'app-1', secret: 'app-secret' } as const;
const CORP = { corpId: 'ww1', agentId: '1000002', secret: 'corp-secret' } as const;
const GATEWAY_SECRET = `whsec_${Buffer.from('a secret of the gateway').toString('base64')}`;

let openId: OpenIdServer;
let chats: Readonly<Record<'feishu' | 'dingtalk' | 'wecom', Answering>>;
let gateway: Answering;
let api: TestApi;
/** Who is asked by a chat. */
let who = 'nobody';

beforeAll(async () => {
  openId = await openIdServer();
  chats = {
    feishu: await feishuServer(APP, () => who),
    dingtalk: await dingTalkServer(APP, () => who),
    wecom: await weComServer(CORP, () => who),
  };
  gateway = await answering(() => ({}));
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  const { feishu, dingtalk, wecom } = chats;
  const app = { clientId: APP.id, clientSecret: APP.secret };
  api = await testApi(context, database.url(), [], {
    signIn: {
      LAUREL_SIGN_IN: JSON.stringify([
        {
          kind: 'oidc',
          id: 'company',
          name: 'Company',
          issuer: openId.address,
          clientId: CLIENT.id,
          clientSecret: CLIENT.secret,
        },
        { kind: 'feishu', ...app, accounts: feishu.address, api: feishu.address },
        { kind: 'dingtalk', ...app, login: dingtalk.address, api: dingtalk.address },
        { kind: 'wecom', ...CORP, login: wecom.address, api: wecom.address },
      ]),
      LAUREL_GATEWAY: JSON.stringify({
        url: gateway.address,
        secret: GATEWAY_SECRET,
        for: ['phone', 'mail'],
      }),
      LAUREL_URL: 'https://laurel.example.cn',
    },
  });
});
afterAll(async () => {
  await api.close();
  await Promise.all([openId, gateway, ...Object.values(chats)].map((server) => server.close()));
});

const invite = async (body: object): Promise<Invitation> =>
  (await api.send('POST', '/api/v1/people', { body })).json as Invitation;

/** Goes to the provider and comes back as a browser does; gives where that ends. */
const comeBack = async (browser: Browser, begun: { json: unknown }): Promise<URL> => {
  const { url } = begun.json as { url: string };
  const there = await fetch(url, { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? 'http://nowhere');
  expect(back.origin).toBe(api.origin);
  const answer = await browser.get(`${back.pathname}${back.search}`);
  return new URL(answer.headers.get('location') ?? 'http://nowhere', api.origin);
};

const signInBy = async (browser: Browser, provider: string): Promise<URL> =>
  comeBack(
    browser,
    await browser.post('/api/auth/sign-in/social', {
      provider,
      callbackURL: '/',
      errorCallbackURL: '/sign-in',
    }),
  );

let people = 0;
const office = () => {
  people += 1;
  return { name: `Person ${people}`, roles: ['payroll'], email: `person-${people}@example.cn` };
};

describe('OpenID Connect', () => {
  it('lets in whom somebody let in before, by the address that is known here', async () => {
    const body = office();
    const { person } = await invite(body);
    openId.fault = 'none';
    openId.person = { sub: 'subject-1', email: body.email, email_verified: true, name: body.name };
    const browser = browserOn(api);
    expect((await signInBy(browser, 'company')).pathname).toBe('/');
    expect((await browser.get('/api/v1/me')).json).toMatchObject({ actor: person.id, roles: ['payroll'] });
    // From now on it is the subject that counts, whatever the address.
    openId.person = { sub: 'subject-1', email: 'renamed@example.cn', email_verified: true, name: body.name };
    const later = browserOn(api);
    await signInBy(later, 'company');
    expect((await later.get('/api/v1/me')).json).toMatchObject({ actor: person.id });
  });

  it('lets in no stranger, however well the provider knows that one', async () => {
    openId.fault = 'none';
    openId.person = { sub: 'stranger', email: 'stranger@example.cn', email_verified: true, name: 'Stranger' };
    const browser = browserOn(api);
    const end = await signInBy(browser, 'company');
    expect([end.pathname, end.searchParams.get('error')]).toEqual(['/sign-in', expect.any(String)]);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    const { items } = (await api.send('GET', '/api/v1/people?limit=100')).json as {
      items: { email?: string }[];
    };
    expect(items.filter(({ email }) => email === 'stranger@example.cn')).toEqual([]);
  });

  const faults: readonly Fault[] = [
    'alg none',
    'public key as secret',
    'issuer',
    'audience',
    'expired',
    'unknown key',
    'stranger’s key',
    'nonce',
    'no nonce',
  ];
  it.each(faults)('refuses an id token that is wrong: %s', async (fault) => {
    const body = office();
    await invite(body);
    openId.fault = fault;
    openId.person = {
      sub: `subject of ${body.name}`,
      email: body.email,
      email_verified: true,
      name: body.name,
    };
    const browser = browserOn(api);
    const end = await signInBy(browser, 'company');
    expect([end.pathname, end.searchParams.get('error')]).toEqual(['/sign-in', expect.any(String)]);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
  });

  it.each([false, undefined])(
    'does not go by an address that the provider has not checked: %s',
    async (checked) => {
      const body = { ...office(), roles: ['admin'] };
      await invite(body);
      openId.fault = 'none';
      openId.person = {
        sub: `attacker of ${body.name}`,
        email: body.email,
        name: body.name,
        ...(checked !== undefined && { email_verified: checked }),
      };
      const browser = browserOn(api);
      const end = await signInBy(browser, 'company');
      expect([end.pathname, end.searchParams.get('error')]).toEqual(['/sign-in', expect.any(String)]);
      expect((await browser.get('/api/v1/me')).status).toBe(401);
    },
  );

  it('goes by its own flow only, and not by a token that somebody brings', async () => {
    const body = office();
    await invite(body);
    openId.fault = 'none';
    openId.person = {
      sub: `subject of ${body.name}`,
      email: body.email,
      email_verified: true,
      name: body.name,
    };
    const idToken = { token: await openId.idToken('a nonce of mine'), nonce: 'a nonce of mine' };
    const browser = browserOn(api);
    const brought = await browser.post('/api/auth/sign-in/social', {
      provider: 'company',
      callbackURL: '/',
      idToken,
    });
    expect(brought.status).toBe(400);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
  });

  it('keeps nobody waiting who is in already, when it never answers', async () => {
    const silent = await answering(() => new Promise(() => {}));
    const { address: issuer } = silent;
    const provider = { kind: 'oidc', id: 'silent', name: 'Silent', issuer, clientId: 'a', clientSecret: 'b' };
    const signIn = { LAUREL_SIGN_IN: JSON.stringify([provider]) };
    const waiting = await testApi(database.tenant(), database.url(), [], { signIn });
    try {
      const { json } = await waiting.send('POST', '/api/v1/people', { body: office() });
      const link = (json as Invitation).path?.replace('/join#', '') ?? '';
      const browser = browserOn(waiting);
      const accepted = { invitation: link, password: 'a long enough one' };
      expect((await browser.post('/api/auth/invitation/accept', accepted)).status).toBe(200);
      expect((await browser.get('/api/v1/me')).status).toBe(200);
    } finally {
      await waiting.close();
      await silent.close();
    }
  });

  it('refuses a state that this browser did not begin, and a code that was used', async () => {
    const body = office();
    await invite(body);
    openId.fault = 'none';
    openId.person = {
      sub: `subject of ${body.name}`,
      email: body.email,
      email_verified: true,
      name: body.name,
    };
    const [begun, other] = [browserOn(api), browserOn(api)];
    const { json } = await begun.post('/api/auth/sign-in/social', { provider: 'company', callbackURL: '/' });
    const there = await fetch((json as { url: string }).url, { redirect: 'manual' });
    const back = new URL(there.headers.get('location') ?? '');
    await other.get(`${back.pathname}${back.search}`);
    expect((await other.get('/api/v1/me')).status).toBe(401);
    await begun.get(`${back.pathname}${back.search}`);
    const replay = browserOn(api);
    await replay.get(`${back.pathname}${back.search}`);
    expect((await replay.get('/api/v1/me')).status).toBe(401);
  });

  it('leads nowhere but back to this address', async () => {
    for (const callbackURL of ['https://evil.example/', '//evil.example', 'javascript:alert(1)']) {
      const { status } = await browserOn(api).post('/api/auth/sign-in/social', {
        provider: 'company',
        callbackURL,
      });
      expect([callbackURL, status]).toEqual([callbackURL, 400]);
    }
  });
});

describe.each(['feishu', 'dingtalk', 'wecom'] as const)('%s', (provider) => {
  const CODE = { feishu: 'ann', dingtalk: 'bo', wecom: 'cy' } as const;

  it('is linked by a rep who is in, and lets that rep in from then on', async () => {
    who = `Account-of-${CODE[provider]}`;
    const stranger = browserOn(api);
    const refused = await signInBy(stranger, provider);
    expect([refused.pathname, refused.searchParams.get('error')]).toEqual(['/sign-in', expect.any(String)]);
    expect((await stranger.get('/api/v1/me')).status).toBe(401);

    const rep = { name: provider, roles: ['rep'], rep: CODE[provider] };
    const { person, path = '' } = await invite(rep);
    const phone = browserOn(api);
    await phone.post('/api/auth/invitation/accept', {
      invitation: path.replace('/join#', ''),
      pin: '271828',
    });
    const linking = await phone.post('/api/auth/link-social', {
      provider,
      callbackURL: '/',
      errorCallbackURL: '/sign-in',
    });
    expect((await comeBack(phone, linking)).pathname).toBe('/');

    const next = browserOn(api);
    expect((await signInBy(next, provider)).pathname).toBe('/');
    expect((await next.get('/api/v1/me')).json).toMatchObject({
      actor: person.id,
      rep: { code: CODE[provider] },
    });
    who = 'somebody-else';
    const other = browserOn(api);
    expect((await signInBy(other, provider)).searchParams.get('error')).not.toBeNull();
    expect((await other.get('/api/v1/me')).status).toBe(401);
  });
});

describe('WeCom', () => {
  it('asks for its token once, and sends who opens Laurel within it to its own page', async () => {
    const tokens = chats.wecom.asked.filter(({ url }) => url.pathname === '/cgi-bin/gettoken');
    expect(tokens).toHaveLength(1);
    const { json } = await browserOn(api).post(
      '/api/auth/sign-in/social',
      { provider: 'wecom', callbackURL: '/' },
      { 'user-agent': 'Mozilla/5.0 (Linux; Android 10) wxwork/4.1.22 MicroMessenger/7.0.1' },
    );
    const url = new URL((json as { url: string }).url);
    expect([url.host, url.pathname, url.hash]).toEqual([
      'open.weixin.qq.com',
      '/connect/oauth2/authorize',
      '#wechat_redirect',
    ]);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      appid: CORP.corpId,
      agentid: CORP.agentId,
      response_type: 'code',
      scope: 'snsapi_base',
      redirect_uri: `${api.origin}/api/auth/callback/wecom`,
    });
  });

  it('lets in nobody who is no member of the company', async () => {
    who = 'guest-1';
    const browser = browserOn(api);
    expect((await signInBy(browser, 'wecom')).searchParams.get('error')).not.toBeNull();
    expect((await browser.get('/api/v1/me')).status).toBe(401);
  });
});

/** The last message that the gateway was given, whose signature is right. */
const lastMessage = async (count: number): Promise<Record<string, string>> => {
  // It is sent when the answer is on its way.
  while (gateway.asked.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  const { text, headers } = gateway.asked[count - 1] ?? { text: '', headers: {} };
  new Webhook(GATEWAY_SECRET).verify(text, headers as Record<string, string>);
  return JSON.parse(text) as Record<string, string>;
};

describe('a code by text message', () => {
  const phone = '+8613800000001';

  it('lets in whose number it is, and goes to no stranger', async () => {
    const { person } = await invite({ ...office(), phone });
    const before = gateway.asked.length;
    const browser = browserOn(api);
    const stranger = await browser.post('/api/auth/phone-number/send-otp', { phoneNumber: '+8613899999999' });
    const known = await browser.post('/api/auth/phone-number/send-otp', { phoneNumber: phone });
    expect([stranger.status, stranger.json]).toEqual([known.status, known.json]);
    const message = await lastMessage(before + 1);
    expect(message).toMatchObject({ phone, kind: 'code', content: expect.stringMatching(/^\d{6}$/) });
    expect(gateway.asked).toHaveLength(before + 1);
    const wrong = message.content === '000000' ? '000001' : '000000';
    expect(
      (await browser.post('/api/auth/phone-number/verify', { phoneNumber: phone, code: wrong })).status,
    ).toBe(400);
    const right = await browser.post('/api/auth/phone-number/verify', {
      phoneNumber: phone,
      code: message.content,
    });
    expect(right.status).toBe(200);
    expect((await browser.get('/api/v1/me')).json).toMatchObject({ actor: person.id });
    const again = await browserOn(api).post('/api/auth/phone-number/verify', {
      phoneNumber: phone,
      code: message.content,
    });
    expect(again.status).toBe(400);
  });

  it('is of no use after three wrong ones', async () => {
    const before = gateway.asked.length;
    const browser = browserOn(api);
    await browser.post('/api/auth/phone-number/send-otp', { phoneNumber: phone });
    const { content = '' } = await lastMessage(before + 1);
    for (const code of ['111111', '222222', '333333'].filter((code) => code !== content))
      await browser.post('/api/auth/phone-number/verify', { phoneNumber: phone, code });
    const right = await browser.post('/api/auth/phone-number/verify', { phoneNumber: phone, code: content });
    expect([right.status < 400, (await browser.get('/api/v1/me')).status]).toEqual([false, 401]);
  });
});

describe('guessing', () => {
  it('the password of one person stops, from however many addresses, and only for that person', async () => {
    const [one, other] = [office(), office()];
    for (const body of [one, other]) {
      const { path = '' } = await invite(body);
      const accepted = { invitation: path.replace('/join#', ''), password: 'a long enough one' };
      await browserOn(api).post('/api/auth/invitation/accept', accepted);
    }
    const attempt = (email: string, password: string) =>
      browserOn(api).post('/api/auth/sign-in/email', { email, password });
    const statuses = [];
    for (let index = 0; index < 21; index += 1) statuses.push((await attempt(one.email, 'wrong')).status);
    expect([statuses.slice(0, 20), statuses.at(20)]).toEqual([Array(20).fill(401), 429]);
    const shut = await attempt(one.email.toUpperCase(), 'a long enough one');
    expect([shut.status, Number(shut.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect((await attempt(other.email, 'a long enough one')).status).toBe(200);
  });

  it('is not helped by bodies that are large, deep, or say more than is asked for', async () => {
    const browser = browserOn(api);
    const large = { provider: 'company', callbackURL: '/', additionalData: 'x'.repeat(20_000) };
    expect((await browser.post('/api/auth/sign-in/social', large)).status).toBe(413);
    const more = { provider: 'company', callbackURL: '/', additionalData: { a: 1 } };
    expect((await browser.post('/api/auth/sign-in/social', more)).status).toBe(400);
    const number = { phoneNumber: '+8613800000001', code: '1', updatePhoneNumber: true };
    expect((await browser.post('/api/auth/phone-number/verify', number)).status).toBe(400);
  });
});

describe('a forgotten password', () => {
  it('is set anew by a mail that leads to the known address, once, and signs out whoever is in', async () => {
    const body = office();
    const { path = '' } = await invite(body);
    const own = browserOn(api);
    await own.post('/api/auth/invitation/accept', {
      invitation: path.replace('/join#', ''),
      password: 'the first password',
    });
    const before = gateway.asked.length;
    const browser = browserOn(api);
    const stranger = await browser.post('/api/auth/request-password-reset', { email: 'nobody@example.cn' });
    const known = await browser.post(
      '/api/auth/request-password-reset',
      { email: body.email },
      { host: 'evil.example' },
    );
    expect([stranger.status, stranger.json]).toEqual([known.status, known.json]);
    const message = await lastMessage(before + 1);
    expect(message).toMatchObject({
      email: body.email,
      kind: 'reset',
      content: expect.stringMatching(/^https:\/\/laurel\.example\.cn\/reset#\S+$/),
    });
    const token = message.content?.replace(/^.*#/, '');
    const reset = { newPassword: 'the second password', token };
    expect((await browser.post('/api/auth/reset-password', reset)).status).toBe(200);
    expect((await own.get('/api/v1/me')).status).toBe(401);
    expect((await browser.post('/api/auth/reset-password', reset)).status).toBe(400);
    const second = { email: body.email, password: 'the second password' };
    expect((await browser.post('/api/auth/sign-in/email', second)).status).toBe(200);
  });
});
