import { useLanguage } from '../language/language.ts';

const keys = (rows: number): number[] => Array.from({ length: rows }, (_, index) => index);

/** Rows to come, in the shape of what they will be. */
export const WaitingRows = ({ rows, height }: Readonly<{ rows: number; height: number }>) => {
  const { words } = useLanguage();
  return (
    <div className="waiting" role="status">
      <span className="sr">{words.loading}</span>
      {keys(rows).map((row) => (
        <div key={row} className="waiting-row" style={{ height }}>
          <i style={{ width: `${44 + ((row * 17) % 30)}%` }} />
          <i />
        </div>
      ))}
    </div>
  );
};

/** A page whose code or first answer is still on its way. */
export const WaitingPage = () => (
  <div className="waiting-page">
    <WaitingRows rows={6} height={56} />
  </div>
);
