/** The worker's own way to the page, taken before the DOM polyfill replaces globals. Must be the first import. */
type WorkerScope = {
  postMessage: (message: unknown) => void;
  addEventListener: (type: 'message', listener: (event: { data: unknown }) => void) => void;
};

const scope = globalThis as unknown as WorkerScope;
const post = scope.postMessage.bind(globalThis);
const listen = scope.addEventListener.bind(globalThis);

export const port = {
  send: (message: unknown) => post(message),
  listen: (listener: (message: unknown) => void) => listen('message', (event) => listener(event.data)),
};
