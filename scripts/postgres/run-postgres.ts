import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from './find-binaries.ts';

/**
 * Runs a throw-away PostgreSQL server for as long as its standard input stays open, and prints its address when it
 * accepts connections. A process of its own, so that the server ends and its folder goes however its user ends. With
 * `durable` it waits for the disk, as a server that is not thrown away does.
 */
const main = async (): Promise<void> => {
  const scratch = await mkdtemp(join(tmpdir(), 'laurel-pg-'));
  const user = await serverUser();
  if ('uid' in user) await chown(scratch, user.uid, user.gid);
  const end = async (code: number): Promise<never> => {
    await rm(scratch, { recursive: true, force: true });
    process.exit(code);
  };
  try {
    const programs = await findBinaries(scratch);
    const password = randomBytes(12).toString('hex');
    const data = join(scratch, 'data');
    const passwordFile = join(scratch, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if ('uid' in user) await chown(passwordFile, user.uid, user.gid);
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-N'];
    await promisify(execFile)(join(programs, 'initdb'), [...initdb, ...TEXT], { ...user, cwd: scratch });
    const port = await freePort();
    const server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), ...settings(process.argv.includes('durable'))],
      {
        ...user,
        cwd: scratch,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let log = '';
    server.stderr.on('data', (chunk) => {
      if (log.includes(READY)) return;
      log += chunk;
      if (log.includes(READY))
        process.stdout.write(`postgres://postgres:${password}@127.0.0.1:${port}/postgres\n`);
    });
    server.on('exit', (code) => {
      if (!log.includes(READY)) process.stderr.write(log);
      end(code ?? 0);
    });
    const stop = () => server.kill('SIGINT');
    process.stdin.on('end', stop).on('error', stop).resume();
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    await end(1);
  }
};

const READY = 'database system is ready to accept connections';

/** Texts sort as people expect, not by code point: what relies on an order has to say which one. */
const TEXT = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];

/** What a crash of the machine would lose does not matter, so that nothing waits for the disk. */
const UNSAFE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB'];
const DURABLE = ['shared_buffers=512MB', 'max_wal_size=2GB'];

/** Loopback only. */
const settings = (durable: boolean): string[] =>
  [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=120',
    'autovacuum_naptime=10s',
    'log_min_messages=log',
    ...(durable ? DURABLE : UNSAFE),
  ].flatMap((setting) => ['-c', setting]);

type User = Readonly<{ uid: number; gid: number }> | Readonly<Record<string, never>>;

/** The server refuses to run as root; then it runs as `postgres` or `nobody`. */
const serverUser = async (): Promise<User> => {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => lines.filter(([each]) => each === name))[0];
  if (!found) throw new Error('PostgreSQL does not run as root: add a user called postgres.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

await main();
