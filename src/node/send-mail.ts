import { createTransport } from 'nodemailer';
import type { Messenger } from '../http/sign-in/sign-in-options.ts';

const SUBJECT = 'Laurel 桂冠 · 重设密码 Reset your password';

/** Sends mail by a server of the operator's (`smtps://user:password@host`). */
export const sendMailBy = (server: string, from: string): Messenger => {
  const transport = createTransport(server);
  return async ({ to, content, until }) => {
    if (!('email' in to)) return;
    const time = new Date(until).toISOString();
    await transport.sendMail({
      from,
      to: to.email,
      subject: SUBJECT,
      text: [
        '您好：请在下面的地址重设密码。如果不是您本人要求的，请忽略本邮件。',
        'Set a new password at the address below. If you did not ask for this, do nothing.',
        '',
        content,
        '',
        `有效期至 valid until ${time}`,
      ].join('\n'),
    });
  };
};
