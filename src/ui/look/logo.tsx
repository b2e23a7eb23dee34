const LEAVES = [
  ['translate(3.08 8.46)rotate(-6)', 'M0 0C1.77 -2.38 5.48 -2.19 8.06 0C5.48 2.19 1.77 2.38 0 0Z'],
  ['translate(6.89 5.79)rotate(-36)', 'M0 0C2.03 -2.72 6.27 -2.51 9.22 0C6.27 2.51 2.03 2.72 0 0Z'],
  ['translate(8.86 1.56)rotate(-66)', 'M0 0C2.08 -2.8 6.44 -2.57 9.47 0C6.44 2.57 2.08 2.8 0 0Z'],
  ['translate(8.46 -3.08)rotate(-96)', 'M0 0C1.92 -2.58 5.94 -2.37 8.73 0C5.94 2.37 1.92 2.58 0 0Z'],
  ['translate(5.79 -6.89)rotate(-140)', 'M0 0C1.6 -2.15 4.95 -1.98 7.28 0C4.95 1.98 1.6 2.15 0 0Z'],
  ['translate(-3.08 8.46)rotate(-174)', 'M0 0C1.77 -2.38 5.48 -2.19 8.06 0C5.48 2.19 1.77 2.38 0 0Z'],
  ['translate(-6.89 5.79)rotate(-144)', 'M0 0C2.03 -2.72 6.27 -2.51 9.22 0C6.27 2.51 2.03 2.72 0 0Z'],
  ['translate(-8.86 1.56)rotate(-114)', 'M0 0C2.08 -2.8 6.44 -2.57 9.47 0C6.44 2.57 2.08 2.8 0 0Z'],
  ['translate(-8.46 -3.08)rotate(-84)', 'M0 0C1.92 -2.58 5.94 -2.37 8.73 0C5.94 2.37 1.92 2.58 0 0Z'],
  ['translate(-5.79 -6.89)rotate(-40)', 'M0 0C1.6 -2.15 4.95 -1.98 7.28 0C4.95 1.98 1.6 2.15 0 0Z'],
] as const;

/** The laurel on its green ground. */
export const Logo = ({ size = 28 }: Readonly<{ size?: number }>) => (
  <svg className="logo" width={size} height={size} viewBox="-16 -16 32 32" aria-hidden="true">
    <rect x="-16" y="-16" width="32" height="32" rx="8" />
    <g transform="translate(0 .6)">
      {LEAVES.map(([place, shape]) => (
        <path key={place} transform={place} d={shape} />
      ))}
    </g>
  </svg>
);
