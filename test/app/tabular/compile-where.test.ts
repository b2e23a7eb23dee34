import { expect, it } from 'vitest';
import { Condition } from '../../../schemas/condition.ts';
import { compileWhere } from '../../../src/app/tabular/compile-where.ts';

const cells: Readonly<Record<string, string>> = { stage: 'Won', city: '上海市' };
const holds = (condition: unknown) => {
  const where = compileWhere(Condition.parse(condition));
  return 'test' in where ? where.test((heading) => cells[heading] ?? '') : where.message;
};
const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });

it.each([
  [is('stage', 'equal', 'Won'), true],
  [is('stage', 'equal', 'won'), false],
  [is('stage', 'notEqual', 'Won'), false],
  [is('stage', 'in', ['Lost', 'Won']), true],
  [is('stage', 'notIn', ['Lost']), true],
  [is('city', 'contains', '上海'), true],
  [is('city', 'doesNotContain', '北京'), true],
  [{ not: is('stage', 'equal', 'Won') }, false],
  [{ all: [is('stage', 'equal', 'Won'), is('city', 'equal', 'x')] }, false],
  [{ any: [is('stage', 'equal', 'Won'), is('city', 'equal', 'x')] }, true],
])('judges %j', (condition, expected) => {
  expect(holds(condition)).toBe(expected);
});

it.each([
  [is('stage', 'greaterThan', 'a')],
  [is('stage', 'not:equal', 'a')],
  [is('stage', 'equal', 5)],
  [is('stage', 'equal', { fact: 'city' })],
  [is('stage', 'in', 'Won')],
  [{ ...is('stage', 'equal', 'Won'), path: 'length' }],
  [{ condition: 'won' }],
])('says what it does not understand of %j', (condition) => {
  expect(holds({ all: [condition] })).toContain('"where"');
});
