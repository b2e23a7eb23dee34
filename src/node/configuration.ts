import { z } from 'zod';
import { LaurelError } from '../app/errors.ts';
import { type Limits, parseLimits } from '../http/limits.ts';
import { signInFrom } from '../http/sign-in/configure.ts';
import type { SignInOptions } from '../http/sign-in/sign-in-options.ts';
import { DEFAULT_DIRECTORY } from './open-store.ts';
import { sendMailBy } from './send-mail.ts';

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  HOST: z.string().min(1).default('127.0.0.1'),
  LAUREL_DATA_DIR: z.string().min(1).default(DEFAULT_DIRECTORY),
  LAUREL_KEY_FILE: z.string().min(1).optional(),
  LAUREL_TOKENS: z.string().min(1).optional(),
  LAUREL_DEMO: z.enum(['0', '1', 'small']).optional(),
  LAUREL_TENANT: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and "-"')
    .default('main'),
  LAUREL_TENANTS: z.enum(['one', 'many']).default('one'),
  LAUREL_SIGN_IN: z.string().optional(),
  LAUREL_GATEWAY: z.string().optional(),
  LAUREL_URL: z.string().optional(),
  LAUREL_SMTP_URL: z.url().optional(),
  LAUREL_MAIL_FROM: z.string().min(3).optional(),
  LAUREL_LIMITS: z.string().optional(),
  LAUREL_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LAUREL_PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
  DATABASE_URL: z.string().min(1).optional(),
});

/** How the service runs on Node; docs/deployment.md has the table. */
export type Configuration = Readonly<{
  port: number;
  host: string;
  dataDir: string;
  keyFile: string | undefined;
  /** JSON of those who may come in, in place of the file in the data directory. */
  tokens: string | undefined;
  demo: 'full' | 'small' | undefined;
  /** The tenant it serves; undefined where each request says which. */
  tenant: string | undefined;
  signIn: SignInOptions;
  limits: Limits;
  /** How many proxies stand before the service, each of which adds to `x-forwarded-for` where a request came from. */
  trustedProxies: number;
  /** How many processes serve; several need a server. */
  processes: number;
}>;

/**
 * Reads the environment. The embedded store of a newcomer is filled with the demo; a database server only if told so.
 * @throws LaurelError `invalid`, naming what is wrong.
 */
export const readConfiguration = (
  environment: Readonly<Record<string, string | undefined>>,
  options: Readonly<{ port?: string; dataDir?: string; keyFile?: string }> = {},
): Configuration => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse({
    ...given,
    ...(options.port !== undefined && { PORT: options.port }),
    ...(options.dataDir !== undefined && { LAUREL_DATA_DIR: options.dataDir }),
    ...(options.keyFile !== undefined && { LAUREL_KEY_FILE: options.keyFile }),
  });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new LaurelError('invalid', `The configuration cannot be used. ${faults.join('; ')}.`);
  }
  const { data } = parsed;
  if (data.LAUREL_PROCESSES > 1 && data.DATABASE_URL === undefined)
    throw new LaurelError(
      'invalid',
      'The embedded database is used by one process; leave LAUREL_PROCESSES out, or give a server with DATABASE_URL.',
    );
  const isMany = data.LAUREL_TENANTS === 'many';
  if (isMany && data.LAUREL_DEMO !== undefined && data.LAUREL_DEMO !== '0')
    throw new LaurelError('invalid', 'A demo is the only tenant; leave LAUREL_TENANTS or LAUREL_DEMO out.');
  const demo = data.LAUREL_DEMO ?? (data.DATABASE_URL === undefined && !isMany ? '1' : '0');
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.LAUREL_DATA_DIR,
    keyFile: data.LAUREL_KEY_FILE,
    tokens: data.LAUREL_TOKENS,
    tenant: isMany ? undefined : data.LAUREL_TENANT,
    signIn: signInOptions(data),
    demo: demo === '0' ? undefined : demo === '1' ? 'full' : 'small',
    limits: parseLimits(data.LAUREL_LIMITS),
    trustedProxies: data.LAUREL_TRUST_PROXY,
    processes: data.LAUREL_PROCESSES,
  };
};

const signInOptions = (data: z.infer<typeof Environment>): SignInOptions => {
  const options = signInFrom(data);
  const { LAUREL_SMTP_URL: server, LAUREL_MAIL_FROM: from } = data;
  if (server === undefined) return options;
  if (from === undefined || options.publicUrl === undefined)
    throw new LaurelError(
      'invalid',
      'LAUREL_SMTP_URL needs LAUREL_MAIL_FROM, and LAUREL_URL for the links of mails.',
    );
  return { ...options, sendMail: sendMailBy(server, from) };
};
