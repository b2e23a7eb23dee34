const LEAF = 'M0 0C3.5-4.6 10.9-4.2 16 0C10.9 4.2 3.5 4.6 0 0Z';

/** Leaves on either side of a twig that goes up one side of the wreath. */
const side = Array.from({ length: 7 }, (_, index) => {
  const angle = 78 - index * 21;
  const radians = (angle * Math.PI) / 180;
  const place = `${(36 * Math.cos(radians)).toFixed(1)} ${(36 * Math.sin(radians)).toFixed(1)}`;
  return [-62, 6].map(
    (turn) => `translate(${place})rotate(${(angle - 90 + turn + 28).toFixed(0)})scale(.86)`,
  );
}).flat();

/** The laurel wreath, for first places and badges: only where somebody earned it. */
export const Wreath = ({ size, withHeart = false }: Readonly<{ size: number; withHeart?: boolean }>) => (
  <svg className="wreath" width={size} height={size} viewBox="-50 -50 100 100" aria-hidden="true">
    {[1, -1].map((mirror) => (
      <g key={mirror} transform={`scale(${mirror} 1)`}>
        <path className="stem" d="M2.5 35.9A36 36 0 0 0 19-30.5" />
        {side.map((place) => (
          <path key={place} className="leaf-on" transform={place} d={LEAF} />
        ))}
      </g>
    ))}
    {withHeart && <circle className="heart" r="11" />}
  </svg>
);
