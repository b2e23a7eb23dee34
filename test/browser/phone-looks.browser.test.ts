import { beforeAll } from 'vitest';
import type { Award } from '../../schemas/award.ts';
import { checkLooks } from './looks.ts';
import { ask } from './open-browser.ts';

let award = '';

beforeAll(async () => {
  const { items } = await ask<{ items: Award[] }>('/reps/R02/awards?rule=standard-store&limit=1', 'rep');
  award = items[0]?.id ?? '';
});

checkLooks([
  ['sign-in', undefined, () => '/sign-in', '.sign-in-personas'],
  ['today', 'rep', () => '/today', '.lines'],
  ['why', 'rep', () => `/awards/${award}`, '.checks'],
  ['boards', 'rep', () => '/boards', '.ranks'],
  ['mine', 'rep', () => '/mine', '.of-rule'],
  ['no page', 'rep', () => '/nowhere', '.empty'],
]);
