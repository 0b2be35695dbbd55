/**
 * The app alone with a durable Postgres of its own at the end of a line that can be cut: no store answers it. For what
 * concerns webhooks and the books only.
 */
import { migrate } from '../../app/db/provide-database.ts';
import { type AppBeside, startBeside } from './app-beside.ts';
import { type KillablePostgres, makeKillablePostgres } from './killable-postgres.ts';
import { openLine, type PostgresLine } from './postgres-line.ts';

export type Outpost = {
  app: AppBeside;
  postgres: KillablePostgres;
  line: PostgresLine;
  /** The database itself, past the line. */
  databaseUrl: string;
  target: { appUrl: string; apiSecret: string };
  stop: () => Promise<void>;
};

const KEYS = { apiKey: 'outpost-key', apiSecret: 'outpost-secret' };

export async function makeOutpost(
  env: Record<string, string> = {},
  nodeFlags: string[] = [],
): Promise<Outpost> {
  const postgres = makeKillablePostgres();
  const databaseUrl = await postgres.start({ max_connections: '100' });
  await migrate(databaseUrl);
  const line = await openLine(databaseUrl);
  const app = await startBeside(
    { ...KEYS, storeUrl: 'http://127.0.0.1:1', databaseUrl: line.url },
    env,
    nodeFlags,
  );
  return {
    app,
    postgres,
    line,
    databaseUrl,
    target: { appUrl: app.url, apiSecret: KEYS.apiSecret },
    stop: async () => {
      await app.stop();
      await line.close();
      await postgres.remove();
    },
  };
}
