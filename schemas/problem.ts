import { z } from 'zod';

/** The closed set of reasons for which a request or a file is refused. */
export const ProblemCode = z.enum([
  'invalid',
  'unknown-reference',
  'conflict',
  'not-found',
  'unauthenticated',
  'forbidden',
  'state',
  'limit',
  'rate-limit',
  'unusable-file',
  'in-use',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** RFC 9457 problem details, with the place of each fault as a JSON pointer. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: ProblemCode,
    detail: z.string().optional(),
    reason: z.string().optional().meta({ description: 'What exactly it was, where signing in was refused.' }),
    instance: z.string().optional(),
    errors: z
      .array(
        z.strictObject({
          file: z.string().optional(),
          pointer: z.string(),
          detail: z.string(),
          suggestion: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
