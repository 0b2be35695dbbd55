/** The admin page around the app: answers the App Bridge stand-in and draws what belongs outside of its frame. */
import { type Envelope, type FromApp, MARK, type Question, readEnvelope, type ToApp } from '../protocol.ts';
import { drawSaveBar, drawTitleBar, shakeSaveBar } from './frame-bars.ts';
import { drawMenu, type FrameTexts, markCurrent, removeToast, showToast } from './frame-parts.ts';
import { openPicker } from './resource-picker.ts';

/** Where the admin shows the app: the rest of the path is the app's own. */
const APP_BASE = '/admin/apps/treuwerk';

const texts: FrameTexts = JSON.parse(element('texts').textContent ?? '{}');
const frame = element('app-frame');
let unsaved = false;
let leaving: (() => void) | undefined;

if (frame instanceof HTMLIFrameElement) listen(frame);

function listen(app: HTMLIFrameElement): void {
  const appOrigin = new URL(app.src).origin;
  const send = (message: ToApp) => {
    const envelope: Envelope<ToApp> = { mark: MARK, message };
    app.contentWindow?.postMessage(envelope, appOrigin);
  };
  window.addEventListener('message', (event) => {
    const message = readEnvelope<FromApp>(event, app.contentWindow);
    if (message && event.origin === appOrigin) receive(message, send);
  });
  document.addEventListener('click', (event) => followMenu(event, send));
}

function receive(message: FromApp, send: (message: ToApp) => void): void {
  switch (message.type) {
    case 'location':
      return takeLocation(message.path);
    case 'navigation':
      return drawMenu(element('app-menu'), message.items, APP_BASE);
    case 'title-bar':
      return drawTitleBar(element('title-bar'), message, (index) => send({ type: 'title-button', index }));
    case 'save-bar':
      return takeSaveBar(message.buttons, send);
    case 'toast':
      return showToast(message, texts, (id, kind) => send({ type: 'toast-event', id, event: kind }));
    case 'toast-hide':
      return removeToast(message.id);
    case 'loading':
      element('progress').toggleAttribute('data-on', message.on);
      return;
    case 'open':
      return openShopify(message.url);
    case 'question':
      return void answer(message.id, message.question, send);
  }
}

function takeLocation(path: string): void {
  if (path.startsWith('/auth/')) return;
  history.replaceState(null, '', APP_BASE + path);
  markCurrent(element('app-menu'), path);
}

function takeSaveBar(
  buttons: Extract<FromApp, { type: 'save-bar' }>['buttons'],
  send: (message: ToApp) => void,
): void {
  unsaved = buttons !== null;
  drawSaveBar(element('save-bar'), buttons, texts.unsaved, (index) => send({ type: 'save-button', index }));
  if (!unsaved) {
    leaving?.();
    leaving = undefined;
  }
}

async function answer(id: number, question: Question, send: (message: ToApp) => void): Promise<void> {
  try {
    send({ type: 'answer', id, value: await valueFor(question) });
  } catch (error) {
    send({ type: 'answer', id, error: error instanceof Error ? error.message : String(error) });
  }
}

async function valueFor(question: Question): Promise<unknown> {
  switch (question.name) {
    case 'id-token':
      return readText('/admin/id-token');
    case 'scopes-request':
      return grantScopes(question.scopes);
    case 'resource-picker':
      return openPicker(question.options, texts);
    case 'leave-confirmation':
      if (!unsaved) return undefined;
      shakeSaveBar(element('save-bar'));
      return new Promise<void>((resolve) => {
        leaving = resolve;
      });
  }
}

async function grantScopes(scopes: string[]): Promise<{ result: string }> {
  const response = await fetch('/__sandbox/scopes', {
    method: 'POST',
    body: JSON.stringify({ grant: scopes }),
  });
  if (!response.ok) throw new Error(`the scopes were not granted: ${response.status}`);
  return { result: 'granted-all' };
}

async function readText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.text();
}

/** The menu navigates inside the frame; unsaved changes hold it back, as in Shopify's admin. */
function followMenu(event: MouseEvent, send: (message: ToApp) => void): void {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-app-path]') : null;
  if (unsaved && event.target instanceof Element && event.target.closest('a[href]')) {
    event.preventDefault();
    shakeSaveBar(element('save-bar'));
    return;
  }
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  element('sidebar').removeAttribute('data-open');
  send({ type: 'navigate', path: link.dataset.appPath ?? '/app' });
}

/** `shopify://admin/orders/1` is the admin's own page of that order. */
function openShopify(url: string): void {
  const path = url.replace(/^shopify:(\/\/)?/, '').replace(/^\/?admin/, '');
  window.location.assign(`/admin${path.startsWith('/') ? path : `/${path}`}`);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the admin page has no #${id}`);
  return found;
}
