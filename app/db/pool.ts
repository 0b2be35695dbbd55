/**
 * The connection pools of the process. `pool` is shared by hand-written SQL and Prisma. `intake` belongs to webhooks
 * alone, so that no work of the worker keeps Shopify waiting, and whoever asks it hears within a second that the database
 * is away.
 */
import pg from 'pg';
import { env } from '#app/env.server.ts';

// Points and minor units fit a JavaScript integer; anything larger is a fault that must not pass as a rounded number.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`A number from the database is too large: ${text}`);
  return value;
});

const INTAKE_CONNECTIONS = 4;
/** A database that has said nothing for so long is taken to be away; the caller has the rest of its second for itself. */
const SILENCE_MS = 750;
/** In a crowd a webhook may wait its turn while the database answers others; Shopify gives five seconds. */
const TURN_MS = 4_000;

let shared: pg.Pool | undefined;
let intake: pg.Pool | undefined;

export function pool(): pg.Pool {
  shared ??= open(env().DATABASE_POOL, 5_000);
  return shared;
}

/** The driver gives up waiting for the answer after so many milliseconds. */
export type TimedQuery = pg.QueryConfig & { query_timeout: number };

/**
 * One statement for a webhook. @throws within a second when the database is silent; that leaves open whether the statement
 * took effect.
 */
export async function queryIntake(query: pg.QueryConfig): Promise<pg.QueryResult> {
  // While the database is silent one asks whether it is back; nobody else need wait to hear the same.
  if (silent && asking > 0) throw new Error(SILENT);
  asking += 1;
  try {
    const result = await ask(query);
    silent = false;
    return result;
  } catch (error) {
    silent ||= error instanceof Error && error.message === SILENT;
    throw error;
  } finally {
    asking -= 1;
  }
}

let silent = false;
/** How many statements are under way on `intake`. */
let asking = 0;
const SILENT = 'the database is silent';

async function ask(query: pg.QueryConfig): Promise<pg.QueryResult> {
  intake ??= open(INTAKE_CONNECTIONS, TURN_MS);
  const began = performance.now();
  const turn = intake.connect();
  const client = await orSilence(began, turn).catch((error: unknown) => {
    // The turn may still come; nobody waits for it any more.
    turn.then(
      (late) => late.release(),
      () => {},
    );
    throw error;
  });
  client.on('error', ignoreLoss);
  let failure: Error | undefined;
  try {
    const result = await orSilence(began, client.query(query));
    heardAt = performance.now();
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw failure;
  } finally {
    // A connection that owes an answer is not handed to the next one.
    client.release(failure);
    if (failure === undefined) client.off('error', ignoreLoss);
  }
}

/** When the database last answered on `intake`. */
let heardAt = 0;

/** The work's end, unless the database has let nobody hear of it since `began` for too long. */
async function orSilence<T>(began: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const look = () => {
      const left = Math.max(began, heardAt) + SILENCE_MS - performance.now();
      if (left > 0) timer = setTimeout(look, left);
      // A busy process may have the answer already and not have read it: first let it read.
      else setImmediate(() => reject(new Error(SILENT)));
    };
    look();
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}

export type PoolFigures = { name: 'shared' | 'intake'; total: number; idle: number; waiting: number };

export function poolFigures(): PoolFigures[] {
  return [figuresOf('shared', shared), figuresOf('intake', intake)];
}

export async function closePool(): Promise<void> {
  const closing = [shared, intake];
  shared = undefined;
  intake = undefined;
  await Promise.all(closing.map(async (one) => one?.end()));
}

function open(max: number, connectionTimeoutMillis: number): pg.Pool {
  const opened = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max,
    connectionTimeoutMillis,
    idleTimeoutMillis: 30_000,
    // A database that has gone without a word is noticed on lines that wait for it.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  opened.on('error', ignoreLoss);
  return opened;
}

function ignoreLoss(): void {}

function figuresOf(name: PoolFigures['name'], one: pg.Pool | undefined): PoolFigures {
  return {
    name,
    total: one?.totalCount ?? 0,
    idle: one?.idleCount ?? 0,
    waiting: one?.waitingCount ?? 0,
  };
}
