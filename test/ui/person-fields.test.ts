import { expect, it } from 'vitest';
import { Person, PersonChange, PersonInput } from '../../schemas/person.ts';
import { changeOf, faultsOf, fieldsOf, inputOf, NO_FIELDS } from '../../src/ui/desk/people/person-fields.ts';
import { phoneNumberOf } from '../../src/ui/session/phone-number.ts';

const ann = Person.parse({
  id: 'per_1',
  name: 'Ann',
  roles: ['rep', 'manager'],
  rep: 'R01',
  phone: '+8613800138000',
  blocked: false,
  state: 'active',
  createdAt: '2026-11-01T00:00:00Z',
});

it('reads phone numbers as people write them', () => {
  expect(phoneNumberOf('138 0013-8000')).toBe('+8613800138000');
  expect(phoneNumberOf('0049 (30) 1234567')).toBe('+49301234567');
  expect(phoneNumberOf('+852 2123 4567')).toBe('+85221234567');
  for (const text of ['', '1380013800', '010 12345678', '+0123456789', 'x13800138000'])
    expect(phoneNumberOf(text)).toBeUndefined();
});

it('asks for what fits the roles', () => {
  expect(faultsOf(NO_FIELDS)).toEqual(['/name', '/roles']);
  expect(faultsOf({ ...NO_FIELDS, name: 'Ann', roles: ['rep'] })).toEqual(['/rep']);
  expect(faultsOf({ ...NO_FIELDS, name: 'Ann', roles: ['hr'] })).toEqual(['/email']);
  expect(faultsOf({ ...NO_FIELDS, name: 'Ann', roles: ['hr', 'manager'], rep: 'R01' })).toEqual([]);
  const all = { name: ' ', roles: ['rep'], rep: 'R01', email: 'ann@', phone: '12' } as const;
  expect(faultsOf(all)).toEqual(['/name', '/email', '/phone']);
});

it('says of a person what the service takes, and no rep of somebody of the office', () => {
  const filled = { name: ' Ann ', roles: ['hr'], rep: 'R01', email: ' ann@example.cn ', phone: '' } as const;
  expect(PersonInput.parse(inputOf(filled))).toEqual({
    name: 'Ann',
    roles: ['hr'],
    email: 'ann@example.cn',
  });
});

it('changes what is different, and takes away what was emptied', () => {
  const same = fieldsOf(ann);
  expect(changeOf(ann, { ...same, roles: ['manager', 'rep'] })).toEqual({});
  const moved = { ...same, roles: ['hr'], email: 'ann@example.cn', phone: '' } as const;
  expect(PersonChange.parse(changeOf(ann, moved))).toEqual({
    roles: ['hr'],
    rep: null,
    email: 'ann@example.cn',
    phone: null,
  });
});
