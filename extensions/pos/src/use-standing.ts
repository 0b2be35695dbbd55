/** The standing of one customer, fresh from the app; asked for again when she changes, or what her points depend on. */
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

/** @param mark another one tells that her points may have moved. */
export function useStanding(customerId: string | null, mark = ''): StandingState {
  const [loaded, setLoaded] = useState<Loaded & { of?: string }>({ state: 'none' });
  const reload = useCallback(async () => {
    if (customerId === null) return setLoaded({ state: 'none' });
    const answer = await load(customerId);
    setLoaded({ ...answer, of: customerId });
  }, [customerId]);
  useEffect(() => {
    let current = true;
    // Whoever was looked at before must not appear under the name of whoever is now.
    setLoaded((shown) => (shown.of === (customerId ?? undefined) ? shown : startOf(customerId)));
    if (customerId !== null)
      void load(customerId).then((answer) => current && setLoaded({ ...answer, of: customerId }));
    return () => {
      current = false;
    };
  }, [customerId, mark]);
  const show = (reply: TillReply) =>
    setLoaded({ state: 'ready', reply, ...(customerId ? { of: customerId } : {}) });
  return { loaded, show, reload };
}

function startOf(customerId: string | null): Loaded & { of?: string } {
  return customerId === null ? { state: 'none' } : { state: 'loading', of: customerId };
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
