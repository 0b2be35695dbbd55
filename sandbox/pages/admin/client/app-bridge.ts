/**
 * Stand-in for Shopify's App Bridge, loaded by the app through the library's documented seam. It keeps the parts of
 * the contract that apps rely on; what it does not simulate fails loudly instead of pretending.
 */
import type { PickerOptions } from '../protocol.ts';
import { authenticateFetch } from './authenticated-fetch.ts';
import { anySaveBarShowing, defineBars, type SaveBarElement } from './bars.ts';
import { type Channel, openChannel } from './channel.ts';
import { defineModal, type ModalElement } from './modal.ts';
import { connectNavigation } from './navigation.ts';

const SHOP_KEY = 'treuwerk-sandbox-shop';
const LOCALE_KEY = 'treuwerk-sandbox-locale';
const TOAST_MS = 5_000;

start();

function start(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || Reflect.has(window, 'shopify')) return;
  const adminOrigin = new URL(script.src).origin;
  if (window.parent === window) {
    // The real one also leads back into the admin when the app is opened by itself.
    window.location.replace(`${adminOrigin}/admin`);
    return;
  }
  const channel = openChannel(adminOrigin);
  const idToken = async () => String(await channel.ask({ name: 'id-token' }));
  authenticateFetch(idToken);
  Object.assign(window, { shopify: createGlobal(channel, idToken, script.dataset.apiKey ?? '') });
  if (returnFromBounce(idToken)) return;
  defineBars(channel);
  defineModal();
  connectNavigation(channel);
}

/** The library's bounce page names the address to load again, this time with an id token. */
function returnFromBounce(idToken: () => Promise<string>): boolean {
  const target = new URL(window.location.href).searchParams.get('shopify-reload');
  if (!target) return false;
  const url = new URL(target, window.location.origin);
  void idToken().then((token) => {
    url.searchParams.set('id_token', token);
    window.location.replace(url);
  });
  return true;
}

function createGlobal(channel: Channel, idToken: () => Promise<string>, apiKey: string): object {
  return {
    config: {
      apiKey,
      shop: remember('shop', SHOP_KEY),
      locale: remember('locale', LOCALE_KEY),
      host: parameter('host'),
    },
    origin: window.location.origin,
    ready: Promise.resolve(),
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    idToken,
    user: async () => ({ accountAccess: 'Full' }),
    loading: (on: boolean) => channel.send({ type: 'loading', on: Boolean(on) }),
    toast: createToasts(channel),
    saveBar: {
      show: async (id: string) => byId<SaveBarElement>(id).show(),
      hide: async (id: string) => byId<SaveBarElement>(id).hide(),
      toggle: async (id: string) => byId<SaveBarElement>(id).toggle(),
      leaveConfirmation: async () => {
        if (anySaveBarShowing()) await channel.ask({ name: 'leave-confirmation' });
      },
    },
    modal: {
      show: async (id: string) => byId<ModalElement>(id).show(),
      hide: async (id: string) => byId<ModalElement>(id).hide(),
      toggle: async (id: string) => byId<ModalElement>(id).toggle(),
    },
    resourcePicker: async (options: Record<string, unknown>) =>
      (await channel.ask({ name: 'resource-picker', options: pickerOptions(options) })) ?? undefined,
    scopes: {
      query: async () => ({ granted: [], required: [], optional: [] }),
      // The merchant of the sandbox says yes to all that the app asks for.
      request: async (scopes: string[]) => channel.ask({ name: 'scopes-request', scopes }),
      revoke: notSimulated('scopes.revoke'),
    },
    app: { extensions: async () => [] },
    reviews: {
      request: async () => ({
        success: false,
        code: 'not-eligible',
        message: 'The sandbox has no app store.',
      }),
    },
    webVitals: { onReport: async () => {} },
    support: { registerHandler: async () => {} },
    setSignals: () => {},
    picker: notSimulated('picker'),
    intents: { invoke: notSimulated('intents.invoke'), register: notSimulated('intents.register') },
    scanner: { capture: notSimulated('scanner.capture') },
  };
}

type ToastOptions = {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
};

function createToasts(channel: Channel): {
  show: (message: string, options?: ToastOptions) => string;
  hide: (id: string) => void;
} {
  const shown = new Map<string, ToastOptions>();
  channel.on('toast-event', ({ id, event }) => {
    const options = shown.get(id);
    if (event === 'action') options?.onAction?.();
    else options?.onDismiss?.();
  });
  return {
    show(message, options = {}) {
      const id = crypto.randomUUID();
      shown.set(id, options);
      const { isError = false, action = null, duration = TOAST_MS } = options;
      channel.send({ type: 'toast', id, message, isError, action, durationMs: duration });
      return id;
    },
    hide: (id) => channel.send({ type: 'toast-hide', id }),
  };
}

function pickerOptions(options: Record<string, unknown>): PickerOptions {
  const { type, multiple, query, filter, selectionIds } = options as {
    type?: string;
    multiple?: boolean | number;
    query?: string;
    filter?: { query?: string };
    selectionIds?: { id: string }[];
  };
  return {
    type: type === 'variant' || type === 'collection' ? type : 'product',
    multiple: Boolean(multiple),
    query: query ?? filter?.query ?? '',
    selectedIds: (selectionIds ?? []).map(({ id }) => id),
  };
}

function byId<Element extends HTMLElement>(id: string): Element {
  const element = document.getElementById(id);
  if (!element) throw new Error(`sandbox App Bridge: there is no element with the id "${id}"`);
  return element as Element;
}

function notSimulated(name: string): () => Promise<never> {
  return async () => {
    throw new Error(`sandbox App Bridge: shopify.${name} is not simulated`);
  };
}

function parameter(name: string): string | undefined {
  return new URL(window.location.href).searchParams.get(name) ?? undefined;
}

/** A reload within the app loses the admin's parameters; App Bridge knows them from its host. */
function remember(name: string, key: string): string | undefined {
  const value = parameter(name) ?? sessionStorage.getItem(key) ?? undefined;
  if (value) sessionStorage.setItem(key, value);
  return value;
}
