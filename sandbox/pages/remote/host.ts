/** An extension on a page: starts its worker, draws its tree, has answered what it asks. */
import { DOMRemoteReceiver } from '@remote-dom/core/receivers';
import { decode } from '../checkout/browser/protocol.ts';
import type { ElementShape, StartBase, ToPage, ToWorker } from './protocol.ts';

export type RemoteHost<More> = { tell: (news: More) => void; end: () => void };

type Place = { root: HTMLElement; elements: Record<string, ElementShape>; worker: string };

export function hostExtension<Start extends StartBase, More, Request extends string>(
  { root, elements, worker: script }: Place,
  start: Start,
  answer: (name: Request, args: unknown[]) => Promise<unknown>,
): RemoteHost<More> {
  const receiver = new DOMRemoteReceiver({ root, elements: Object.keys(elements) });
  const worker = new Worker(script, { type: 'module' });
  const send = (message: ToWorker<Start, More>) => worker.postMessage(message);
  worker.addEventListener('error', (event) => report(root, start.target, event.message));
  worker.addEventListener('message', ({ data }: MessageEvent<ToPage<Request>>) => {
    if (data.kind === 'failed') return report(root, start.target, data.message);
    if (data.kind === 'mutate') {
      const records = decode(data.records, (id, args) =>
        send({ kind: 'call', id, args: args.filter(isCloneable) }),
      );
      return receiver.connection.mutate(records as Parameters<typeof receiver.connection.mutate>[0]);
    }
    answer(data.name, data.args)
      .then((value) => send({ kind: 'reply', id: data.id, value }))
      .catch((error: unknown) => send({ kind: 'failure', id: data.id, message: String(error) }));
  });
  send(start);
  return {
    tell: send,
    end: () => {
      worker.terminate();
      root.replaceChildren();
    },
  };
}

function report(root: HTMLElement, target: string, message: string): void {
  console.error(`${target}: ${message}`);
  root.dataset['failed'] = message;
}

function isCloneable(value: unknown): boolean {
  return typeof value !== 'function' && !(value instanceof Event);
}
