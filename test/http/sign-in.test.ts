import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invitation, Person } from '../../schemas/person.ts';
import type { Context } from '../../src/app/context.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { rowsOf } from '../../src/storage/database.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Browser, browserOn } from './browser-on.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let context: Context;

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
});
afterAll(() => api.close());

const browser = (): Browser => browserOn(api);

const invited = async (body: object, as: 'admin' | 'hr' = 'admin'): Promise<Invitation> => {
  const { status, json, text } = await api.send('POST', '/api/v1/people', { as, body });
  expect([status, text]).toEqual([201, expect.any(String)]);
  return json as Invitation;
};

const linkOf = ({ path = '' }: Invitation): string => path.replace('/join#', '');

let people = 0;
const officeWorker = (roles: readonly string[]) => {
  people += 1;
  return { name: `Office ${people}`, roles, email: `office-${people}@example.cn` };
};

/** Somebody of the office who has come in with a password. */
const signedIn = async (roles: readonly string[]) => {
  const body = officeWorker(roles);
  const invitation = await invited(body);
  const own = browser();
  const accepted = await own.post('/api/auth/invitation/accept', {
    invitation: linkOf(invitation),
    password: 'correct horse battery',
  });
  expect(accepted.status).toBe(200);
  return { own, ...body, person: invitation.person };
};

describe('a person of the office', () => {
  it('comes in by a link that works once, and then with address and password', async () => {
    const body = officeWorker(['payroll']);
    const invitation = await invited(body);
    expect(invitation.person).toMatchObject({ ...body, state: 'invited', blocked: false });
    const link = linkOf(invitation);
    const first = browser();
    const told = await first.post('/api/auth/invitation/read', { invitation: link });
    expect(told.json).toEqual({ name: body.name, withPin: false, withPassword: true, needsEmail: false });
    const weak = await first.post('/api/auth/invitation/accept', { invitation: link, password: 'short' });
    expect([weak.status, weak.json]).toEqual([
      400,
      expect.objectContaining({
        code: 'invalid',
        errors: [expect.objectContaining({ pointer: '/password' })],
      }),
    ]);
    await first.post('/api/auth/invitation/accept', { invitation: link, password: 'correct horse battery' });
    expect((await first.get('/api/v1/me')).json).toMatchObject({
      actor: invitation.person.id,
      name: body.name,
      roles: ['payroll'],
    });
    const again = await browser().post('/api/auth/invitation/accept', {
      invitation: link,
      password: 'another horse battery',
    });
    expect([again.status, again.json]).toEqual([400, expect.objectContaining({ reason: 'LINK_UNUSABLE' })]);

    const second = browser();
    const wrong = await second.post('/api/auth/sign-in/email', {
      email: body.email,
      password: 'wrong horse',
    });
    expect([wrong.status, wrong.type]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect((await second.get('/api/v1/me')).status).toBe(401);
    const right = { email: body.email, password: 'correct horse battery' };
    expect((await second.post('/api/auth/sign-in/email', right)).status).toBe(200);
    expect((await second.get('/api/v1/me')).status).toBe(200);
    const { json } = await api.send('GET', `/api/v1/people/${invitation.person.id}`);
    expect(json).toMatchObject({ state: 'active' });
  });

  it('has a cookie that no script reads and no other site sends along with a change', async () => {
    const { own } = await signedIn(['hr']);
    const cookie = own.cookie('laurel.session_token');
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    const change = { name: 'x', roles: ['payroll'], email: 'x@example.cn' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: undefined },
      { origin: undefined, 'sec-fetch-site': 'cross-site' },
    ]) {
      const { status, json } = await own.post('/api/v1/people', change, headers);
      expect([headers, status, json]).toEqual([headers, 403, expect.objectContaining({ code: 'forbidden' })]);
    }
  });

  it('sees where that one is signed in, and ends it elsewhere', async () => {
    const { own, email } = await signedIn(['auditor']);
    const other = browser();
    await other.post('/api/auth/sign-in/email', { email, password: 'correct horse battery' });
    const sessions = (await own.get('/api/auth/list-sessions')).json as { id: string }[];
    expect(sessions).toHaveLength(2);
    const here = await Promise.all([own, other].map((each) => each.get('/api/auth/this-session')));
    expect(new Set(here.map(({ json }) => (json as { id: string }).id))).toEqual(
      new Set(sessions.map(({ id }) => id)),
    );
    expect((await browser().get('/api/auth/this-session')).status).toBe(401);
    expect((await own.post('/api/auth/revoke-other-sessions', {})).status).toBe(200);
    expect((await other.get('/api/v1/me')).status).toBe(401);
    expect((await own.get('/api/v1/me')).status).toBe(200);
    expect((await own.post('/api/auth/sign-out', {})).status).toBe(200);
    expect((await own.get('/api/v1/me')).status).toBe(401);
  });

  it('is out at once when blocked, and when the roles change', async () => {
    const { own, person, email } = await signedIn(['payroll']);
    await api.send('PATCH', `/api/v1/people/${person.id}`, { body: { roles: ['auditor'] } });
    expect((await own.get('/api/v1/me')).status).toBe(401);
    await own.post('/api/auth/sign-in/email', { email, password: 'correct horse battery' });
    expect((await own.get('/api/v1/me')).json).toMatchObject({ roles: ['auditor'] });
    await api.send('PATCH', `/api/v1/people/${person.id}`, { body: { blocked: true } });
    expect((await own.get('/api/v1/me')).status).toBe(401);
    const back = await own.post('/api/auth/sign-in/email', { email, password: 'correct horse battery' });
    expect(back.status).toBe(403);
  });

  it('who lost the password is given a new link, which signs out whoever is in', async () => {
    const { own, person, email } = await signedIn(['payroll']);
    const { json } = await api.send('POST', `/api/v1/people/${person.id}/invitation`, { body: {} });
    const next = browser();
    await next.post('/api/auth/invitation/accept', {
      invitation: linkOf(json as Invitation),
      password: 'a brand new one',
    });
    expect((await own.get('/api/v1/me')).status).toBe(401);
    const old = await browser().post('/api/auth/sign-in/email', { email, password: 'correct horse battery' });
    expect(old.status).toBe(401);
    expect(
      (await browser().post('/api/auth/sign-in/email', { email, password: 'a brand new one' })).status,
    ).toBe(200);
  });
});

describe('a rep', () => {
  const rep = (code: string) => ({ name: `Rep ${code}`, roles: ['rep'], rep: code });

  it('chooses a PIN on the own phone, and signs in with it there and nowhere else', async () => {
    const phone = browser();
    const link = linkOf(await invited(rep('ann'), 'hr'));
    const told = await phone.post('/api/auth/invitation/read', { invitation: link });
    expect(told.json).toMatchObject({ withPin: true, withPassword: false });
    for (const pin of ['12345', '123456', '000000', 'abcdef', '1234567']) {
      const { status } = await phone.post('/api/auth/invitation/accept', { invitation: link, pin });
      expect([pin, status]).toEqual([pin, 400]);
    }
    await phone.post('/api/auth/invitation/accept', { invitation: link, pin: '271828' });
    expect((await phone.get('/api/v1/me')).json).toMatchObject({ roles: ['rep'], rep: { code: 'ann' } });
    await phone.post('/api/auth/sign-out', {});
    expect((await phone.get('/api/sign-in')).json).toMatchObject({ pin: true });
    const wrong = await phone.post('/api/auth/sign-in/pin', { pin: '111222' });
    expect([wrong.status, wrong.json]).toEqual([401, expect.objectContaining({ reason: 'WRONG_PIN_4' })]);
    expect((await phone.post('/api/auth/sign-in/pin', { pin: '271828' })).status).toBe(200);
    expect((await phone.get('/api/v1/reps/ann/today')).status).toBe(200);
    expect((await browser().post('/api/auth/sign-in/pin', { pin: '271828' })).status).toBe(403);
  });

  it('is locked out of the phone after five wrong PINs, also when all are tried at once', async () => {
    const phone = browser();
    const { person, ...link } = await invited(rep('bo'), 'hr');
    await phone.post('/api/auth/invitation/accept', {
      invitation: linkOf({ person, ...link }),
      pin: '314159',
    });
    await phone.post('/api/auth/sign-out', {});
    const pins = ['100001', '100002', '100003', '100004', '100005', '100006', '100007'];
    const tried = await Promise.all(pins.map((pin) => phone.post('/api/auth/sign-in/pin', { pin })));
    expect(tried.filter(({ status }) => status === 200)).toEqual([]);
    const right = await phone.post('/api/auth/sign-in/pin', { pin: '314159' });
    expect([right.status, right.json]).toEqual([403, expect.objectContaining({ reason: 'DEVICE_UNUSABLE' })]);
    const renewed = await api.send('POST', `/api/v1/people/${person.id}/invitation`, { as: 'hr', body: {} });
    const fresh = browser();
    const accepted = await fresh.post('/api/auth/invitation/accept', {
      invitation: linkOf(renewed.json as Invitation),
      pin: '161803',
    });
    expect(accepted.status).toBe(200);
  });
});

describe('a new link', () => {
  it('takes the place of the phone that was lost, and all of it is written down', async () => {
    const lost = browser();
    const body = { name: 'Leader', roles: ['manager'], rep: 'cy', email: 'leader@example.cn' };
    const { person, ...first } = await invited(body);
    await lost.post('/api/auth/invitation/accept', {
      invitation: linkOf({ person, ...first }),
      pin: '271828',
    });
    const renewed = await api.send('POST', `/api/v1/people/${person.id}/invitation`, { body: {} });
    const desk = browser();
    await desk.post('/api/auth/invitation/accept', {
      invitation: linkOf(renewed.json as Invitation),
      password: 'a long enough one',
    });
    expect((await lost.get('/api/v1/me')).status).toBe(401);
    expect((await lost.post('/api/auth/sign-in/pin', { pin: '271828' })).status).toBe(403);
    const change = { currentPassword: 'a long enough one', newPassword: 'an even longer one' };
    expect((await desk.post('/api/auth/change-password', change)).status).toBe(200);
    const audit = await rowsOf<{ action: string; details: unknown }>(
      context.store.db,
      sql`select action, details from audit where tenant_id = ${context.tenant} and subject = ${person.id} order by at`,
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'invite-person',
      'accept-invitation',
      'sign-in',
      'renew-invitation',
      'accept-invitation',
      'sign-in',
      'change-password',
      // Whoever changes a password is signed out elsewhere, and in anew here.
      'sign-in',
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/longer one|271828|Leader|leader@/);
    expect((await api.send('DELETE', `/api/v1/people/${person.id}`)).status).toBe(204);
    expect((await desk.get('/api/v1/me')).status).toBe(401);
  });
});

describe('who is signed out by somebody else', () => {
  it('cannot come back with the PIN of the phone that was lost', async () => {
    const { person, path = '' } = await invited({ name: 'Loser', roles: ['rep'], rep: 'cy' }, 'hr');
    const phone = browser();
    await phone.post('/api/auth/invitation/accept', {
      invitation: path.replace('/join#', ''),
      pin: '271828',
    });
    const signedOut = await api.send('POST', `/api/v1/people/${person.id}/sign-out`, { as: 'hr', body: {} });
    expect(signedOut.status).toBe(204);
    expect((await phone.get('/api/v1/me')).status).toBe(401);
    expect((await phone.post('/api/auth/sign-in/pin', { pin: '271828' })).status).toBe(403);
    expect((await api.send('DELETE', `/api/v1/people/${person.id}`, { as: 'hr' })).status).toBe(204);
  });
});

describe('letting people in', () => {
  it('is refused where it does not fit', async () => {
    const cases: readonly (readonly [object, number])[] = [
      [{ name: 'A', roles: ['rep'] }, 400],
      [{ name: 'A', roles: ['payroll'] }, 400],
      [{ name: 'A', roles: ['payroll'], email: 'a@example.cn', rep: 'cy' }, 400],
      [{ name: 'A', roles: ['integrator'], email: 'a@example.cn' }, 400],
      [{ name: 'A', roles: [], email: 'a@example.cn' }, 400],
      [{ name: 'A', roles: ['rep'], rep: 'nobody' }, 404],
      [{ name: 'A', roles: ['payroll'], email: 'a@example.cn', blocked: false }, 400],
      [{ name: 'A', roles: ['payroll'], email: 'a@example.cn', tenant: 'other' }, 400],
    ];
    for (const [body, expected] of cases) {
      const { status } = await api.send('POST', '/api/v1/people', { body });
      expect([body, status]).toEqual([body, expected]);
    }
    const twice = officeWorker(['payroll']);
    await invited(twice);
    expect((await api.send('POST', '/api/v1/people', { body: twice })).status).toBe(409);
  });

  it('says which of the address, the phone and the rep another person has', async () => {
    const one = { ...officeWorker(['manager']), phone: '+8613900000077', rep: 'cy' };
    await invited(one);
    const other = await invited(officeWorker(['auditor']));
    const { email, phone, rep } = one;
    const cases: readonly (readonly [string, object])[] = [
      ['/email', { email }],
      ['/phone', { phone }],
      ['/rep', { rep, roles: ['rep'] }],
    ];
    for (const [pointer, taken] of cases) {
      const conflict = { code: 'conflict', errors: [expect.objectContaining({ pointer })] };
      const body = { ...officeWorker(['auditor']), ...taken };
      const invites = await api.send('POST', '/api/v1/people', { body });
      expect([invites.status, invites.json]).toEqual([409, expect.objectContaining(conflict)]);
      const changes = await api.send('PATCH', `/api/v1/people/${other.person.id}`, { body: taken });
      expect([changes.status, changes.json]).toEqual([409, expect.objectContaining(conflict)]);
    }
  });

  it('of the office is for an administrator alone, and nobody raises oneself', async () => {
    const refused = await api.send('POST', '/api/v1/people', { as: 'hr', body: officeWorker(['admin']) });
    expect(refused.status).toBe(403);
    const { own, person } = await signedIn(['hr']);
    const admin = await signedIn(['admin']);
    const raised = await own.patch(`/api/v1/people/${person.id}`, { roles: ['admin'] });
    expect(raised.status).toBe(403);
    for (const path of [`/api/v1/people/${admin.person.id}`, `/api/v1/people/${admin.person.id}/sign-out`]) {
      const method = path.endsWith('sign-out') ? own.post : own.patch;
      expect((await method(path, path.endsWith('sign-out') ? {} : { blocked: true })).status).toBe(403);
    }
    const self = await admin.own.patch(`/api/v1/people/${admin.person.id}`, { roles: ['admin', 'payroll'] });
    expect([self.status, self.json]).toEqual([409, expect.objectContaining({ code: 'state' })]);
  });

  it('leaves an administrator, whoever is taken out, and when two take out each other at once', async () => {
    const admins = await Promise.all([signedIn(['admin']), signedIn(['admin'])]);
    // The administrators of the tests above go first.
    const { json } = await api.send('GET', '/api/v1/people?limit=100');
    const ids = admins.map(({ person }) => person.id);
    for (const { id, roles } of (json as { items: Person[] }).items)
      if (roles.includes('admin') && !ids.includes(id)) await api.send('DELETE', `/api/v1/people/${id}`);
    const [one, two] = admins;
    const outcomes = await Promise.all([
      one?.own.remove(`/api/v1/people/${two?.person.id}`),
      two?.own.remove(`/api/v1/people/${one?.person.id}`),
    ]);
    expect(outcomes.map((each) => each?.status).filter((status) => status === 204)).toHaveLength(1);
    const left = (await api.send('GET', '/api/v1/people?limit=100')).json as { items: Person[] };
    expect(left.items.filter(({ roles }) => roles.includes('admin'))).toHaveLength(1);
  });
});

describe('what is not offered', () => {
  it('is not there, though the library could do it', async () => {
    for (const path of [
      '/sign-up/email',
      '/update-user',
      '/delete-user',
      '/change-email',
      '/sign-in/persona',
    ]) {
      const { status } = await browser().post(`/api/auth${path}`, {
        email: 'a@example.cn',
        password: 'x',
        name: 'x',
      });
      expect([path, status]).toEqual([path, 404]);
    }
    expect((await browser().get('/api/auth/get-session')).status).toBe(404);
  });
});
