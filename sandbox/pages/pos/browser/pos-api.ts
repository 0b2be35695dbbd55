/** The global `shopify` of an extension at the till, inside the worker: values are signals that follow the page, verbs ask it. */
import { makeI18n } from '../../remote/i18n.ts';
import type { Ask, RemoteApi } from '../../remote/run-worker.ts';
import type { News, Request, Snapshot, Start } from './protocol.ts';

type Cell = { value: unknown };
type SignalClass = new (value: unknown) => Cell;

/** Verbs on the cart that the sandbox's till knows; any other fails, as a till without rights does. */
const CART_VERBS = [
  'setCustomer',
  'removeCustomer',
  'addCartCodeDiscount',
  'removeCartDiscount',
  'removeAllDiscounts',
  'addLineItem',
  'clearCart',
];

export function makePosApi(start: Start, ask: Ask<Request>): RemoteApi<News> {
  const cells = new Map<string, Cell>();
  const set = (name: string, value: unknown) => {
    const cell = cells.get(name);
    if (cell) cell.value = value;
    else cells.set(name, { value });
  };
  const follow = ({ cart, offline }: Snapshot) => {
    set('cart', cart);
    set('connectivity', { internetConnected: offline ? 'Disconnected' : 'Connected' });
  };
  follow(start.snapshot);
  set('scan', { data: undefined, source: undefined });
  set('sources', ['camera']);
  set('locale', start.locale);
  set('staff', { id: 42 });
  const live = (name: string) => Object.defineProperty({}, 'current', { get: () => cells.get(name) });
  const targets = new Map<string, () => unknown>();
  const verbs = CART_VERBS.map((name) => [name, (...args: unknown[]) => ask('cart', name, args)] as const);
  const api = {
    extend: (target: string, run: () => unknown) => targets.set(target, run),
    /** Shopify's Preact entry hands over its Signal class, so that components follow the values. */
    setSignals: (Signal: SignalClass) => {
      for (const [name, cell] of cells) cells.set(name, new Signal(cell.value));
    },
    extension: { apiVersion: '2026-07', target: start.target },
    extensionPoint: start.target,
    cart: Object.assign(live('cart'), Object.fromEntries(verbs)),
    connectivity: live('connectivity'),
    locale: live('locale'),
    scanner: {
      scannerData: live('scan'),
      sources: live('sources'),
      showCameraScanner: () => void ask('camera', true),
      hideCameraScanner: () => void ask('camera', false),
    },
    session: {
      currentSession: { shopDomain: start.shop, userId: 42, currency: start.currency, locationId: 1 },
      staffMember: cells.get('staff'),
      getSessionToken: () => ask('sessionToken'),
    },
    storage: {
      get: (key: string) => ask('storageGet', key),
      set: (key: string, value: unknown) => ask('storageSet', key, value),
      delete: (key: string) => ask('storageDelete', key),
    },
    toast: { show: (text: string) => void ask('toast', text) },
    action: { presentModal: () => void ask('presentModal') },
    customer: { id: start.snapshot.cart.customer?.id },
    order: start.order ?? undefined,
    i18n: makeI18n(start),
  };
  return {
    api,
    targets,
    take: (news) =>
      news.kind === 'update' ? follow(news.snapshot) : set('scan', { data: news.data, source: 'external' }),
  };
}
