/** Numbers of a sentence with what they are of; in a description they are its parameters. */
const NUMBERS = /(¥?\d[\d,.]*\d%?|¥?\d%?)/;

/** A description whose parameters are underlined, so that the eye finds what the rule turns on. */
export const MarkedNumbers = ({ text }: Readonly<{ text: string }>) =>
  text.split(NUMBERS).map((part, index) =>
    NUMBERS.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text stay in their order.
      <u key={index}>{part}</u>
    ) : (
      part
    ),
  );
