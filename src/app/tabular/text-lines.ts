/** The physical lines of a text. Lines are counted from 0 here; the row number that people see is one more. */
export type TextLines = Readonly<{
  text: string;
  count: number;
  start(line: number): number;
  /** Index behind the last character of the line, before its line end. */
  end(line: number): number;
}>;

const CR = 13;
const LF = 10;

/** Splits at CR LF, LF and CR, in linear time and without copying the text. */
export function textLines(text: string): TextLines {
  const starts = [0];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === LF || (unit === CR && text.charCodeAt(index + 1) !== LF)) starts.push(index + 1);
  }
  const start = (line: number) => starts[line] ?? text.length;
  return {
    text,
    count: starts.length,
    start,
    end(line) {
      if (line >= starts.length - 1) return text.length;
      const end = start(line + 1) - 1;
      return text.charCodeAt(end) === LF && end > start(line) && text.charCodeAt(end - 1) === CR
        ? end - 1
        : end;
    },
  };
}
