const RADIUS = 40;
const STROKE = 9.09;

const pointAt = (share: number, radius: number): readonly [x: number, y: number] => {
  const angle = share * 2 * Math.PI;
  return [50 + radius * Math.sin(angle), 50 - radius * Math.cos(angle)];
};

/** The arc between two shares of the circle; a whole one has no ends, and stops short of its beginning. */
const arc = (from: number, to: number): string => {
  const [x1, y1] = pointAt(from, RADIUS);
  const [x2, y2] = pointAt(Math.min(to, from + 0.9999), RADIUS);
  return `M${x1.toFixed(2)} ${y1.toFixed(2)}A${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2.toFixed(2)} ${y2.toFixed(2)}`;
};

/**
 * How far a target is reached (arc), where one should be by now (notch), and what is between them (pale). Both are
 * shares of 1; more than all of it is a whole ring.
 */
export const TargetRing = ({ done, due, label }: Readonly<{ done: number; due: number; label: string }>) => {
  const [shown, notch] = [Math.min(1, Math.max(0, done)), Math.min(1, Math.max(0, due))];
  const isNear = Math.abs(shown - notch) < 0.03;
  const [x1, y1] = pointAt(notch, RADIUS - 7.5);
  const [x2, y2] = pointAt(notch, RADIUS + 7.5);
  return (
    <svg className="ring" width="88" height="88" viewBox="0 0 100 100" role="img" aria-label={label}>
      <circle className="t" cx="50" cy="50" r={RADIUS} strokeWidth={STROKE} />
      {shown < notch && <path className="gap" d={arc(shown, notch)} strokeWidth={STROKE} />}
      {shown > 0 && (
        <path
          className="a"
          d={arc(0, shown)}
          strokeWidth={STROKE}
          strokeLinecap={isNear ? 'butt' : 'round'}
        />
      )}
      <line className="halo" x1={x1} y1={y1} x2={x2} y2={y2} strokeWidth="7" />
      <line className="tick" x1={x1} y1={y1} x2={x2} y2={y2} strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
};
