/** The places of the app's extensions on a page of the store's admin. */
import { hostExtension, type RemoteHost } from '../../../remote/host.ts';
import { defineComponents } from './draw.ts';
import { ELEMENTS } from './elements.ts';
import type { Request, Setting, Start } from './protocol.ts';

const setting = JSON.parse(document.querySelector('[data-blocks]')?.textContent ?? '{}') as Setting;
const dialog = document.querySelector('dialog');
let action: RemoteHost<never> | undefined;

defineComponents();
for (const place of document.querySelectorAll<HTMLElement>('[data-block]')) open(place);
for (const button of document.querySelectorAll('[data-opens]'))
  button.addEventListener('click', () => openAction());
dialog?.addEventListener('close', () => {
  action?.end();
  // As in Shopify's admin, the page shows what the action has changed.
  location.reload();
});

function openAction(): void {
  const place = dialog?.querySelector<HTMLElement>('[data-action]');
  if (!dialog || !place) return;
  dialog.showModal();
  action = open(place);
}

function open(place: HTMLElement): RemoteHost<never> {
  const target = place.dataset['block'] ?? place.dataset['action'] ?? '';
  const start: Start = { ...setting, kind: 'start', target, script: `/admin/blocks/extension/${target}.js` };
  const drawn = { root: place, elements: ELEMENTS, worker: '/admin/blocks/worker.js' };
  return hostExtension<Start, never, Request>(drawn, start, answer);
}

async function answer(name: Request): Promise<unknown> {
  if (name === 'idToken') return (await fetch('/admin/id-token')).text();
  dialog?.close();
  return undefined;
}
