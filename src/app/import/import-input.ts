import { z } from 'zod';

/**
 * Files of a job by name: their bytes in base64, since JSON keeps neither encodings nor every character. `at` is when somebody
 * sent them who may not recalibrate targets, in epoch ms.
 */
export const ImportInput = z.strictObject({
  files: z.record(z.string().max(200), z.base64()),
  at: z.number().optional(),
});

/** The files that a job was given, and when. */
export const filesOf = ({ files, at }: z.infer<typeof ImportInput>) => ({
  ...(at !== undefined && { at }),
  files: new Map(
    Object.entries(files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]),
  ),
});
