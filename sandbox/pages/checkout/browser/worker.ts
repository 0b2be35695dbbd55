/**
 * Runs one extension away from the page, as Shopify does: a DOM of its own, whose changes travel as messages.
 */
import { port } from './native-port.ts';
import '@remote-dom/core/polyfill';
import { ROOT_ID } from '@remote-dom/core';
import { connectRemoteNode, createRemoteElement, setRemoteId } from '@remote-dom/core/elements';
import { ELEMENTS } from './elements.ts';
import { type Ask, makeExtensionApi } from './extension-api.ts';
import { encode, type Start, type ToWorker } from './protocol.ts';

type Callback = (...args: unknown[]) => unknown;

const callbacks = new Map<number, Callback>();
const numbers = new Map<Callback, number>();
const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
let update: (values: Start['values']) => void = () => undefined;
let nextRequest = 0;

port.listen((message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      run(message).catch((error: unknown) => port.send({ kind: 'failed', message: String(error) }));
      return;
    case 'update':
      update(message.values);
      return;
    case 'call':
      callbacks.get(message.id)?.(...message.args);
      return;
    case 'reply':
      waiting.get(message.id)?.resolve(message.value);
      waiting.delete(message.id);
      return;
    case 'failure':
      waiting.get(message.id)?.reject(new Error(message.message));
      waiting.delete(message.id);
      return;
  }
});

async function run(start: Start): Promise<void> {
  defineElements();
  const { api, update: follow, targets } = makeExtensionApi(start, ask);
  update = follow;
  Object.assign(globalThis, { shopify: api });
  // The polyfill's hooks report every change below a connected node at once, with the position at that moment;
  // an observer would report later, by positions that are no longer true.
  setRemoteId(document.body, ROOT_ID);
  connectRemoteNode(document.body, {
    mutate: (records) => port.send({ kind: 'mutate', records: encode(records, keep) }),
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
  dispatchEvent(this: object, value: unknown) {
    if (typeof value === 'string') Object.assign(this, { value });
    return undefined;
  },
};

function defineElements(): void {
  const types = { string: String, boolean: Boolean, number: Number };
  for (const [name, { properties, events }] of Object.entries(ELEMENTS)) {
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

const ask: Ask = (name, ...args) =>
  new Promise((resolve, reject) => {
    nextRequest += 1;
    waiting.set(nextRequest, { resolve, reject });
    port.send({ kind: 'request', id: nextRequest, name, args });
  });

function keep(callback: Callback): number {
  const known = numbers.get(callback) ?? callbacks.size;
  numbers.set(callback, known);
  callbacks.set(known, callback);
  return known;
}
