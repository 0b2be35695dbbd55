/** Structured logs. They carry ids and codes, never names, mails, bodies, tokens or query strings. */
import pino from 'pino';
import { env } from '#app/env.server.ts';

export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  redact: {
    paths: ['*.accessToken', '*.refreshToken', '*.email', '*.body', '*.authorization'],
    remove: true,
  },
});

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
