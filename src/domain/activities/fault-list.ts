import { MASTER_CODE } from '../../../schemas/common.ts';
import type { Fault, FaultCode } from './activity.ts';
import { isAbsent, normalText } from './normal-text.ts';
import type { ParsedValue } from './parse-value.ts';
import { shown } from './shown.ts';

/** Collects every fault of an input, so that one that is wrong in three fields is told about all three at once. */
export type FaultList = Readonly<{
  faults: readonly Fault[];
  add(field: string, code: FaultCode, message: string): void;
  /** The value, or undefined after its fault was noted. */
  take<Value>(parsed: ParsedValue<Value>): Value | undefined;
  /** A code of master data, or of an identity: 1 to 200 characters without control characters. */
  takeCode(value: unknown, field: string): string | undefined;
}>;

export function faultList(): FaultList {
  const faults: Fault[] = [];
  const add = (field: string, code: FaultCode, message: string) => {
    faults.push({ field, code, message });
  };
  return {
    faults,
    add,
    take(parsed) {
      if ('value' in parsed) return parsed.value;
      faults.push(parsed.fault);
      return undefined;
    },
    takeCode(value, field) {
      if (isAbsent(value)) {
        add(field, 'missing', 'This must not be empty; fill it in and send the row again.');
        return undefined;
      }
      const text = typeof value === 'string' ? normalText(value) : '';
      if (MASTER_CODE.test(text)) return text;
      const message = `${shown(value)} cannot be a code; write 1 to 200 characters on one line.`;
      add(field, text.length > 200 ? 'too-long' : 'bad-value', message);
      return undefined;
    },
  };
}
