import { z } from 'zod';
import { LaurelError } from '../../app/errors.ts';
import { SignInProvider } from './providers.ts';
import { SecureAddress } from './secure-address.ts';
import { sendToGateway } from './send-to-gateway.ts';
import type { SignInOptions } from './sign-in-options.ts';

const Gateway = z.strictObject({
  url: SecureAddress,
  secret: z.string().min(24).max(200),
  for: z.array(z.enum(['phone', 'mail'])).min(1),
});

/** What the environment says of signing in, each as text. */
export type SignInEnvironment = Readonly<{
  /** JSON list of providers of accounts. */
  LAUREL_SIGN_IN?: string | undefined;
  /** JSON of what sends text messages and mail. */
  LAUREL_GATEWAY?: string | undefined;
  /** Where people reach this service. */
  LAUREL_URL?: string | undefined;
}>;

/**
 * How people come in, as the environment says.
 * @throws LaurelError `invalid`, naming the place and none of the values, which are secret.
 */
export const signInFrom = (environment: SignInEnvironment): SignInOptions => {
  const providers =
    parsed('LAUREL_SIGN_IN', z.array(SignInProvider).max(20), environment.LAUREL_SIGN_IN) ?? [];
  const ids = providers.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw new LaurelError('invalid', 'LAUREL_SIGN_IN gives one id to two providers.');
  const gateway = parsed('LAUREL_GATEWAY', Gateway, environment.LAUREL_GATEWAY);
  const send = gateway && sendToGateway(gateway);
  const url = environment.LAUREL_URL?.trim();
  if (url && !z.url().safeParse(url).success)
    throw new LaurelError('invalid', 'LAUREL_URL is no address, such as https://laurel.example.cn.');
  return {
    providers,
    ...(send && gateway.for.includes('phone') && { sendText: send }),
    ...(send && gateway.for.includes('mail') && { sendMail: send }),
    ...(url && { publicUrl: new URL(url).origin }),
  };
};

const parsed = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  text: string | undefined,
): z.infer<Schema> | undefined => {
  if (!text?.trim()) return undefined;
  const result = schema.safeParse(jsonOf(text));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  throw new LaurelError('invalid', `${name} cannot be used. ${faults.join('; ')}.`);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
