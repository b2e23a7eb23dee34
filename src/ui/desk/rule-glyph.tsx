import type { ReactNode } from 'react';

const GROUND = <path className="b" d="M4 40h64" />;

/** The shape of what a rule grants: green is the act, gold the reward. */
const SHAPES: Readonly<Record<string, ReactNode>> = {
  steps: (
    <>
      {GROUND}
      <path className="g" d="M4 40h22V30l20-8" />
      <path className="d" d="M46 22 68 5" />
    </>
  ),
  places: (
    <>
      {GROUND}
      <rect className="f" x="8" y="22" width="16" height="18" />
      <rect className="o" x="28" y="8" width="16" height="32" />
      <rect className="f" x="48" y="28" width="16" height="12" />
    </>
  ),
  shelf: (
    <>
      {GROUND}
      {[8, 20, 32].map((x) => (
        <rect key={x} className="f" x={x} y="14" width="8" height="26" />
      ))}
      {[44, 56].map((x) => (
        <rect key={x} className="o" x={x} y="14" width="8" height="26" />
      ))}
    </>
  ),
  points: (
    <>
      {[8, 19, 30, 41].map((x) => (
        <circle key={x} className="f" cx={x} cy="24" r="4" />
      ))}
      <circle className="o" cx="54" cy="24" r="6" />
    </>
  ),
  boxes: (
    <>
      {GROUND}
      <rect className="ff" x="6" y="24" width="16" height="16" />
      <rect className="of" x="28" y="14" width="16" height="26" />
      <path className="d" d="M36 14v26" />
      <rect className="ff" x="50" y="20" width="16" height="20" />
    </>
  ),
  badge: (
    <>
      <circle className="f" cx="36" cy="22" r="7" />
      {[-60, -20, 20, 60, 120, 160, 200, 240].map((angle) => (
        <path
          key={angle}
          className="o"
          transform={`translate(36 22)rotate(${angle})translate(12 0)`}
          d="M0 0C2-2.6 6-2.4 9 0C6 2.4 2 2.6 0 0Z"
        />
      ))}
    </>
  ),
  honour: (
    <>
      <path className="ff" d="M14 18h10l14-9v26l-14-9H14z" />
      <path className="d" d="M46 15c4 4 4 10 0 14M53 10c7 7 7 17 0 24" />
    </>
  ),
};

const shapeOf = (category: string, media: readonly string[], subject: string): string => {
  if (media.includes('badge')) return 'badge';
  if (media.includes('cash'))
    return subject === 'team' || media.includes('honour')
      ? 'places'
      : category === 'process'
        ? 'shelf'
        : 'steps';
  if (media.includes('goods')) return 'boxes';
  return media.includes('honour') ? 'honour' : 'points';
};

export const RuleGlyph = ({
  category,
  media,
  subject,
}: Readonly<{ category: string; media: readonly string[]; subject: string }>) => (
  <svg className="gl" viewBox="0 0 72 44" aria-hidden="true">
    {SHAPES[shapeOf(category, media, subject)]}
  </svg>
);
