import type { ApiKey } from '../../../schemas/api-key.ts';
import type { ApiKeyRow } from '../../storage/api-keys.ts';
import { KEY_PREFIX } from './key-token.ts';

/** A key as it is told of, without its secret. */
export const keyView = ({
  operations,
  lastUsedAt,
  revokedAt,
  replaces,
  replacedBy,
  ...row
}: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  shown: `${KEY_PREFIX}${row.id}`,
  ...(operations && { operations: [...operations] }),
  status: revokedAt !== null ? 'revoked' : row.valid ? 'valid' : 'expired',
  createdAt: row.createdAt,
  createdBy: row.createdBy,
  expiresAt: row.expiresAt,
  ...(lastUsedAt !== null && { lastUsedAt }),
  ...(revokedAt !== null && { revokedAt }),
  ...(replaces !== null && { replaces }),
  ...(replacedBy !== null && { replacedBy }),
});
