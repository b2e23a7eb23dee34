import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Who may come in, apart from all else: a schema and a role of their own, so that what reads figures never sees what
 * people sign in with. The sign-in library reads and writes the first four tables by itself; it knows no tenants, so the
 * tenant is filled in from the transaction, and row level security alone keeps tenants apart.
 */
export const signIn = pgSchema('sign_in');

const tenantId = () =>
  text('tenant_id').notNull().default(sql`nullif(current_setting('laurel.tenant', true), '')`);

/** The library passes dates. */
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Who can sign in, and what they may then do. */
export const person = signIn.table(
  'person',
  {
    tenantId: tenantId(),
    id: text('person_id').notNull(),
    name: text('name').notNull(),
    /** Of the person, or one that no mail reaches: the library wants one. */
    email: text('email').notNull(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    phoneNumber: text('phone_number'),
    phoneNumberVerified: boolean('phone_number_verified').notNull().default(false),
    roles: text('roles').array().notNull().default([]),
    /** The code of the rep who this is. */
    rep: text('rep'),
    blocked: boolean('blocked').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('person_email').on(table.tenantId, table.email),
    unique('person_phone').on(table.tenantId, table.phoneNumber),
    unique('person_rep').on(table.tenantId, table.rep),
  ],
);

const personId = () => text('person_id').notNull();

/** Where somebody is signed in. */
export const session = signIn.table(
  'session',
  {
    tenantId: tenantId(),
    id: text('session_id').notNull(),
    userId: personId(),
    token: text('token').notNull(),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('session_token').on(table.tenantId, table.token),
    index('session_person').on(table.tenantId, table.userId),
    index('session_expires').on(table.tenantId, table.expiresAt),
    foreignKey({
      columns: [table.tenantId, table.userId],
      foreignColumns: [person.tenantId, person.id],
    }).onDelete('cascade'),
  ],
);

/** What a person signs in with: a password, a PIN, or an account elsewhere. */
export const account = signIn.table(
  'account',
  {
    tenantId: tenantId(),
    id: text('account_id').notNull(),
    userId: personId(),
    providerId: text('provider').notNull(),
    /** The id of the person there. */
    accountId: text('provider_account').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    /** Hashed by scrypt. */
    password: text('password'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('account_elsewhere').on(table.tenantId, table.providerId, table.accountId),
    index('account_person').on(table.tenantId, table.userId),
    foreignKey({
      columns: [table.tenantId, table.userId],
      foreignColumns: [person.tenantId, person.id],
    }).onDelete('cascade'),
  ],
);

/** What was sent or begun and has to come back: codes by text message, resets, signing in elsewhere. */
export const verification = signIn.table(
  'verification',
  {
    tenantId: tenantId(),
    id: text('verification_id').notNull(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('verification_identifier').on(table.tenantId, table.identifier),
    index('verification_expires').on(table.tenantId, table.expiresAt),
  ],
);

/** A link by which somebody comes in for the first time, or again after losing the password or the phone. */
export const invitation = signIn.table(
  'invitation',
  {
    tenantId: tenantId(),
    id: text('invitation_id').notNull(),
    personId: personId(),
    secretHash: text('secret_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('invitation_person').on(table.tenantId, table.personId),
    foreignKey({
      columns: [table.tenantId, table.personId],
      foreignColumns: [person.tenantId, person.id],
    }).onDelete('cascade'),
  ],
);

/** A phone on which somebody signs in with a PIN; without the phone the PIN opens nothing. */
export const device = signIn.table(
  'device',
  {
    tenantId: tenantId(),
    id: text('device_id').notNull(),
    personId: personId(),
    secretHash: text('secret_hash').notNull(),
    /** Hashed by scrypt. */
    pinHash: text('pin_hash').notNull(),
    /** Wrong PINs since the last right one. */
    failures: integer('failures').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('device_person').on(table.tenantId, table.personId),
    check('device_failures', sql`failures >= 0`),
    foreignKey({
      columns: [table.tenantId, table.personId],
      foreignColumns: [person.tenantId, person.id],
    }).onDelete('cascade'),
  ],
);
