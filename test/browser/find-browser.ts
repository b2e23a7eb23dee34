import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A Chromium, and where it finds its libraries. */
export type FoundBrowser = Readonly<{ executablePath: string; libraries: string | undefined }>;

const onPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/** The Chromium of the system, else that of the npm package. */
export const findBrowser = async (): Promise<FoundBrowser> => {
  const executablePath = onPath();
  return executablePath === undefined ? unpackBrowser() : { executablePath, libraries: undefined };
};

/** Unpacked once for the whole run: a program that is still being written cannot be started. */
const unpackBrowser = async (): Promise<FoundBrowser> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'There is no Chromium on the PATH: install one, on Debian with `apt-get install chromium`.',
    );
  // It brings libraries for a system that has none, and names their place, where it takes this one for such a system.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), libraries: process.env.LD_LIBRARY_PATH };
};
