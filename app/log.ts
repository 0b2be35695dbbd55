/**
 * Structured logs. They carry ids and codes, never names, mails, bodies, tokens or query strings. Every line of a
 * request bears its `request`, every line of a round of background work its `job`: one grep tells one story.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';
import { env } from '#app/env.server.ts';

export type Trace = { request: string } | { job: string };

const trace = new AsyncLocalStorage<Trace>();

export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => trace.getStore() ?? {},
  formatters: { level: (label) => ({ level: label }), log: cleanFields },
  redact: {
    paths: ['*.accessToken', '*.refreshToken', '*.email', '*.body', '*.authorization'],
    remove: true,
  },
});

/** Runs work whose lines bear these ids, whoever began it. */
export function withTrace<T>(ids: Trace, work: () => T): T {
  return trace.run(ids, work);
}

/**
 * What an error says without the data that it met: messages of Prisma quote whole queries, Postgres quotes the value that it
 * could not read.
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name.startsWith('PrismaClient')) return error.message.trim().split('\n').at(-1) ?? error.name;
  return cleanText(error.message);
}

const SECRETS: [pattern: RegExp, instead: string][] = [
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[mail]'],
  [/\bshp(?:at|ca|pa|ss|ua|rt|it)_\w+/gi, '[token]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\b(postgres(?:ql)?:\/\/)[^\s@/]+@/gi, '$1[login]@'],
  [/(invalid input syntax for [\w ]+|out of range for type \w+): ".*"/g, '$1'],
];

export function cleanText(text: string): string {
  return SECRETS.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}

/** The last net below every line: whatever slipped into a text is taken out of it. */
function cleanFields(fields: Record<string, unknown>): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields))
    clean[key] = typeof value === 'string' ? cleanText(value) : value;
  return clean;
}
