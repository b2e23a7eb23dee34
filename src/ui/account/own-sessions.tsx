import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { planQuery } from '../api/queries.ts';
import { changeSignIn, type Session, sessionsQuery, thisSessionQuery } from '../api/sign-in.ts';
import { dateText, dayOf } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';
import { Trouble } from '../look/trouble.tsx';
import { deviceWords } from './device-words.ts';

/** Where one is signed in, this place first, each of the others with a way to end it. */
export const OwnSessions = () => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const here = useQuery(thisSessionQuery());
  const refresh = () => queries.invalidateQueries({ queryKey: ['sessions'] });
  const ending = useMutation({
    mutationFn: (token: string) => changeSignIn('/revoke-session', { token }),
    onSuccess: refresh,
  });
  const endingOthers = useMutation({
    mutationFn: () => changeSignIn('/revoke-other-sessions', {}),
    onSuccess: refresh,
  });
  const failed = ending.error ?? endingOthers.error;
  return (
    <section>
      <h2 className="account-head">{words.account.sessions}</h2>
      <Asked query={sessions} place="account" rows={2} height={64}>
        {(items) => {
          const others = items.filter(({ id }) => id !== here.data?.id);
          return (
            <>
              <ul className="card account-list">
                {items
                  .filter(({ id }) => id === here.data?.id)
                  .concat(others)
                  .map((session) => (
                    <Place
                      key={session.id}
                      session={session}
                      isHere={session.id === here.data?.id}
                      isBusy={here.isPending || ending.isPending}
                      onEnd={() => ending.mutate(session.token)}
                    />
                  ))}
              </ul>
              {here.isSuccess && others.length === 0 && (
                <p className="cap account-note">{words.account.noOthers}</p>
              )}
              {here.isSuccess && others.length > 0 && (
                <button
                  type="button"
                  className="btn quiet account-wide"
                  disabled={endingOthers.isPending}
                  onClick={() => endingOthers.mutate()}
                >
                  {words.account.endOthers}
                </button>
              )}
            </>
          );
        }}
      </Asked>
      {failed && <Trouble place="account" error={failed} />}
    </section>
  );
};

const Place = ({
  session: { userAgent, updatedAt },
  isHere,
  isBusy,
  onEnd,
}: Readonly<{ session: Session; isHere: boolean; isBusy: boolean; onEnd: () => void }>) => {
  const { language, words } = useLanguage();
  const plan = useQuery(planQuery());
  const device = deviceWords(words, userAgent ?? '');
  const day = dateText(dayOf(updatedAt, plan.data?.timeZone ?? 'UTC'), language);
  return (
    <li>
      <span className="grow">
        <b>{device}</b>
        <span className="cap">{words.account.seen(day)}</span>
      </span>
      {isHere ? (
        <span className="chip green">
          <Icon name="check" />
          {words.account.here}
        </span>
      ) : (
        <button
          type="button"
          className="btn text"
          aria-label={words.account.endOf(device)}
          disabled={isBusy}
          onClick={onEnd}
        >
          {words.account.end}
        </button>
      )}
    </li>
  );
};
