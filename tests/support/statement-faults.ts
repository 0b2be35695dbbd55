/**
 * Faults at the edge to the database: every statement that the app sends is counted, and at a chosen one the connection
 * is cut, before the statement is sent or after it has taken effect and before its answer is heard.
 */
import pg from 'pg';

export type Fault = { at: number; when: 'before' | 'after' };
export type Struck = { statements: number; statement: string | null };

type Client = pg.Client & {
  connection: { stream: { destroy: () => void } };
  connectionParameters: { application_name?: string };
};
type Query = (this: Client, ...args: unknown[]) => unknown;
type Callback = (error: Error | null, result?: unknown) => void;

/** Connections under this name are the test's own: they are neither counted nor cut. */
export const UNHARMED = 'unharmed';

/** Runs the work with a fault, or with none. @returns how many statements were sent and which was struck. */
export async function withFault(
  fault: Fault | null,
  work: () => Promise<unknown>,
  afterStatement: (text: string) => Promise<void> = async () => {},
): Promise<Struck> {
  const struck: Struck = { statements: 0, statement: null };
  const real = pg.Client.prototype.query as unknown as Query;
  const patched: Query = function query(this: Client, ...args) {
    if (this.connectionParameters.application_name === UNHARMED) return real.apply(this, args);
    struck.statements += 1;
    const text = textOf(args[0]);
    if (fault?.at !== struck.statements) return observed(this, args, () => afterStatement(text));
    struck.statement = `${fault.when} ${text}`;
    if (fault.when === 'after') return observed(this, args, () => cut(this));
    this.connection.stream.destroy();
    return real.apply(this, args);
  };
  /** The real query, with something done between its answer and the app's hearing of it. */
  function observed(client: Client, args: unknown[], then: () => Promise<void>): unknown {
    const last = args.at(-1);
    if (typeof last !== 'function') {
      const sent = real.apply(client, args) as Promise<unknown>;
      return sent.then(async (result) => {
        await then();
        return result;
      });
    }
    const callback = last as Callback;
    return real.apply(client, [
      ...args.slice(0, -1),
      (error: Error | null, result?: unknown) => {
        if (error) callback(error);
        else
          then().then(
            () => callback(null, result),
            (lost: Error) => callback(lost),
          );
      },
    ]);
  }
  pg.Client.prototype.query = patched as unknown as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = real as unknown as typeof pg.Client.prototype.query;
  }
  return struck;
}

/** @throws as the driver does when an answer never comes. */
async function cut(client: Client): Promise<void> {
  const ended = new Promise((resolve) => client.once('end', resolve));
  client.connection.stream.destroy();
  await ended;
  throw new Error('Connection terminated unexpectedly');
}

function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : (query as { text?: string } | undefined)?.text;
  return (text ?? '?').replaceAll(/\s+/g, ' ').slice(0, 80);
}
