/** One extension on the till's page: starts its worker, draws its tree, answers what it asks. */
import { hostExtension } from '../../remote/host.ts';
import { ELEMENTS } from './elements.ts';
import type { News, Request, Setting, Snapshot, Start } from './protocol.ts';

export type Host = { update: (snapshot: Snapshot) => void; scan: (data: string) => void; end: () => void };

/** What an extension may ask of the till. */
export type Till = {
  change: (verb: string, args: unknown[]) => Promise<unknown>;
  toast: (text: string) => void;
  presentModal: () => void;
  camera: (open: boolean) => void;
};

export function startExtension(
  root: HTMLElement,
  target: string,
  setting: Setting,
  snapshot: Snapshot,
  till: Till,
): Host {
  const script = `/pos-assets/extension/${target}.js`;
  const host = hostExtension<Start, News, Request>(
    { root, elements: ELEMENTS, worker: '/pos-assets/worker.js' },
    { ...setting, kind: 'start', script, target, snapshot },
    (name, args) => answer(name, args, till),
  );
  return {
    update: (next) => host.tell({ kind: 'update', snapshot: next }),
    scan: (data) => host.tell({ kind: 'scan', data }),
    end: host.end,
  };
}

async function answer(name: Request, args: unknown[], till: Till): Promise<unknown> {
  const [first, second] = args;
  const key = `pos-extension:${String(first)}`;
  switch (name) {
    case 'sessionToken':
      return (await fetch('/pos/session-token')).text();
    case 'cart':
      return till.change(String(first), second as unknown[]);
    case 'toast':
      return till.toast(String(first));
    case 'presentModal':
      return till.presentModal();
    case 'camera':
      return till.camera(first === true);
    case 'storageGet':
      return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
    case 'storageSet':
      return localStorage.setItem(key, JSON.stringify(second));
    case 'storageDelete':
      return localStorage.removeItem(key);
  }
}
