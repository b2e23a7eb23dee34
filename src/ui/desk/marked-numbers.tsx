/** A number with its sign; in a description it is a parameter. */
const NUMBERS = /¥?\d[\d,.]*\d%?|¥?\d%?/g;

/** A description whose parameters are underlined, so that the eye finds what the rule turns on. */
export const MarkedNumbers = ({ text }: Readonly<{ text: string }>) => {
  let end = 0;
  const parts = [...text.matchAll(NUMBERS)].map(({ 0: number, index }) => {
    const before = text.slice(end, index);
    end = index + number.length;
    return { index, before, number };
  });
  return (
    <>
      {parts.map(({ index, before, number }) => (
        <span key={index}>
          {before}
          <u>{number}</u>
        </span>
      ))}
      {text.slice(end)}
    </>
  );
};
