/** The worker's own way to the page, taken before the DOM polyfill replaces globals. Must be the first import. */
import type { ToPage, ToWorker } from './protocol.ts';

type WorkerScope = {
  postMessage: (message: ToPage) => void;
  addEventListener: (type: 'message', listener: (event: { data: ToWorker }) => void) => void;
};

const scope = globalThis as unknown as WorkerScope;
const post = scope.postMessage.bind(globalThis);
const listen = scope.addEventListener.bind(globalThis);

export const port = {
  send: (message: ToPage) => post(message),
  listen: (listener: (message: ToWorker) => void) => listen('message', (event) => listener(event.data)),
};
