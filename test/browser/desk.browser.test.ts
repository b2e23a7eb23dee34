import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { RuleSummary } from '../../schemas/plan-view.ts';
import type { StatementSummary } from '../../schemas/statement.ts';
import { ask, useBrowser } from './open-browser.ts';
import { proposeWithout } from './proposed-plan.ts';

const { open } = useBrowser();
const DESK = { width: 1440 } as const;

it('settles a period with progress that can be left, down to the why of a line, and exports it', async () => {
  const page = await open('/settlements', { ...DESK, as: 'payroll' });
  await page.getByRole('heading', { name: '结算一个周期', exact: true }).waitFor();
  // The small demo is settled sooner than anybody could look, so its first news says that it is half done.
  await page.route('**/api/v1/jobs?*', async (route) => {
    const answer = await route.fetch();
    const { items } = (await answer.json()) as { items: object[] };
    const [latest, ...rest] = items;
    await route.fulfill({ json: { items: [{ ...latest, status: 'running', done: 3, total: 6 }, ...rest] } });
  });
  await page.getByRole('button', { name: '开始结算' }).click();
  const progress = page.getByRole('progressbar', { name: '正在结算 2026 年 11 月' });
  await progress.waitFor();
  expect(await progress.getAttribute('aria-valuenow')).toBe('50');
  await page.getByRole('link', { name: '规则' }).click();
  await page.getByRole('heading', { name: '结果激励' }).waitFor();
  await page.getByRole('link', { name: '结算' }).click();
  await progress.waitFor();
  await page.unroute('**/api/v1/jobs?*');
  await page.getByRole('link', { name: '2026 年 11 月' }).click();

  await page.getByText('两方一致').waitFor();
  const statements = await ask<{ items: StatementSummary[] }>('/statements?period=2026-11', 'payroll');
  const shown = page.locator('.statements tbody tr');
  expect(await shown.count()).toBe(statements.items.length);
  const total = `${await page.locator('tfoot .num').last().textContent()}`;
  expect(await page.locator('.control-figure').allTextContents()).toEqual([total, total]);

  await page.getByRole('button', { name: '展开 林明辉 的明细' }).click();
  await page.getByRole('button', { name: /^标准店打造/ }).click();
  await page.locator('.award-lines').getByRole('button', { name: '说明' }).first().click();
  const why = page.getByRole('dialog', { name: '奖励说明' });
  await why.getByText('本店本月拜访次数').waitFor();
  await page.keyboard.press('Escape');
  await why.waitFor({ state: 'detached' });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('statements-2026-11.csv');
  const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(head).toBe('\uFEFFemployee_no,rep,name,period,cash,currency,points,lines');
  expect(rows.map((row) => row.split(',').slice(1, 2).concat(row.split(',').slice(4, 5)))).toEqual(
    statements.items.map(({ rep, cash }) => [rep.code, cash]),
  );
  await page.getByText(`已导出 ${rows.length} 人，合计 ${total}`).waitFor();
});

it('lets another than who calculated approve, once', async () => {
  const ended = async () => {
    const { items } = await ask<{ items: { status: string }[] }>('/jobs?limit=20', 'payroll');
    return items.every(({ status }) => status === 'done' || status === 'failed');
  };
  await ask('/settlements', 'payroll', { method: 'POST', body: JSON.stringify({ period: '2026-09' }) });
  await expect.poll(ended, { timeout: 10_000 }).toBe(true);
  const own = await open('/settlements/2026-09', { ...DESK, as: 'payroll' });
  await own.getByText('您算的这一次，要由别的薪资或管理员复核。').waitFor();
  expect(await own.getByRole('button', { name: '复核通过' }).count()).toBe(0);
  const audit = await open('/settlements/2026-09', { ...DESK, as: 'auditor' });
  await audit.getByText('还没有人复核这次计算。').waitFor();
  expect(await audit.getByRole('button', { name: '复核通过' }).count()).toBe(0);

  const page = await open('/settlements/2026-09', { ...DESK, as: 'admin' });
  await page.getByLabel('复核意见（可不填）').fill('和名单核对过');
  await page.getByRole('button', { name: '复核通过' }).click();
  await page.getByText('复核人').waitFor();
  await page.getByText('和名单核对过').waitFor();
  expect(await page.getByRole('button', { name: '复核通过' }).count()).toBe(0);
  await own.reload();
  await own.getByText('复核人').waitFor();
});

it('shows what differs in a plan that was proposed, and lets another decide with words', async () => {
  await proposeWithout('standard-store', '旺季不做标准店');
  const own = await open('/rules', { ...DESK, as: 'hr' });
  // Other files have the same service, and proposals of their own.
  const made = own.locator('.proposal', { hasText: '旺季不做标准店' });
  await made.getByText('您提出的方案，要由别人批准。').waitFor();
  expect(await made.getByRole('button').allTextContents()).toEqual(['撤回']);
  const page = await open('/rules', { ...DESK, as: 'admin' });
  const proposal = page.locator('.proposal', { hasText: '旺季不做标准店' });
  await proposal.locator('dl', { hasText: '删除' }).getByText('标准店打造').waitFor();
  const refuse = proposal.getByRole('button', { name: '退回' });
  expect(await refuse.isDisabled()).toBe(true);
  await proposal.getByLabel('理由').fill('厂家还在付');
  await refuse.click();
  await proposal.waitFor({ state: 'detached' });
  const { items } = await ask<{ items: object[] }>('/plans/proposals?state=refused', 'auditor');
  expect(items).toMatchObject([{ words: '厂家还在付', differs: { removed: [{ code: 'standard-store' }] } }]);
});

it('says what was refused, where a period was not settled', async () => {
  const page = await open('/settlements/2025-03', { ...DESK, as: 'auditor' });
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/结算：没有成功.*没有这一项.*2025-03 has not been settled/);
  const list = await open('/settlements', { ...DESK, as: 'auditor' });
  await list.getByText('只有薪资和管理员能开始结算').waitFor();
  expect(await list.getByRole('button', { name: '开始结算' }).count()).toBe(0);
});

it('shows rules by their description, and the document to those who ask for it', async () => {
  const { items } = await ask<{ items: RuleSummary[] }>('/rules', 'hr');
  const page = await open('/rules', { ...DESK, as: 'hr' });
  await page.getByRole('heading', { name: '过程激励' }).waitFor();
  expect(await page.locator('.rule-card').count()).toBe(items.length);
  await page.getByRole('button', { name: '徽章' }).click();
  expect(await page.locator('.rule-card').count()).toBe(
    items.filter(({ media }) => media.includes('badge')).length,
  );
  await page.getByRole('button', { name: '全部' }).click();
  await page.getByLabel('搜索规则').fill('标准店');
  await page.getByRole('link', { name: /^标准店打造/ }).click();
  const rule = page.getByRole('dialog', { name: '标准店打造' });
  await rule.getByText('厂家支付').waitFor();
  expect(await rule.locator('pre').count()).toBe(0);
  await rule.getByRole('button', { name: '看 JSON' }).click();
  expect(JSON.parse((await rule.locator('pre').textContent()) ?? '')).toMatchObject({
    code: 'standard-store',
  });
  await page.keyboard.press('Escape');
  await rule.waitFor({ state: 'detached' });
  await page.getByLabel('搜索规则').fill('没有这种规则');
  await page.getByRole('button', { name: '清除筛选' }).click();
  expect(await page.locator('.rule-card').count()).toBe(items.length);
});

it('shows leaderboards of the company and of a team', async () => {
  const page = await open('/leaderboards', { ...DESK, as: 'hr' });
  await page.getByText(/^2026 年 11 月.*人上榜/).waitFor();
  const inCompany = await page.locator('.board-table tbody tr').count();
  await page.getByRole('button', { name: '毛利额' }).click();
  await page.getByRole('columnheader', { name: '毛利额' }).waitFor();
  await page.getByRole('combobox', { name: '范围' }).click();
  await page.getByRole('option', { name: '河口队' }).click();
  await page.locator('.board-table tbody', { hasNotText: '城东队' }).waitFor();
  expect(await page.locator('.board-table tbody tr').count()).toBeLessThan(inCompany);
});

it('shows a manager the own team and no settlements', async () => {
  const page = await open('/', { ...DESK, as: 'manager' });
  await page.waitForURL('**/team');
  await page.getByText('林明辉').waitFor();
  const teams = await page.locator('.statements tbody td:nth-child(3)').allTextContents();
  expect(new Set(teams)).toEqual(new Set(['城东队']));
  expect(await page.getByRole('link', { name: '结算' }).count()).toBe(0);
  await page.goto('/settlements');
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
});

it('works by keyboard on a narrow screen too', async () => {
  const page = await open('/rules', { as: 'hr', width: 360 });
  await page.locator('.rule-card').first().waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
  await page.getByRole('button', { name: '主导航' }).press('Enter');
  await page.getByRole('dialog').getByRole('link', { name: '排行榜' }).press('Enter');
  await page.waitForURL('**/leaderboards');
});

it('has a page on which the API can be read', async () => {
  const page = await open('/api/docs', DESK);
  await page
    .getByRole('heading', { name: /Laurel/ })
    .first()
    .waitFor();
  await page.getByText('/api/v1/awards/{id}').waitFor();
});
