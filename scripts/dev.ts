/** The service, started again when its sources change, and the web app, which changes as it is written. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const PORT = process.env.PORT ?? '8787';
const root = fileURLToPath(new URL('../', import.meta.url));

const service = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', '--disable-warning=ExperimentalWarning', 'src/node.ts'],
  { cwd: root, stdio: 'inherit' },
);
const web = await createServer({
  configFile: `${root}vite.config.ts`,
  server: { port: 5173, proxy: { '/api': `http://127.0.0.1:${PORT}` } },
});
await web.listen();
web.printUrls();

const stop = () => {
  service.kill();
  web.close().finally(() => process.exit());
};
service.once('exit', stop);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
