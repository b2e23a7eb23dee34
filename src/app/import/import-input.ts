import { z } from 'zod';

/** Files of a job by name: their bytes in base64, since JSON keeps neither encodings nor every character. */
export const ImportInput = z.strictObject({ files: z.record(z.string().max(200), z.base64()) });

/** The files that a job was given. */
export const filesOf = ({ files }: z.infer<typeof ImportInput>) => ({
  files: new Map(
    Object.entries(files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]),
  ),
});
