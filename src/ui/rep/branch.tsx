/** The places of a young branch, and of one that has grown as far as it fits. */
const PLACES = { least: 10, most: 18 } as const;
const LEAF = 'M0 0C4.56-6.32 14.09-5.81 20.72 0C14.09 5.81 4.56 6.32 0 0Z';

/** The quadratic curve of the stem, and the leaves along it: to either side in turn, smaller towards the tip. */
const leafAt = (index: number, places: number): string => {
  const t = 0.06 + (0.94 * index) / (places - 1);
  const along = (from: number, by: number, to: number) =>
    (1 - t) ** 2 * from + 2 * (1 - t) * t * by + t ** 2 * to;
  const angle = index === places - 1 ? -18 : index % 2 === 0 ? -60 : 24;
  const size = (1 - 0.22 * t) * Math.min(1, 1.25 - places / 40);
  const [x, y] = [along(4, 61, 118), along(52, 32.56, 25.12)];
  return `translate(${x.toFixed(2)} ${y.toFixed(2)})rotate(${angle})scale(${size.toFixed(3)})`;
};

/** The branch of a day: one leaf, one award. */
export const Branch = ({ leaves, label }: Readonly<{ leaves: number; label: string }>) => {
  const places = Math.min(PLACES.most, Math.max(PLACES.least, leaves));
  return (
    <svg className="branch" width="140" height="64" viewBox="0 0 140 64" role="img" aria-label={label}>
      <path className="stem" d="M4 52Q61 32.56 118 25.12" />
      {Array.from({ length: places }, (_, index) => leafAt(index, places)).map((place, index) => (
        <path key={place} className={index < leaves ? 'leaf-on' : 'leaf-off'} transform={place} d={LEAF} />
      ))}
    </svg>
  );
};
