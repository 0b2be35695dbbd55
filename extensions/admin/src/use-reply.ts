/** One answer of the app: loading, there, or away with a way to try again. Nothing is asked before the first drawing. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Refusal } from './ask-desk.ts';
import { say } from './words.ts';

export type Loaded<Reply> =
  { state: 'loading' } | { state: 'failed'; sentence: string } | { state: 'ready'; reply: Reply };

export type ReplyState<Reply> = {
  loaded: Loaded<Reply>;
  show: (reply: Reply) => void;
  reload: () => Promise<void>;
  /** Looks again without hiding what is shown; keeps it when the app is away. */
  refresh: () => Promise<void>;
};

/** @param ask must stay the same function for the same page. */
export function useReply<Reply>(id: string, ask: (id: string) => Promise<Reply>): ReplyState<Reply> {
  const [loaded, setLoaded] = useState<Loaded<Reply>>({ state: 'loading' });
  const reload = useCallback(async () => {
    setLoaded({ state: 'loading' });
    setLoaded(await load(id, ask));
  }, [id, ask]);
  const refresh = useCallback(async () => {
    const next = await load(id, ask);
    if (next.state === 'ready') setLoaded(next);
  }, [id, ask]);
  useEffect(() => {
    let current = true;
    void load(id, ask).then((next) => current && setLoaded(next));
    return () => {
      current = false;
    };
  }, [id, ask]);
  return { loaded, show: (reply) => setLoaded({ state: 'ready', reply }), reload, refresh };
}

async function load<Reply>(id: string, ask: (id: string) => Promise<Reply>): Promise<Loaded<Reply>> {
  try {
    return { state: 'ready', reply: await ask(id) };
  } catch (error) {
    return { state: 'failed', sentence: sentenceOf(error) };
  }
}

export function sentenceOf(error: unknown): string {
  return error instanceof Refusal ? error.message : say('away.app');
}
