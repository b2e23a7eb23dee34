import { encode } from 'uqr';

/** What a scanner needs around the code. */
const QUIET_MODULES = 4;

/** A text for a phone to scan: dark on light in every theme, since not every scanner reads the opposite. */
export const QrCode = ({ text, label }: Readonly<{ text: string; label: string }>) => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const shape = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={shape} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
};
