import type { Invitation } from '../../../../schemas/person.ts';

/** The whole address of a link, as somebody else opens it. */
export const addressOf = ({ path }: Pick<Invitation, 'path'>): string =>
  `${window.location.origin}${path ?? ''}`;
