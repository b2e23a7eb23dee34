import type { Fault } from '../../domain/activities/activity.ts';
import type { Fields } from './compile-columns.ts';
import { HOLDINGS } from './holdings.ts';
import type {
  MembershipRecord,
  OutletRecord,
  ProductRecord,
  RepRecord,
  TeamRecord,
} from './imported-data.ts';
import { present, recordFields } from './record-fields.ts';

export type ParsedRecord<Value> = Readonly<{ value: Value }> | Readonly<{ faults: readonly Fault[] }>;
export type RecordParser<Value> = (fields: Fields, timeZone: string) => ParsedRecord<Value>;

// Each parser gives the record of a row or all its faults by field; whether what it refers to exists is checked later.

export const parseTeam: RecordParser<TeamRecord> = (fields, timeZone) => {
  const row = recordFields(fields, timeZone);
  const [code, name] = [row.requiredCode('code'), row.requiredText('name')];
  const rest = present({ parent: row.code('parent'), manager: row.code('manager') });
  if (code === undefined || name === undefined || row.faults.length > 0) return { faults: row.faults };
  return { value: { code, name, ...rest } };
};

export const parseRep: RecordParser<RepRecord> = (fields, timeZone) => {
  const row = recordFields(fields, timeZone);
  const [code, name] = [row.requiredCode('code'), row.requiredText('name')];
  const [hiredOn, leftOn] = [row.date('hired_on'), row.date('left_on')];
  row.checkOrder(hiredOn, leftOn, 'left_on');
  const rest = present({
    employeeNo: row.text('employee_no'),
    team: row.code('team'),
    role: row.text('role'),
    league: row.text('league'),
    hiredOn,
    leftOn,
  });
  const attributes = row.attributes(HOLDINGS.reps.fields);
  if (code === undefined || name === undefined || row.faults.length > 0) return { faults: row.faults };
  return { value: { code, name, ...rest, attributes } };
};

export const parseMembership: RecordParser<MembershipRecord> = (fields, timeZone) => {
  const row = recordFields(fields, timeZone);
  const [rep, team] = [row.requiredCode('rep'), row.requiredCode('team')];
  const [from, to] = [row.date('from'), row.date('to')];
  row.checkRange(from, to, 'to');
  if (rep === undefined || team === undefined || row.faults.length > 0) return { faults: row.faults };
  return { value: { rep, team, ...present({ from, to }) } };
};

export const parseOutlet: RecordParser<OutletRecord> = (fields, timeZone) => {
  const row = recordFields(fields, timeZone);
  const [code, name] = [row.requiredCode('code'), row.requiredText('name')];
  const rest = present({
    class: row.text('class'),
    cityClass: row.text('city_class'),
    rep: row.code('rep'),
    routeCycle: row.text('route_cycle'),
  });
  const attributes = row.attributes(HOLDINGS.outlets.fields);
  if (code === undefined || name === undefined || row.faults.length > 0) return { faults: row.faults };
  return { value: { code, name, ...rest, attributes } };
};

export const parseProduct: RecordParser<ProductRecord> = (fields, timeZone) => {
  const row = recordFields(fields, timeZone);
  const [code, name] = [row.requiredCode('code'), row.requiredText('name')];
  const rest = present({
    category: row.text('category'),
    cost: row.number('cost'),
    margin: row.number('margin'),
    launchedOn: row.date('launched_on'),
  });
  const attributes = row.attributes(HOLDINGS.products.fields);
  if (code === undefined || name === undefined || row.faults.length > 0) return { faults: row.faults };
  return { value: { code, name, ...rest, attributes } };
};
