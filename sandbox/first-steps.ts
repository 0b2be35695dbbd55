/**
 * What a merchant does on the first day, done over HTTP as a browser in the Shopify admin would: install the
 * app, publish a program, read in the shop's past.
 */
import { readFileSync } from 'node:fs';
import type { SandboxContext } from './store/context.ts';

/** An ordinary browser: the app's library turns away what looks like a bot. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const PROPOSED_PROGRAM = new URL('./programs/proposed.json', import.meta.url);
const IMPORT_POLL_MS = 150;

export type ImportState = {
  state: string;
  /** Of the phase that goes on. */
  total: number | null;
  done: number;
  phases: { phase: string; state: string }[];
  error: string | null;
};

/** Opens the app in the admin: Shopify has installed it, the app exchanges its first token. */
export async function installApp(context: SandboxContext): Promise<void> {
  const { config, sign } = context;
  const query = new URLSearchParams({
    embedded: '1',
    shop: config.shop,
    host: sign.hostParameter(),
    locale: config.locale,
    id_token: sign.idToken(),
  });
  const response = await fetch(`${config.appUrl}/app?${query}`, {
    headers: { 'user-agent': USER_AGENT, accept: 'text/html' },
    redirect: 'manual',
  });
  const text = await response.text();
  if (response.status >= 400 || !context.state.installed) {
    throw new Error(`The app could not be installed: it answered ${response.status}. ${firstWords(text)}`);
  }
}

export async function publishProgram(
  context: SandboxContext,
  how: { file: string | undefined; bare: boolean },
): Promise<void> {
  const bare = how.bare && how.file === undefined;
  const config: unknown = bare ? {} : JSON.parse(readFileSync(how.file ?? PROPOSED_PROGRAM, 'utf8'));
  // A program for a shop without a past counts from the beginning of time, so that tests may place orders anywhere.
  const appliesFrom = '1970-01-01T00:00:00Z';
  const response = await call(context, 'POST', '/app/api/program', { config, appliesFrom });
  if (!response.ok) throw new Error(`The program was refused: ${firstWords(await response.text())}`);
}

/** Starts the reading of the past and follows it; `onProgress` hears of each step. */
export async function importHistory(
  context: SandboxContext,
  onProgress: (state: ImportState) => void,
): Promise<void> {
  const started = await call(context, 'POST', '/app/api/history-import', {});
  if (!started.ok) throw new Error(`The past could not be read in: ${firstWords(await started.text())}`);
  for (;;) {
    const response = await call(context, 'GET', '/app/api/history-import');
    if (!response.ok)
      throw new Error(`The state of the import could not be read: ${firstWords(await response.text())}`);
    const state = (await response.json()) as ImportState;
    onProgress(state);
    if (['done', 'completed', 'finished'].includes(state.state)) return;
    if (state.error !== null || state.state === 'failed')
      throw new Error(`The past could not be read in: ${state.error ?? 'no reason given'}`);
    await new Promise((resolve) => setTimeout(resolve, IMPORT_POLL_MS));
  }
}

async function call(
  context: SandboxContext,
  method: string,
  route: string,
  body?: unknown,
): Promise<Response> {
  return fetch(`${context.config.appUrl}${route}`, {
    method,
    headers: {
      authorization: `Bearer ${context.sign.idToken()}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': USER_AGENT,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

function firstWords(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
