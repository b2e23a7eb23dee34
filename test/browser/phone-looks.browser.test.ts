import { beforeAll } from 'vitest';
import type { Award } from '../../schemas/award.ts';
import type { Invitation } from '../../schemas/person.ts';
import { checkLooks } from './looks.ts';
import { ask } from './open-browser.ts';

let award = '';
let invitation = '';

beforeAll(async () => {
  const { items } = await ask<{ items: Award[] }>('/reps/R02/awards?rule=standard-store&limit=1', 'rep');
  award = items[0]?.id ?? '';
  const body = JSON.stringify({ name: '张伟', roles: ['rep'], rep: 'R03', email: 'zhang.wei@example.cn' });
  invitation = (await ask<Invitation>('/people', 'hr', { method: 'POST', body })).path ?? '';
});

checkLooks([
  ['sign-in', undefined, () => '/sign-in', '.sign-in-personas'],
  ['today', 'rep', () => '/today', '.lines'],
  ['why', 'rep', () => `/awards/${award}`, '.checks'],
  ['boards', 'rep', () => '/boards', '.ranks'],
  ['mine', 'rep', () => '/mine', '.of-rule'],
  ['the own account', 'rep', () => '/account', '.account-list'],
  ['an invitation', undefined, () => invitation, '.pin'],
  ['a link that was used', undefined, () => '/join#used', '.sign-in-again'],
  ['another password', undefined, () => '/reset#token', '.sign-in-way'],
  ['no page', 'rep', () => '/nowhere', '.empty'],
]);
