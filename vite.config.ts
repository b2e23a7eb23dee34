import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The web app. Phones of reps have old browsers: nothing newer than Chrome 80 is written. */
export default defineConfig({
  root: at('src/ui'),
  publicDir: at('src/ui/public'),
  plugins: [react()],
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    target: 'chrome80',
    // Pages of ours run no script that stands in them, so that nothing may be inlined as one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
