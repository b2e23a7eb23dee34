import { startPostgres } from './postgres/start-postgres.ts';
const s = await startPostgres({ durable: true });
process.stdout.write(s.url + '\n');
process.stdin.resume(); process.on('SIGTERM', async () => { await s.stop(); process.exit(0); });
