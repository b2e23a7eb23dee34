import { RequestRefused } from '../api/answered.ts';
import type { Words } from '../language/language.ts';

/** The reason of a refusal, where the service gave one. */
export const reasonOf = (error: unknown): string | undefined =>
  error instanceof RequestRefused ? error.problem?.reason : undefined;

/** The place of the first fault of a refusal, a JSON pointer. */
export const placeOf = (error: unknown): string | undefined =>
  error instanceof RequestRefused ? error.problem?.errors?.[0]?.pointer : undefined;

/** Why somebody does not get in, in a sentence. */
export const refusalText = ({ refusals, trouble }: Words, error: unknown): string => {
  const reason = reasonOf(error);
  const left = /^WRONG_PIN_(\d+)$/.exec(reason ?? '')?.[1];
  if (left !== undefined) return refusals.wrongPin(Number(left));
  const known = reason === undefined ? undefined : refusals.reasons[reason];
  if (known !== undefined) return known;
  const code = error instanceof RequestRefused ? error.code : 'internal';
  if (code === 'rate-limit') return refusals.tooOften;
  const isPassing = code === 'unreachable' || code === 'unavailable' || code === 'internal';
  return isPassing ? (trouble.reasons[code] ?? refusals.notSignedIn) : refusals.notSignedIn;
};

/** What a provider of accounts, or what leads back from it, has put into the address. */
export const refusalInAddress = ({ refusals }: Words): string | undefined => {
  const reason = new URLSearchParams(window.location.search).get('error');
  return reason === null ? undefined : (refusals.reasons[reason] ?? refusals.notSignedIn);
};
