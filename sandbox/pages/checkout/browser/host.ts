/** The page's side of extensions: for each place starts a worker, draws its tree, answers what it asks. */
import { DOMRemoteReceiver } from '@remote-dom/core/receivers';
import { defineComponents } from './draw.ts';
import { ELEMENTS } from './elements.ts';
import { decode, type Start, type ToPage, type ToWorker, type Values } from './protocol.ts';

type ChangeReply = {
  result: { type: 'success' } | { type: 'error'; message: string };
  values: Values;
  summary: string;
};

defineComponents();
for (const place of document.querySelectorAll<HTMLElement>('[data-extension]')) {
  const target = place.dataset['extension'] ?? '';
  const start = document.querySelector(`[data-extension-start="${target}"]`)?.textContent ?? '{}';
  startExtension(place, JSON.parse(start) as Start);
}

function startExtension(root: HTMLElement, start: Start): void {
  root.lang = start.language;
  const receiver = new DOMRemoteReceiver({ root, elements: Object.keys(ELEMENTS) });
  const worker = new Worker('/checkout-assets/worker.js', { type: 'module' });
  const send = (message: ToWorker) => worker.postMessage(message);
  worker.addEventListener('error', (event) => report(root, event.message));
  worker.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'failed') return report(root, data.message);
    if (data.kind === 'mutate') {
      const records = decode(data.records, (id, args) =>
        send({ kind: 'call', id, args: args.filter(isCloneable) }),
      );
      return receiver.connection.mutate(records as Parameters<typeof receiver.connection.mutate>[0]);
    }
    answer(data, send)
      .then((value) => send({ kind: 'reply', id: data.id, value }))
      .catch((error: unknown) => send({ kind: 'failure', id: data.id, message: String(error) }));
  });
  send(start);
}

async function answer(
  request: Extract<ToPage, { kind: 'request' }>,
  send: (message: ToWorker) => void,
): Promise<unknown> {
  const [first, second] = request.args;
  const key = `extension:${String(first)}`;
  switch (request.name) {
    case 'sessionToken':
      return (await fetch('/checkout/session-token')).text();
    case 'storageRead':
      return JSON.parse(localStorage.getItem(key) ?? 'null') as unknown;
    case 'storageWrite':
      return localStorage.setItem(key, JSON.stringify(second));
    case 'storageDelete':
      return localStorage.removeItem(key);
    case 'requireLogin': {
      const here = location.pathname + location.search;
      return location.assign(`/account/login?return_to=${encodeURIComponent(here)}`);
    }
    case 'applyDiscountCodeChange': {
      const body = JSON.stringify(first);
      const reply = await fetch('/checkout/discount', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const { result, values, summary } = (await reply.json()) as ChangeReply;
      // The values change before the extension's promise resolves, as in Shopify's checkout.
      send({ kind: 'update', values });
      const shown = document.querySelector('[data-summary]');
      if (shown) shown.innerHTML = summary;
      return result;
    }
  }
}

function report(root: HTMLElement, message: string): void {
  console.error(`extension: ${message}`);
  root.dataset['failed'] = message;
}

function isCloneable(value: unknown): boolean {
  return typeof value !== 'function' && !(value instanceof Event);
}
