import { leaveRefused, sessionMark } from '../session/session.ts';

/** A request by whoever is signed in at that moment. A session that is refused is at its end. */
export const asSignedIn: typeof fetch = async (input, init) => {
  const mark = sessionMark();
  const answer = await fetch(input, init);
  if (answer.status === 401) leaveRefused(mark);
  return answer;
};
