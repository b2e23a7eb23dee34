import { useMutation } from '@tanstack/react-query';
import { askToSignIn } from '../api/sign-in.ts';
import { enter } from './session.ts';

/** One way in: what is sent to it opens a session, and the app begins anew as whoever came in. */
export const useEntering = (path: string) =>
  useMutation({ mutationFn: (body: object) => askToSignIn(path, body), onSuccess: enter });
