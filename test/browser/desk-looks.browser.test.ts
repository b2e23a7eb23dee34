import { beforeAll } from 'vitest';
import { checkLooks } from './looks.ts';
import { ask } from './open-browser.ts';
import { proposeWithout } from './proposed-plan.ts';

beforeAll(async () => {
  await ask('/settlements', 'payroll', { method: 'POST', body: JSON.stringify({ period: '2026-10' }) });
  await proposeWithout('standard-store', 'Nobody does it in the season.');
});

checkLooks([
  ['team', 'manager', () => '/team', 'tfoot'],
  ['leaderboards', 'hr', () => '/leaderboards', '.board-table'],
  ['rules', 'hr', () => '/rules', '.rule-card'],
  ['plans to decide', 'admin', () => '/rules', '.proposal .btn'],
  ['a rule', 'hr', () => '/rules/standard-store', '.mantine-Drawer-content .facts'],
  ['settlements', 'payroll', () => '/settlements', '.aside .btn'],
  ['a settlement', 'payroll', () => '/settlements/2026-10', '.control'],
  ['people', 'auditor', () => '/people', '.people'],
  ['the own account', 'payroll', () => '/account', '.account-list'],
  ['a settlement to approve', 'admin', () => '/settlements/2026-10', '.approval .btn'],
  ['a refusal', 'payroll', () => '/settlements/2025-03', '.trouble'],
]);
