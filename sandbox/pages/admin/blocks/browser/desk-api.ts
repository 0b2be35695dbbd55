/** The global `shopify` of a block or an action in the admin, inside the worker. */
import { makeI18n } from '../../../remote/i18n.ts';
import type { Ask, RemoteApi } from '../../../remote/run-worker.ts';
import type { Request, Start } from './protocol.ts';

export function makeDeskApi(start: Start, ask: Ask<Request>): RemoteApi<never> {
  const targets = new Map<string, () => unknown>();
  const api = {
    extend: (target: string, run: () => unknown) => targets.set(target, run),
    extension: { apiVersion: '2026-07', target: start.target },
    data: { selected: [{ id: start.selected }] },
    auth: { idToken: () => ask('idToken') },
    i18n: makeI18n(start),
    close: () => void ask('close'),
  };
  return { api, targets, take: () => undefined };
}
