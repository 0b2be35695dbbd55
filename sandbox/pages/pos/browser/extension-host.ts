/** One extension on the till's page: starts its worker, draws its tree, answers what it asks. */
import { DOMRemoteReceiver } from '@remote-dom/core/receivers';
import { decode } from '../../checkout/browser/protocol.ts';
import { ELEMENTS } from './elements.ts';
import type { Setting, Snapshot, Start, ToPage, ToWorker } from './protocol.ts';

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
  const receiver = new DOMRemoteReceiver({ root, elements: Object.keys(ELEMENTS) });
  const worker = new Worker('/pos-assets/worker.js', { type: 'module' });
  const send = (message: ToWorker) => worker.postMessage(message);
  worker.addEventListener('error', (event) => report(root, target, event.message));
  worker.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'failed') return report(root, target, data.message);
    if (data.kind === 'mutate') {
      const records = decode(data.records, (id, args) =>
        send({ kind: 'call', id, args: args.filter(isCloneable) }),
      );
      return receiver.connection.mutate(records as Parameters<typeof receiver.connection.mutate>[0]);
    }
    answer(data, till)
      .then((value) => send({ kind: 'reply', id: data.id, value }))
      .catch((error: unknown) => send({ kind: 'failure', id: data.id, message: String(error) }));
  });
  const script = `/pos-assets/extension/${target}.js`;
  send({ ...setting, kind: 'start', script, target, snapshot } satisfies Start);
  return {
    update: (next) => send({ kind: 'update', snapshot: next }),
    scan: (data) => send({ kind: 'scan', data }),
    end: () => {
      worker.terminate();
      root.replaceChildren();
    },
  };
}

async function answer({ name, args }: Extract<ToPage, { kind: 'request' }>, till: Till): Promise<unknown> {
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

function report(root: HTMLElement, target: string, message: string): void {
  console.error(`${target}: ${message}`);
  root.dataset['failed'] = message;
}

function isCloneable(value: unknown): boolean {
  return typeof value !== 'function' && !(value instanceof Event);
}
