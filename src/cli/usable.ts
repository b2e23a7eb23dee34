import type { Command } from 'commander';
import type { z } from 'zod';

/** What was given as the schema has it; ends the command as wrong usage where it does not. */
export const usable = <Schema extends z.ZodType>(
  command: Command,
  schema: Schema,
  given: unknown,
): z.infer<Schema> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return command.error(`error: ${issue?.path.join('.')}: ${issue?.message}`);
};
