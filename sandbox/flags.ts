/** Flags of `npm run sandbox`. An unknown flag is an error that names the known ones. */
import { parseArgs } from 'node:util';

export type Flags = {
  port: number;
  shop: string;
  /** Undefined: told from the history, else EUR. */
  currency: string | undefined;
  program: string | undefined;
  history: string | undefined;
  empty: boolean;
  /** The app has just been installed: no program, nothing read. */
  new: boolean;
  fresh: boolean;
};

const USAGE = `Usage: npm run sandbox -- [flags]
  --port N        port of the store (default 4040)
  --shop DOMAIN   the shop's domain (default treuwerk.myshopify.com)
  --currency XXX  the shop's currency (default EUR, or the history's)
  --program FILE  program to publish, JSON
  --history FILE  past of the shop: CSV of invoice lines, Shopify's order export, or events as NDJSON; may be gzipped
  --empty         no past; the bare program is live from 1970
  --new           the app has just been installed: no program, the past not read yet
  --fresh         forget what was kept from the last run`;

export class UsageError extends Error {}

export function readFlags(args: string[]): Flags {
  const values = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw usage(`--port ${values.port} is not a port`);
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(values.shop)) {
    throw usage(`--shop ${values.shop} is not a shop domain such as treuwerk.myshopify.com`);
  }
  if (values.currency !== undefined && !/^[A-Z]{3}$/.test(values.currency))
    throw usage(`--currency ${values.currency} is not a currency code such as EUR`);
  if (values.empty && values.history) throw usage('--empty and --history exclude each other');
  return { ...values, port };
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      strict: true,
      options: {
        port: { type: 'string', default: '4040' },
        shop: { type: 'string', default: 'treuwerk.myshopify.com' },
        currency: { type: 'string' },
        program: { type: 'string' },
        history: { type: 'string' },
        empty: { type: 'boolean', default: false },
        new: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
      },
    });
    return { currency: undefined, program: undefined, history: undefined, ...values };
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function usage(problem: string): UsageError {
  return new UsageError(`${problem}\n\n${USAGE}`);
}
