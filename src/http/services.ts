import type { Context as HttpContext } from 'hono';
import type { Actor, Store } from '../app/context.ts';
import type { JobTicket } from '../app/jobs/run-job.ts';
import type { Limits } from './limits.ts';
import type { SignInOptions } from './sign-in/sign-in-options.ts';

/** A store that is open for a request; `close` gives back what was opened for it alone. */
export type RequestStore = Readonly<{ store: Store; close(): Promise<void> }>;

/** One line of the log. It never holds a name, a code, an amount, a query or a body. */
export type LogEntry = Readonly<{ level: 'info' | 'error'; message: string }> &
  Readonly<Record<string, unknown>>;

/** Somebody of the demo whom a newcomer can be. */
export type Persona = Readonly<{ role: string; name: string; token: string }>;

/** What the service needs of where it runs; entry points provide it. */
export type Services = Readonly<{
  openStore(): Promise<RequestStore>;
  /** Whom a bearer token stands for; undefined for a token of nobody. */
  actorOf(token: string): Promise<Actor | undefined>;
  /** Where a request came from, as far as can be known and trusted. */
  clientAddress(request: Request, env: unknown): string | undefined;
  limits: Limits;
  /** Hands a job to whoever runs it. */
  carryJob(ticket: JobTicket): Promise<void>;
  /** Who can be signed in as without a password, which only a demo lets one do; undefined elsewhere. */
  personas(): Promise<readonly Persona[] | undefined>;
  /** Where the page of the API finds its script and style; undefined where they are not served. */
  docsAssets: string;
  version: string;
  /** The tenant that this deployment serves; undefined where each request says by host or header which. */
  tenant: string | undefined;
  /** How people come in. */
  signIn: SignInOptions;
  /** Goes on with work when the answer is on its way. */
  background(c: HttpContext, work: Promise<unknown>): void;
  /** Epoch milliseconds. */
  now(): number;
  log(entry: LogEntry): void;
}>;
