import { z } from 'zod';

/** A stable, human-given key: letters, digits, `-`, `_` and `.`; unique per kind within a tenant or a plan. */
export const Code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'lower-case letters, digits, "-", "_" and ".", at most 80 of them')
  .meta({ description: 'Stable key: lower-case letters, digits, "-", "_" and ".".' });

/** What `MasterCode` says, for those who look at a code of every activity. */
export const MASTER_CODE = /^(?=\s*\S)[^\p{Cc}\p{Cs}]{1,200}$/u;

/** The code of a rep, team, outlet or product as the source system writes it; any text without control characters. */
export const MasterCode = z
  .string()
  .regex(MASTER_CODE, '1 to 200 characters without control characters')
  .meta({ description: 'Code of a rep, team, outlet or product as the source system writes it.' });

/** The name of an attribute or derived field; letters of any script, so that a Chinese column heading can be one. */
export const AttributeName = z
  .string()
  .regex(
    /^(?!(__proto__|constructor|prototype)$)[\p{L}_][\p{L}\p{N}_]{0,79}$/u,
    'a letter or "_", then letters, digits and "_", at most 80, and no reserved name',
  )
  .meta({ description: 'Attribute name: a letter or "_", then letters, digits and "_".' });

/** So many characters of a text that a database can hold, well-formed and without U+0000; an emoji is one of them. */
const characters = (least: number, most: number): string => `[^\\u0000\\p{Cs}]{${least},${most}}$`;

/** A text of master data, such as a name. */
export const MasterText = z
  .string()
  .regex(new RegExp(`^(?=\\s*\\S)${characters(1, 4000)}`, 'u'), '1 to 4000 characters of text')
  .meta({ description: '1 to 4000 characters, of which one is no white space.' });

/** Any text that a database can hold. */
export const textOfAtMost = (most: number) =>
  z.string().regex(new RegExp(`^${characters(0, most)}`, 'u'), `at most ${most} characters of text`);

/** Fields that somebody named. zod leaves `__proto__` out of records without a word, so it is looked for beforehand. */
export const attributesOf = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (given: Readonly<Record<string, z.input<Value>>>, context) => {
      if (typeof given === 'object' && given !== null && Object.hasOwn(given, '__proto__'))
        context.issues.push({ code: 'unrecognized_keys', keys: ['__proto__'], input: given });
      return given;
    },
    z.record(AttributeName, value),
  );

/** Whatever else is said of a rep, outlet or product, as texts; the plan says of which types they are. */
export const MasterAttributes = attributesOf(MasterText)
  .default({})
  .meta({ description: 'Further fields as texts, by name.' });

export const Listed = z
  .boolean()
  .meta({ description: 'False for one that activities name and no list of master data does.' });

/** A text to look for; upper and lower case are the same. */
export const SearchText = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u, '1 to 200 characters without control characters');

/** A text in Chinese and English. */
export const Bilingual = z
  .strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(500) })
  .meta({ description: 'The same text in 简体中文 and in English.' });
export type Bilingual = z.infer<typeof Bilingual>;

const decimalPattern = /^-?\d{1,24}(\.\d{1,12})?$/;

/** True when the JSON number denotes a decimal that a double holds exactly enough to be read back as written. */
const isExactNumber = (value: number): boolean =>
  Number.isFinite(value) &&
  decimalPattern.test(String(value)) &&
  String(value).replace(/[-.]/g, '').replace(/^0+/, '').length <= 15;

/** An exact decimal: a string, or a JSON number of at most 15 significant digits. */
export const DecimalLike = z
  .union([
    z.string().regex(decimalPattern, 'a plain decimal such as "1284.50"'),
    z
      .number()
      .refine(isExactNumber, 'a number of at most 15 significant digits; write longer ones as a string'),
  ])
  .meta({
    description: 'Exact decimal: a string such as "1284.50", or a number of at most 15 significant digits.',
  });
export type DecimalLike = z.infer<typeof DecimalLike>;

const EXACT = 'a number of at most 18 digits before and 6 after the point';

/** What master data and activities say of an amount, a quantity or a share: as much as is kept, and counted exactly. */
export const GivenDecimal = z
  .union([
    // A few zeros more on either end say nothing else.
    z.string().regex(/^-?0{0,6}\d{1,18}(\.\d{1,6}0{0,6})?$/, EXACT),
    z
      .number()
      .refine(
        (value) => isExactNumber(value) && /^-?\d+(\.\d{1,6})?$/.test(String(value)),
        `${EXACT}, and at most 15 of them; write longer ones as a string`,
      ),
  ])
  .meta({
    description:
      'Exact decimal of at most 18 digits before and 6 after the point: a string such as "1284.50", or a number of at most 15 significant digits.',
  });
export type GivenDecimal = z.infer<typeof GivenDecimal>;

export const DateText = z
  .string()
  .regex(/^(19|20|21)\d{2}-\d{2}-\d{2}$/, 'a date such as 2017-03-09, of the years 1900 to 2199')
  .refine((text) => {
    const time = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  }, 'a date of the calendar')
  .meta({ description: 'Local date, YYYY-MM-DD.', format: 'date' });

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'three capital letters')
  .meta({ description: 'ISO 4217 currency code.' });

export const RoundingMode = z
  .enum(['half-up', 'half-even', 'up', 'down'])
  .meta({ description: 'half-up rounds halves away from zero, half-even to the even neighbour.' });

/** The calendar units a period can have; `xun` (旬) is a third of a company month. */
export const PeriodUnit = z.enum(['day', 'week', 'xun', 'month', 'quarter', 'year']);
export type PeriodUnit = z.infer<typeof PeriodUnit>;

/** The span in which a rule's awards are counted and identified. */
export const Window = z.enum([...PeriodUnit.options, 'lifetime']);
export type Window = z.infer<typeof Window>;

/** What a reward is made of, and so which account and which column of a statement it belongs to. */
export const Medium = z.enum(['cash', 'points', 'goods', 'badge', 'honour']);
export type Medium = z.infer<typeof Medium>;

export const Payer = z.enum(['company', 'manufacturer']);
export type Payer = z.infer<typeof Payer>;

export const SubjectKind = z.enum(['rep', 'team']);
export type SubjectKind = z.infer<typeof SubjectKind>;
