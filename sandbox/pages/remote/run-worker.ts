/** Runs one extension away from the page, as Shopify does: a DOM of its own, whose changes travel as messages. */
import { port } from './native-port.ts';
import '@remote-dom/core/polyfill';
import { ROOT_ID } from '@remote-dom/core';
import {
  connectRemoteNode,
  createRemoteElement,
  type RemoteElement,
  setRemoteId,
} from '@remote-dom/core/elements';
import { encode } from '../checkout/browser/protocol.ts';
import type { ElementShape, StartBase, ToPage, ToWorker } from './protocol.ts';

type Callback = (...args: unknown[]) => unknown;
export type Ask<Request extends string> = (name: Request, ...args: unknown[]) => Promise<unknown>;

/** The global `shopify` of the extension, and what the page may tell it later. */
export type RemoteApi<More> = {
  api: object;
  targets: Map<string, () => unknown>;
  take: (message: More) => void;
};

const callbacks = new Map<number, Callback>();
const numbers = new Map<Callback, number>();
const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
let nextRequest = 0;

export function runWorker<Start extends StartBase, More extends { kind: string }, Request extends string>(
  elements: Record<string, ElementShape>,
  makeApi: (start: Start, ask: Ask<Request>) => RemoteApi<More>,
): void {
  let running: RemoteApi<More> | undefined;
  const run = async (start: Start) => {
    defineElements(elements);
    running = makeApi(start, ask);
    await runExtension(start, running);
  };
  port.listen((told) => {
    const message = told as ToWorker<Start, More>;
    if (isStart<Start>(message)) run(message).catch((error: unknown) => fail(String(error)));
    else if (!answered(message as ToWorker<never>)) running?.take(message as More);
  });
}

function isStart<Start extends StartBase>(message: { kind: string }): message is Start {
  return message.kind === 'start';
}

/** @returns false for what only this kind of page says. */
function answered(message: ToWorker<never>): boolean {
  switch (message.kind) {
    case 'call':
      callbacks.get(message.id)?.(...message.args);
      return true;
    case 'reply':
      waiting.get(message.id)?.resolve(message.value);
      return waiting.delete(message.id);
    case 'failure':
      waiting.get(message.id)?.reject(new Error(message.message));
      return waiting.delete(message.id);
    default:
      return false;
  }
}

async function runExtension(start: StartBase, { api, targets }: RemoteApi<never>): Promise<void> {
  Object.assign(globalThis, { shopify: api });
  setRemoteId(document.body, ROOT_ID);
  connectRemoteNode(document.body, {
    mutate: (records) => send({ kind: 'mutate', records: encode(records, keep) }),
    call: () => {
      throw new Error('the sandbox draws no component with methods');
    },
  });
  await import(start.script);
  const extension = targets.get(start.target);
  if (!extension) throw new Error(`the bundle does not extend ${start.target}`);
  await extension();
}

/** What a person typed is the field's value before the extension hears of it. */
const TYPED = {
  dispatchEvent(this: RemoteElement, value: unknown) {
    if (typeof value === 'string') Object.assign(this, { value });
    return undefined;
  },
};

function defineElements(elements: Record<string, ElementShape>): void {
  const types = { string: String, boolean: Boolean, number: Number };
  for (const [name, { properties, events }] of Object.entries(elements)) {
    const definitions = Object.fromEntries(
      Object.entries(properties).map(([key, type]) => [key, { type: types[type] }]),
    );
    const heard = Object.fromEntries(events.map((event) => [event, 'value' in properties ? TYPED : {}]));
    customElements.define(
      name,
      createRemoteElement({ properties: definitions, events: heard }) as unknown as CustomElementConstructor,
    );
  }
}

function ask(name: string, ...args: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    nextRequest += 1;
    waiting.set(nextRequest, { resolve, reject });
    send({ kind: 'request', id: nextRequest, name, args });
  });
}

function fail(message: string): void {
  send({ kind: 'failed', message });
}

function send(message: ToPage<string>): void {
  port.send(message);
}

function keep(callback: Callback): number {
  const known = numbers.get(callback) ?? callbacks.size;
  numbers.set(callback, known);
  callbacks.set(known, callback);
  return known;
}
