import type { SignInProvider } from './providers.ts';

/** Takes a message to somebody who wants in: by text message or mail, whichever address is given. */
export type Messenger = (
  message: Readonly<{
    to: Readonly<{ phone: string }> | Readonly<{ email: string }>;
    kind: 'code' | 'reset';
    /** The code itself, or the link. */
    content: string;
    /** Epoch milliseconds until which it can be used. */
    until: number;
  }>,
) => Promise<void>;

/** How people can come in here, besides by password and PIN. */
export type SignInOptions = Readonly<{
  providers: readonly SignInProvider[];
  /** Without one there are no codes by phone, and whoever forgot a password is given a new link by an administrator. */
  sendText?: Messenger;
  sendMail?: Messenger;
  /** Where the links of mails lead; they are not sent without it, since a request may name any host. */
  publicUrl?: string;
  /** The person of the demo that a token stands for. */
  personOfToken?(token: string): string | undefined;
}>;
