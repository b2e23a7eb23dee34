import type { LaurelError } from '../app/errors.ts';

/** Where a command writes: results for people or machines, and progress when somebody watches. */
export type Output = Readonly<{
  /** One result: the text for people, or the value when `--json` was given. */
  result(text: string, value: unknown): void;
  progress(text: string): void;
  warn(text: string): void;
}>;

export const createOutput = (json: boolean): Output => {
  const watched = process.stderr.isTTY === true;
  let shown = 0;
  const clear = () => {
    if (watched && shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    result: (text, value) => {
      clear();
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
    },
    progress: (text) => {
      if (!watched) return;
      clear();
      shown = text.length;
      process.stderr.write(text);
    },
    warn: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
  };
};

/** An expected failure as people read it: what is wrong, and each place with what was probably meant. */
export const failureText = (error: LaurelError): string => {
  const places = error.errors.map(({ file, pointer, detail, suggestion }) => {
    const place = [file, pointer].filter(Boolean).join(' ');
    const meant = suggestion === undefined ? '' : ` Did you mean “${suggestion}”?`;
    return `  ${place ? `${place}: ` : ''}${detail}${meant}`;
  });
  return [error.message, ...places].join('\n');
};
