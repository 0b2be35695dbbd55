/** The standing of one customer, fresh from the app; asked for again when she changes. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TillReply } from '../../../app/core/contracts/till.ts';
import { askStanding, Refusal } from './ask-till.ts';

export type Loaded =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed'; code: string | null }
  | { state: 'ready'; reply: TillReply };

export type StandingState = {
  loaded: Loaded;
  show: (reply: TillReply) => void;
  reload: () => Promise<void>;
};

export function useStanding(customerId: string | null): StandingState {
  const [loaded, setLoaded] = useState<Loaded & { of?: string }>({ state: 'none' });
  const reload = useCallback(async () => {
    if (customerId === null) return setLoaded({ state: 'none' });
    const answer = await load(customerId);
    setLoaded({ ...answer, of: customerId });
  }, [customerId]);
  useEffect(() => {
    let current = true;
    if (customerId === null) setLoaded({ state: 'none' });
    else {
      setLoaded({ state: 'loading' });
      // Whoever was looked at before must not appear under the name of whoever is now.
      void load(customerId).then((answer) => current && setLoaded({ ...answer, of: customerId }));
    }
    return () => {
      current = false;
    };
  }, [customerId]);
  const show = (reply: TillReply) =>
    setLoaded({ state: 'ready', reply, ...(customerId ? { of: customerId } : {}) });
  return { loaded, show, reload };
}

async function load(customerId: string): Promise<Loaded> {
  try {
    return { state: 'ready', reply: await askStanding(customerId) };
  } catch (error) {
    return { state: 'failed', code: error instanceof Refusal ? error.code : null };
  }
}

export function isOffline(): boolean {
  return shopify.connectivity.current.value.internetConnected === 'Disconnected';
}
