import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, it } from 'vitest';
import type { ApiKey, CreatedKey } from '../../schemas/api-key.ts';
import { checkLook, checkLooks } from './looks.ts';
import { ask, useBrowser } from './open-browser.ts';

const { open } = useBrowser();
const DESK = { width: 1440 } as const;

const made = (body: object): Promise<CreatedKey> =>
  ask<CreatedKey>('/keys', 'admin', { method: 'POST', body: JSON.stringify(body) });

const keyOf = async (name: string): Promise<ApiKey | undefined> =>
  (await ask<{ items: ApiKey[] }>('/keys?limit=500', 'admin')).items.find((key) => key.name === name);

/** How the service answers to a program with a key. */
const statusFor = async (key: string, path = '/me'): Promise<number> =>
  (await fetch(`${inject('service').address}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } }))
    .status;

const rowOf = (page: Page, name: string) => page.locator('.keys tbody tr').filter({ hasText: name });

let soon: CreatedKey;
beforeAll(async () => {
  soon = await made({ name: 'ends-soon', expiresDays: 20, operations: ['read-rules', 'ingest-activities'] });
});

checkLooks([
  ['keys', 'auditor', () => '/keys', '.keys tbody tr'],
  ['a key', 'admin', () => `/keys/${soon.id}`, '.mantine-Drawer-content .facts'],
]);

it('a key is made for some of what a program may do, shown once, and opens that', async () => {
  const page = await open('/settlements', { ...DESK, as: 'admin' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'API 密钥' }).click();
  await page.getByRole('button', { name: '新建密钥' }).click();
  const drawer = page.getByRole('dialog', { name: '新建密钥' });
  await drawer.getByLabel('有效期（天）').fill('401');
  await drawer.getByLabel('允许程序能做的全部').uncheck();
  await drawer.getByLabel('读规则').waitFor();
  const { operations } = await ask<{ operations: string[] }>('/keys/scopes', 'admin');
  expect(await drawer.locator('.checks').getByRole('checkbox').count()).toBe(operations.length);
  await drawer.getByRole('button', { name: '生成密钥' }).click();
  for (const fault of ['请写名称。', '请写 1 到 400 的整数。', '至少选一项。'])
    await drawer.getByText(fault).waitFor();
  await checkLook(page, true);
  await drawer.getByLabel('名称').fill('ends-soon');
  await drawer.getByLabel('有效期（天）').fill('90');
  await drawer.getByLabel('读规则').check();
  await drawer.getByRole('button', { name: '生成密钥' }).click();
  await drawer.getByText('已有同名的密钥。').waitFor();
  await drawer.getByLabel('名称').fill('till');
  await drawer.getByRole('button', { name: '生成密钥' }).click();
  await drawer.getByText('密钥只显示这一次，以后再也看不到。').waitFor();
  const key = await drawer.getByLabel('密钥', { exact: true }).inputValue();
  expect(key).toMatch(/^lrl_[0-9a-z]{10}_[\w-]{43}$/);
  await drawer.getByRole('button', { name: '复制密钥' }).click();
  await drawer.getByRole('button', { name: '已复制' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(key);
  await checkLook(page, true);
  expect([await statusFor(key, '/rules'), await statusFor(key, '/reps')]).toEqual([200, 403]);
  await page.mouse.click(20, 450);
  await drawer.getByRole('button', { name: '已保存好' }).click();
  await drawer.waitFor({ state: 'detached' });
  await rowOf(page, 'till').getByText('读规则').waitFor();
  expect(await page.content()).not.toContain(key.slice(-43));
  await page.getByRole('button', { name: '新建密钥' }).click();
  expect(await drawer.getByLabel('名称').inputValue()).toBe('');
});

it('a key is rotated with a grace, and the new one revoked with the old', async () => {
  const { key: old = '', id } = await made({ name: 'turned', expiresDays: 10 });
  const page = await open(`/keys/${id}`, { ...DESK, as: 'admin', language: 'en' });
  const drawer = page.getByRole('dialog', { name: 'turned' });
  await drawer.getByLabel('Old key stays valid for (hours)').fill('721');
  await drawer.getByRole('button', { name: 'Rotate the key' }).click();
  await drawer.getByText('Give a whole number from 0 to 720.').waitFor();
  await drawer.getByLabel('Old key stays valid for (hours)').fill('2');
  await drawer.getByRole('button', { name: 'Rotate the key' }).click();
  await drawer.getByText('The key is shown this once and never again.').waitFor();
  const next = await drawer.getByLabel('Key', { exact: true }).inputValue();
  await checkLook(page, false);
  await drawer.getByText(/^The old key stays valid until 20/).waitFor();
  expect(await drawer.getByRole('button', { name: 'Rotate the key' }).count()).toBe(0);
  expect([await statusFor(old), await statusFor(next)]).toEqual([200, 200]);
  const all = await ask<{ items: ApiKey[] }>('/keys?limit=500', 'admin');
  const replaced = all.items.find((each) => each.id === id);
  expect(Date.parse(replaced?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);
  await drawer.getByRole('button', { name: 'I have stored it' }).click();
  await rowOf(page, 'turned').getByText('Replaced').waitFor();

  const latest = await keyOf('turned');
  await page.getByRole('link', { name: `Open turned (${latest?.shown})` }).click();
  await drawer.getByRole('button', { name: 'Revoke' }).click();
  await drawer.getByText('Revoke turned?').waitFor();
  await checkLook(page, false);
  expect(await statusFor(next)).toBe(200);
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await drawer.getByRole('button', { name: 'Revoke' }).click();
  await drawer.locator('.confirm').getByRole('button', { name: 'Revoke' }).click();
  await drawer.getByText('Revoked', { exact: true }).waitFor();
  expect([await statusFor(old), await statusFor(next)]).toEqual([401, 401]);
  expect(await drawer.getByRole('button', { name: /Revoke|Rotate/ }).count()).toBe(0);
});

it('an auditor reads keys, what they may do and which end soon, and changes nothing', async () => {
  const page = await open('/keys', { ...DESK, as: 'auditor' });
  const row = rowOf(page, 'ends-soon');
  await row.getByText(/还有 (19|20) 天过期/).waitFor();
  await row.getByText('送来活动（订单、拜访等）、读规则').waitFor();
  await row.getByText('还没用过').waitFor();
  expect(await page.locator('.main').getByRole('button').count()).toBe(0);
  await row.getByRole('link').click();
  const drawer = page.getByRole('dialog', { name: 'ends-soon' });
  await drawer.getByText(soon.shown).waitFor();
  expect(await drawer.getByRole('button').count()).toBe(1);
  await drawer.getByRole('button', { name: '关闭' }).click();
  await drawer.waitFor({ state: 'detached' });
  const hr = await open('/keys', { ...DESK, as: 'hr' });
  await hr.getByRole('heading', { name: '没有这个页面' }).waitFor();
});

it('says when there is no key, and when keys cannot be read', async () => {
  const page = await open('/settlements', { ...DESK, as: 'admin' });
  await page.route('**/api/v1/keys?*', (route) => route.fulfill({ json: { items: [] } }));
  await page.getByRole('link', { name: 'API 密钥' }).click();
  await page.getByText('还没有密钥。').waitFor();
  await checkLook(page, true);
  const other = await open('/settlements', { ...DESK, as: 'admin' });
  await other.route('**/api/v1/keys?*', (route) => route.abort());
  await other.getByRole('link', { name: 'API 密钥' }).click();
  await other.getByText('API 密钥：没有成功').waitFor();
  await checkLook(other, true);
  await other.unroute('**/api/v1/keys?*');
  await other.getByRole('button', { name: '重试' }).click();
  await rowOf(other, 'ends-soon').waitFor();
});
