import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { SignIn } from '../../schemas/actor.ts';
import type { Invitation } from '../../schemas/person.ts';
import { checkLook, checkPhone } from './looks.ts';
import { ask, type PageWanted, useBrowser } from './open-browser.ts';

const { open } = useBrowser();

const ALL_WAYS: SignIn = {
  demo: false,
  personas: [],
  pin: false,
  phone: true,
  mail: true,
  providers: [
    { id: 'wecom', kind: 'wecom', name: '企业微信' },
    { id: 'dingtalk', kind: 'dingtalk', name: '钉钉' },
    { id: 'sso', kind: 'oidc', name: 'Yunling SSO' },
  ],
};

/** The sign-in page where the service says that these are the ways in. */
const openWith = async (ways: SignIn, path = '/sign-in', wanted: PageWanted = {}): Promise<Page> => {
  const page = await open('/favicon.svg', wanted);
  await page.route('**/api/sign-in', (route) => route.fulfill({ json: ways }));
  await page.goto(path);
  return page;
};

/** What the service refuses, as it does. */
const refuse = async (page: Page, path: string, status: number, reason: string): Promise<void> => {
  await page.route(`**/api/auth${path}`, (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      json: {
        type: 'about:blank',
        title: 'Refused',
        status,
        code: status === 429 ? 'rate-limit' : 'invalid',
        reason,
      },
    }),
  );
};

const invited = (body: object): Promise<Invitation> =>
  ask<Invitation>('/people', 'admin', { method: 'POST', body: JSON.stringify(body) });

describe('an address and a password', () => {
  it('are chosen by a link, and let in from then on', async () => {
    const email = 'chen.jing@example.cn';
    const { path = '' } = await invited({ name: '陈静', roles: ['payroll'], email });
    const page = await open(path);
    await page.getByRole('heading', { name: '陈静，欢迎' }).waitFor();
    await page.getByLabel('新密码', { exact: true }).fill('short');
    await page.getByLabel('再输一次新密码').fill('short');
    await page.getByRole('button', { name: '保存并进入' }).click();
    await page.getByText('密码至少要 10 个字符。').waitFor();
    await page.getByLabel('新密码', { exact: true }).fill('green laurel wreath');
    await page.getByLabel('再输一次新密码').fill('green laurel wreaths');
    await page.getByRole('button', { name: '保存并进入' }).click();
    await page.getByText('两次输的不一样。').waitFor();
    await page.getByLabel('再输一次新密码').fill('green laurel wreath');
    await page.getByRole('button', { name: '保存并进入' }).click();
    await page.waitForURL('**/settlements');

    const other = await open('/sign-in', { width: 1440 });
    await other.getByRole('button', { name: '其他登录方式' }).click();
    await other.getByLabel('邮箱').fill(email);
    const password = other.getByLabel('密码', { exact: true });
    await password.fill('red laurel wreath');
    await other.getByRole('button', { name: '登录', exact: true }).click();
    await other.getByText('邮箱或密码不对。').waitFor();
    expect(await password.getAttribute('aria-invalid')).toBe('true');
    // Nobody is sent mail here.
    await other.getByText('忘了密码？请管理员给您发一个新的登录链接。').waitFor();
    await password.fill('green laurel wreath');
    await password.press('Enter');
    await other.waitForURL('**/settlements');
  });

  it('are told apart from a link that was used', async () => {
    const { path } = await invited({ name: '赵敏', roles: ['auditor'], email: 'zhao.min@example.cn' });
    const page = await open(`${path}x`);
    await page.getByRole('heading', { name: '这个链接打不开' }).waitFor();
    await page.getByText('已经用过、过期或不完整').waitFor();
    await page.getByRole('link', { name: '去登录页' }).click();
    await page.getByText('这是演示').waitFor();
  });
});

describe('a phone', () => {
  it('is sent a code, another one after a minute, and lets in', async () => {
    const page = await openWith(ALL_WAYS);
    await page.clock.install();
    const sent: unknown[] = [];
    await page.route('**/api/auth/phone-number/send-otp', async (route) => {
      sent.push(route.request().postDataJSON());
      await route.fulfill({ json: { message: 'code sent' } });
    });
    await page.getByLabel('手机号').fill('138 0013');
    await page.getByRole('button', { name: '发送验证码' }).click();
    await page.getByText('手机号不完整').waitFor();
    await page.getByLabel('手机号').fill('138 0013-8000');
    await page.getByRole('button', { name: '发送验证码' }).click();
    await page.getByText('已发到 +8613800138000').waitFor();
    expect(await page.getByRole('button', { name: /^重新发送/ }).isDisabled()).toBe(true);
    for (let second = 0; second < 61; second += 1) await page.clock.runFor(1_000);
    await page.getByRole('button', { name: '重新发送', exact: true }).click();
    await page.getByRole('button', { name: /还要等/ }).waitFor();
    expect(sent).toEqual([{ phoneNumber: '+8613800138000' }, { phoneNumber: '+8613800138000' }]);

    await refuse(page, '/phone-number/verify', 400, 'INVALID_OTP');
    const code = page.getByLabel('验证码');
    await code.fill('000000');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('验证码不对。').waitFor();
    await page.unroute('**/api/auth/phone-number/verify');
    const { address, tokens } = inject('service');
    await page.route('**/api/auth/phone-number/verify', async (route) => {
      expect(route.request().postDataJSON()).toEqual({ phoneNumber: '+8613800138000', code: '271828' });
      const answer = await route.fetch({
        url: `${address}/api/auth/sign-in/persona`,
        postData: { token: tokens.rep },
      });
      await route.fulfill({ response: answer });
    });
    await code.fill('271828');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  });
});

describe('an account elsewhere', () => {
  it('is gone to, and what it refuses is said in words', async () => {
    const page = await openWith(ALL_WAYS);
    await page.route('**/api/auth/sign-in/social', async (route) => {
      expect(route.request().postDataJSON()).toEqual({
        provider: 'wecom',
        callbackURL: '/',
        errorCallbackURL: '/sign-in',
      });
      await route.fulfill({ json: { url: '/sign-in?error=access_denied', redirect: true } });
    });
    await page.getByRole('button', { name: '用企业微信登录' }).click();
    await page.getByRole('alert').getByText('您在对方页面上没有同意登录。').waitFor();
    await page.goto('/sign-in?error=signup_disabled');
    await page.getByText('这个账号在这里还没有人').waitFor();
    await page.goto('/sign-in?error=whatever_else');
    await page.getByText('没有登录成功').waitFor();
  });

  it('is linked and unlinked on the page of the own account', async () => {
    const page = await openWith(ALL_WAYS, '/account', { as: 'rep' });
    await page.route('**/api/auth/list-accounts', (route) =>
      route.fulfill({ json: [{ id: 'acc_1', providerId: 'dingtalk' }] }),
    );
    await page.reload();
    await page.route('**/api/auth/link-social', async (route) => {
      expect(route.request().postDataJSON()).toMatchObject({ provider: 'wecom', callbackURL: '/account' });
      await route.fulfill({ json: { url: '/account?error=account_already_linked_to_different_user' } });
    });
    await page.getByRole('button', { name: '绑定企业微信' }).click();
    await page.getByText('这个账号已绑定到另一个人。').waitFor();
    await refuse(page, '/unlink-account', 400, 'FAILED_TO_UNLINK_LAST_ACCOUNT');
    await page.getByRole('button', { name: '解除钉钉' }).click();
    await page.getByText('这是您唯一的登录方式').waitFor();
  });
});

it('a forgotten password is reset by mail, where mail is sent', async () => {
  const page = await openWith({ ...ALL_WAYS, phone: false, providers: [] });
  await page.getByRole('button', { name: '忘了密码？' }).click();
  await page.route('**/api/auth/request-password-reset', (route) =>
    route.fulfill({ json: { status: true } }),
  );
  await page.getByLabel('邮箱').fill('somebody@example.cn');
  await page.getByRole('button', { name: '发送重设链接' }).click();
  await page.getByText('如果这个邮箱属于这里的某个人').waitFor();

  await page.goto('/reset#a-token');
  await page.getByLabel('新密码', { exact: true }).fill('green laurel wreath');
  await page.getByLabel('再输一次新密码').fill('green laurel wreath');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已经用过、过期或不完整').waitFor();
});

it('too many tries, and somebody blocked, are told in words', async () => {
  const page = await openWith({ ...ALL_WAYS, phone: false, providers: [] });
  await page.getByLabel('邮箱').fill('somebody@example.cn');
  await page.getByLabel('密码', { exact: true }).fill('whatever it is');
  for (const [status, reason, text] of [
    [429, '', '试得太频繁了'],
    [403, 'BLOCKED', '这个账号已停用'],
  ] as const) {
    await refuse(page, '/sign-in/email', status, reason);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText(text).waitFor();
  }
});

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  it.each<readonly [name: string, ways: SignIn, shown: string]>([
    ['with codes, mail and providers', ALL_WAYS, '.sign-in-providers'],
    ['with a PIN', { ...ALL_WAYS, pin: true }, '.pin'],
    ['with a password alone', { ...ALL_WAYS, phone: false, mail: false, providers: [] }, '.sign-in-way'],
  ])('the sign-in page %s is without fault', async (_name, ways, shown) => {
    const page = await openWith(ways, '/sign-in?error=access_denied', { language });
    await page.locator(shown).first().waitFor();
    await checkPhone(page);
    await checkLook(page, language === 'zh');
  });

  it('the linked accounts of the own account are without fault', async () => {
    const page = await openWith(ALL_WAYS, '/account', { language, as: 'rep' });
    await page.locator('.account-list').nth(1).waitFor();
    await checkPhone(page);
    await checkLook(page, language === 'zh');
  });
});
