import { expect, it } from 'vitest';
import type { Invitation, Person } from '../../schemas/person.ts';
import { checkLook, checkPhone } from './looks.ts';
import { ask, useBrowser } from './open-browser.ts';

const { open } = useBrowser();
const DESK = { width: 1440 } as const;

const invited = (body: object): Promise<Invitation> =>
  ask<Invitation>('/people', 'admin', { method: 'POST', body: JSON.stringify(body) });

const PIN = '271828';

it('a rep is invited at the desk, chooses a PIN on the own phone, and signs in with it', async () => {
  const desk = await open('/people', { ...DESK, as: 'hr' });
  await desk.getByRole('button', { name: '邀请一个人' }).click();
  const drawer = desk.getByRole('dialog', { name: '邀请一个人' });
  await drawer.getByRole('button', { name: '生成邀请链接' }).click();
  await drawer.getByText('业务员和主管要对应到一位业务员。').waitFor();
  await drawer.getByText('请写姓名。').waitFor();
  // HR lets in the field, and nobody of the office.
  expect(await drawer.getByRole('checkbox').count()).toBe(2);
  await drawer.getByRole('combobox', { name: '对应的业务员' }).fill('R05');
  await desk.getByRole('option', { name: /^R05 / }).click();
  const name = await drawer.getByLabel('姓名').inputValue();
  expect(name).not.toBe('');
  await drawer.getByRole('button', { name: '生成邀请链接' }).click();
  await drawer.getByRole('img', { name: `${name} 的二维码` }).waitFor();
  const link = await drawer.getByLabel('链接', { exact: true }).inputValue();
  await checkLook(desk, true);

  const phone = await open(link);
  await phone.getByRole('heading', { name: `${name}，欢迎` }).waitFor();
  const [first, again] = [phone.getByLabel('新的 PIN 码'), phone.getByLabel('再输一次')];
  await first.pressSequentially('123456');
  await again.pressSequentially('123456');
  await phone.getByText('这个 PIN 码太容易猜中').waitFor();
  await first.pressSequentially(PIN);
  await again.pressSequentially('271829');
  await phone.getByText('两次输的不一样').waitFor();
  await first.pressSequentially(PIN);
  await again.pressSequentially(PIN);
  await phone.getByRole('heading', { name: /今天已得$/ }).waitFor();

  await phone.getByRole('link', { name: '我的' }).click();
  await phone.getByRole('button', { name: '退出登录' }).click();
  const pin = phone.getByLabel('PIN 码');
  await pin.waitFor();
  await phone.keyboard.type('111222');
  await phone.getByText('PIN 码不对，还可以试 4 次。').waitFor();
  expect(await pin.getAttribute('aria-invalid')).toBe('true');
  await checkPhone(phone);
  await phone.keyboard.type(PIN);
  await phone.getByRole('heading', { name: /今天已得$/ }).waitFor();

  await phone.goto('/mine');
  await phone.getByRole('button', { name: '退出登录' }).click();
  for (const left of [4, 3, 2, 1]) {
    await pin.pressSequentially('111222');
    await phone.getByText(`还可以试 ${left} 次`).waitFor();
  }
  await pin.pressSequentially('111222');
  await phone.getByText('这台手机上的 PIN 码不能再用了').waitFor();
  expect(await pin.isDisabled()).toBe(true);
});

it('a session that is ended on the account page ends where it is', async () => {
  const { path = '' } = await invited({ name: '孙丽', roles: ['auditor'], email: 'sun.li@example.cn' });
  const password = 'green laurel wreath';
  const there = await open(path, DESK);
  await there.getByLabel('新密码', { exact: true }).fill(password);
  await there.getByLabel('再输一次新密码').fill(password);
  await there.getByRole('button', { name: '保存并进入' }).click();
  await there.waitForURL('**/settlements');

  const here = await open('/sign-in', DESK);
  await here.getByRole('button', { name: '其他登录方式' }).click();
  await here.getByLabel('邮箱').fill('sun.li@example.cn');
  await here.getByLabel('密码', { exact: true }).fill(password);
  await here.getByRole('button', { name: '登录', exact: true }).click();
  await here.waitForURL('**/settlements');
  await here.getByRole('link', { name: '我的账号' }).click();
  await here.getByText('就是这里').waitFor();
  expect(await here.locator('.account-list li').first().textContent()).toContain('就是这里');
  await here.getByRole('button', { name: /^退出那里/ }).click();
  await here.getByText('没有登录在别处。').waitFor();
  await there.getByRole('link', { name: '规则' }).click();
  await there.getByText('登录已失效').waitFor();

  await here.getByLabel('现在的密码').fill('not this one');
  await here.getByLabel('新密码', { exact: true }).fill('a newer laurel wreath');
  await here.getByLabel('再输一次新密码').fill('a newer laurel wreath');
  await here.getByRole('button', { name: '修改' }).click();
  await here.getByText('现在的密码不对。').waitFor();
  await checkLook(here, true);
  await here.getByLabel('现在的密码').fill(password);
  await here.getByRole('button', { name: '修改' }).click();
  await here.getByText('密码已改好。').waitFor();
  await here.getByText('就是这里').waitFor();
});

it('somebody is given another role, a new link, is blocked, let in again and taken out', async () => {
  const { person } = await invited({ name: '周强', roles: ['auditor'], email: 'zhou.qiang@example.cn' });
  const page = await open('/people', { ...DESK, as: 'admin' });
  await page.getByLabel('搜索姓名、邮箱、业务员').fill('zhou.qiang');
  const row = page.getByRole('row', { name: /周强/ });
  await row.getByText('已邀请').waitFor();
  await page.getByRole('link', { name: '打开 周强' }).click();
  await page.waitForURL(`**/people/${person.id}`);
  const drawer = page.getByRole('dialog', { name: '周强' });
  await drawer.getByRole('checkbox', { name: '薪资' }).check();
  await drawer.getByRole('checkbox', { name: '审计' }).uncheck();
  await drawer.getByLabel('邮箱').fill('');
  await drawer.getByRole('button', { name: '保存修改' }).click();
  await drawer.getByText('办公室的人用邮箱登录').waitFor();
  await drawer.getByLabel('邮箱').fill('zhou.qiang@example.cn');
  await drawer.getByLabel('手机号').fill('139 1234 5678');
  await drawer.getByRole('button', { name: '保存修改' }).click();
  await drawer.getByText('已保存。').waitFor();
  expect(await ask<Person>(`/people/${person.id}`, 'admin')).toMatchObject({
    roles: ['payroll'],
    phone: '+8613912345678',
  });
  await drawer.getByRole('button', { name: '新的登录链接' }).click();
  await drawer.getByRole('img', { name: '周强 的二维码' }).waitFor();
  await checkLook(page, true);
  await drawer.getByRole('button', { name: '停用' }).click();
  await drawer.getByRole('button', { name: '恢复' }).waitFor();
  expect(await ask<Person>(`/people/${person.id}`, 'admin')).toMatchObject({ blocked: true });
  await drawer.getByRole('button', { name: '恢复' }).click();
  await drawer.getByRole('button', { name: '退出所有地方' }).click();
  await drawer.getByText('已退出所有地方。').waitFor();
  await drawer.getByRole('button', { name: '移出' }).click();
  await drawer.getByText('移出 周强？').waitFor();
  await drawer.getByRole('button', { name: '移出' }).click();
  await drawer.waitFor({ state: 'detached' });
  await page.getByText('没有这样的人。').waitFor();
  expect(new URL(page.url()).pathname).toBe('/people');
});

it('what another person has is told beside its field', async () => {
  await invited({ name: '吴刚', roles: ['auditor'], email: 'wu.gang@example.cn' });
  const page = await open('/people', { ...DESK, as: 'admin', language: 'en' });
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const drawer = page.getByRole('dialog', { name: 'Invite somebody' });
  await drawer.getByRole('checkbox', { name: 'Rep' }).uncheck();
  await drawer.getByRole('checkbox', { name: 'Auditor' }).check();
  await drawer.getByLabel('Name').fill('Wu Gang');
  await drawer.getByLabel('E-mail').fill('wu.gang@example.cn');
  await drawer.getByRole('button', { name: 'Make the link' }).click();
  await drawer.getByText('Another person has this e-mail address.').waitFor();
  expect(await drawer.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
  expect(await drawer.getByRole('alert').count()).toBe(1);
  await checkLook(page, false);
});

it('invitations of all who have not come in yet are printed on a sheet', async () => {
  const { person } = await invited({ name: '郑爽', roles: ['rep'], rep: 'R06' });
  const page = await open('/settlements', { ...DESK, as: 'hr' });
  // Other files have invited people too, and use their links meanwhile.
  await page.route('**/api/v1/people?*', (route) => route.fulfill({ json: { items: [person] } }));
  await page.getByRole('link', { name: '人员' }).click();
  await page.getByRole('button', { name: '打印邀请单' }).click();
  await page.getByRole('button', { name: '为 1 人生成' }).click();
  await page.getByRole('button', { name: '打印', exact: true }).waitFor();
  await page.getByRole('img', { name: '郑爽 的二维码' }).waitFor();
  await checkLook(page, true);
});

it('an auditor reads who can sign in, and changes nothing', async () => {
  const page = await open('/settlements', { ...DESK, as: 'auditor' });
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/v1/people?*'),
    page.getByRole('link', { name: '人员' }).click(),
  ]);
  const { items } = (await answer.json()) as { items: Person[] };
  await page.locator('.people tbody tr').first().waitFor();
  expect(await page.locator('.people tbody tr').count()).toBe(items.length);
  expect(await page.locator('.main').getByRole('button').count()).toBe(0);
  expect(await page.locator('.main').getByRole('link').count()).toBe(0);
  // Who is of the demo needs no link.
  await page
    .getByRole('row', { name: /^管理员/ })
    .getByText('已启用')
    .waitFor();
  const payroll = await open('/people', { ...DESK, as: 'payroll' });
  await payroll.getByRole('heading', { name: '没有这个页面' }).waitFor();
});
