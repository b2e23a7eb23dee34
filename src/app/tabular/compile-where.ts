import type { Condition } from '../../../schemas/condition.ts';
import { normalText } from '../../domain/activities/normal-text.ts';
import { shown } from '../../domain/activities/shown.ts';

/** The text of a cell by the heading of its column. */
export type CellLookup = (heading: string) => string;

export type CompiledWhere =
  | Readonly<{ test: (cell: CellLookup) => boolean; headings: ReadonlySet<string> }>
  | Readonly<{ heading: string; message: string }>;

type Test = (cell: CellLookup) => boolean;

/**
 * Compiles which rows of a mapped file count. The grammar is that of rules, but its facts are headings and all its
 * values are texts, compared as they are written: `equal`, `notEqual`, `in`, `notIn`, and `contains` and
 * `doesNotContain` for a part of the text, under `all`, `any` and `not`. Anything else gives a message and the
 * heading it is about.
 */
export function compileWhere(condition: Condition): CompiledWhere {
  const headings = new Set<string>();
  const refusals: { heading: string; message: string }[] = [];
  const refuse = (heading: string, message: string): Test => {
    refusals.push({ heading, message });
    return () => false;
  };
  const compile = (node: Condition): Test => {
    if ('all' in node) {
      const tests = node.all.map(compile);
      return (cell) => tests.every((test) => test(cell));
    }
    if ('any' in node) {
      const tests = node.any.map(compile);
      return (cell) => tests.some((test) => test(cell));
    }
    if ('not' in node) {
      const test = compile(node.not);
      return (cell) => !test(cell);
    }
    if ('condition' in node) {
      return refuse(
        '',
        `"where" cannot use the named condition ${shown(node.condition)}; write the condition out.`,
      );
    }
    const { fact, operator, value } = node;
    const heading = normalHeading(fact);
    headings.add(heading);
    if (node.params !== undefined || node.path !== undefined) {
      return refuse(
        heading,
        `"where" compares the column ${shown(fact)} as it is; remove "params" and "path".`,
      );
    }
    const test = compileOperator(operator, value);
    if (typeof test === 'string') return refuse(heading, test);
    return (cell) => test(cell(heading));
  };
  const test = compile(condition);
  return refusals[0] ?? { test, headings };
}

function compileOperator(operator: string, value: unknown): ((text: string) => boolean) | string {
  if (operator === 'in' || operator === 'notIn') {
    if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
      return `"where" compares texts; give ${shown(operator)} a list of texts.`;
    }
    const texts = new Set(value.map(normalText));
    return operator === 'in' ? (text) => texts.has(text) : (text) => !texts.has(text);
  }
  if (typeof value !== 'string') return `"where" compares texts; give ${shown(operator)} a text.`;
  const wanted = normalText(value);
  switch (operator) {
    case 'equal':
      return (text) => text === wanted;
    case 'notEqual':
      return (text) => text !== wanted;
    case 'contains':
      return (text) => text.includes(wanted);
    case 'doesNotContain':
      return (text) => !text.includes(wanted);
    default:
      return `"where" does not know ${shown(operator)}; use equal, notEqual, in, notIn, contains or doesNotContain.`;
  }
}

/** Headings compare trimmed, in NFC, and with any white space (a line end in a cell of Excel) as one space. */
export function normalHeading(heading: string): string {
  return normalText(heading).replace(/\s+/g, ' ');
}
