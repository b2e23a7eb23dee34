import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Messenger } from './sign-in-options.ts';

const TIMEOUT_MS = 10_000;

/**
 * Hands messages to a gateway of the operator's, which knows the provider of text messages or mail: a POST of the message
 * as JSON, signed as Standard Webhooks has it, so that the gateway sends nothing for strangers.
 * @throws Error where it is not taken; it holds nothing of the message.
 */
export const sendToGateway =
  ({ url, secret }: Readonly<{ url: string; secret: string }>): Messenger =>
  async (message) => {
    const body = JSON.stringify({
      ...message.to,
      kind: message.kind,
      content: message.content,
      until: new Date(message.until).toISOString(),
    });
    const [id, at] = [`msg_${randomUUID()}`, new Date()];
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The gateway of messages refused with status ${response.status}.`);
  };
