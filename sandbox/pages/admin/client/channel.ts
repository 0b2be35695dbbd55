/** The app's end of the line to the admin page around it. */
import { type Envelope, type FromApp, MARK, type Question, readEnvelope, type ToApp } from '../protocol.ts';

export type Channel = {
  send: (message: FromApp) => void;
  ask: (question: Question) => Promise<unknown>;
  on: <Type extends ToApp['type']>(
    type: Type,
    handle: (message: Extract<ToApp, { type: Type }>) => void,
  ) => void;
};

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

export function openChannel(adminOrigin: string): Channel {
  const waiting = new Map<number, Waiting>();
  const handlers = new Map<ToApp['type'], ((message: never) => void)[]>();
  let asked = 0;
  const send = (message: FromApp) => {
    const envelope: Envelope<FromApp> = { mark: MARK, message };
    window.parent.postMessage(envelope, adminOrigin);
  };
  window.addEventListener('message', (event) => {
    const message = readEnvelope<ToApp>(event, window.parent);
    if (!message || event.origin !== adminOrigin) return;
    if (message.type === 'answer') settle(waiting, message);
    else for (const handle of handlers.get(message.type) ?? []) handle(message as never);
  });
  return {
    send,
    ask: (question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        send({ type: 'question', id: asked, question });
      }),
    on: (type, handle) => {
      handlers.set(type, [...(handlers.get(type) ?? []), handle as (message: never) => void]);
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: Extract<ToApp, { type: 'answer' }>): void {
  const asker = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.error === undefined) asker?.resolve(answer.value);
  else asker?.reject(new Error(answer.error));
}
