import { expect, it } from 'vitest';
import { ActivityType } from '../../../schemas/activity-type.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { applyCorrection } from '../../../src/domain/activities/apply-correction.ts';

const visit = ActivityType.parse({
  type: 'visit.completed',
  name: { zh: '拜访', en: 'Visit' },
  requires: ['outlet'],
  attributes: { minutes: { type: 'integer' }, code: { type: 'text' } },
});
const context = { types: new Map([[visit.type, visit]]), timeZone: 'Asia/Shanghai', currency: 'CNY' };
const original: ParsedActivity = {
  source: 'sfa',
  id: 'V1',
  type: 'visit.completed',
  time: Date.UTC(2017, 2, 9, 1, 2, 3, 4),
  subject: 'R1',
  data: { outlet: 'O1', minutes: '12', code: '007' },
  shares: [
    { rep: 'R1', share: '0.5' },
    { rep: 'R2', share: '0.5' },
  ],
};
const target = { source: 'sfa', id: 'V1' };

it('replaces the named fields, removes those that are null, and leaves the rest', () => {
  const correction = { original: target, void: false, subject: 'R3', data: { minutes: '15.0', code: null } };
  expect(applyCorrection(original, correction, context)).toEqual({
    activity: { ...original, subject: 'R3', data: { outlet: 'O1', minutes: '15' } },
  });
});

it('says that a voided activity is gone', () => {
  expect(applyCorrection(original, { original: target, void: true, data: {} }, context)).toEqual({
    voided: true,
  });
});

it('validates the amended activity as a whole', () => {
  const correction = {
    original: target,
    void: false,
    data: { outlet: null, minutes: 'many', colour: 'red' },
  };
  const applied = applyCorrection(original, correction, context);
  const faults = 'faults' in applied ? applied.faults : [];
  expect(faults.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
    '/data/data/colour unknown-attribute',
    '/data/data/minutes not-a-number',
    '/data/data/outlet missing',
  ]);
});

it.each([true, false])('does not correct a correction (void: %s)', (isVoid) => {
  const correction = { original: { source: 'sfa', id: 'V0' }, void: true, data: {} };
  const applied = applyCorrection(
    { ...original, correction },
    { original: target, void: isVoid, data: {} },
    context,
  );
  expect(applied).toMatchObject({ faults: [{ code: 'corrects-correction', field: '/data/original' }] });
});
