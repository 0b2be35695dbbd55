/** The only reader of process.env: everything is checked once, with a message that names what is wrong. */
import { z } from 'zod';
import { readPlanSettings } from '#app/plan-settings.ts';

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    SHOPIFY_API_KEY: z.string().min(1),
    SHOPIFY_API_SECRET: z.string().min(1),
    SHOPIFY_APP_URL: z.url(),
    DATABASE_URL: z.url().optional(),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().optional(),
    TREUWERK_DATA_DIR: z.string().default('.data'),
    /** `all` runs web and worker in one process; `web` and `worker` run them apart. */
    TREUWERK_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
    /** Address of another App Bridge script; the library's documented seam, used by the sandbox only. */
    APP_BRIDGE_URL: z.url().optional(),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    /** What the job queue runs on; the others spread the data over several machines (docs/scale.md). */
    TREUWERK_QUEUE_BACKEND: z.enum(['postgres', 'citus', 'yugabytedb', 'cockroachdb']).default('postgres'),
    /** A port of its own for health, readiness and metrics, in every role; none without. */
    TREUWERK_OPS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    TREUWERK_OPS_HOST: z.string().default('127.0.0.1'),
    /** Lets Prometheus read `/metrics` at the public address, as a bearer token. */
    TREUWERK_METRICS_TOKEN: z.string().min(24).optional(),
    /** How long requests are still taken after the word to stop, until a load balancer has noticed. */
    TREUWERK_DRAIN_SECONDS: z.coerce.number().min(0).max(2).default(0),
    DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
    /** After so many days the bodies of webhooks are blanked, also of those that could not be handled. */
    TREUWERK_INBOX_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
    /** Keys the hashes of mail addresses; must stay the same as long as the books live. */
    TREUWERK_CONTACT_KEY: z.string().min(32).optional(),
    /** Seals the tokens of shops in the database; without it the key follows from the app's secret. */
    TREUWERK_TOKEN_KEY: z.string().min(32).optional(),
    /** The key before, while tokens that it sealed are still about. */
    TREUWERK_TOKEN_KEY_PREVIOUS: z.string().min(32).optional(),
    /** Whether shops may name mail servers in the host's own network: for an installation of one's own, never for many shops. */
    TREUWERK_MAIL_PRIVATE: z.stringbool().default(false),
    TREUWERK_KLAVIYO_URL: z.url().default('https://a.klaviyo.com'),
    /** Plans at Shopify, as JSON (docs/billing.md); without it everything is free and nobody is asked. */
    TREUWERK_PLANS: z.string().optional().transform(readPlanSettings),
  })
  .transform((values) => ({
    ...values,
    TREUWERK_CONTACT_KEY: values.TREUWERK_CONTACT_KEY ?? `contact:${values.SHOPIFY_API_SECRET}`,
  }));

export type Env = z.infer<typeof schema>;

let checked: Env | undefined;

/** @throws Error that lists every missing or malformed variable. */
export function env(): Env {
  if (checked) return checked;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is incomplete (see .env.example):\n  ${problems.join('\n  ')}`);
  }
  checked = parsed.data;
  return checked;
}

/** Tells this process and its children where the database is, when the app has started one itself. */
export function provideDatabaseUrl(url: string): void {
  process.env.DATABASE_URL = url;
  checked = undefined;
}

/** Environment of a Prisma CLI call: it must never look for native engines. */
export function prismaCliEnv(databaseUrl: string, executable: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PRISMA_QUERY_ENGINE_LIBRARY: executable,
    PRISMA_SCHEMA_ENGINE_BINARY: executable,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
}
