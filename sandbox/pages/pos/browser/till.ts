/** The till itself: goods, cart, customer, payment, and the places of the app's extensions. */
import { defineComponents } from './draw.ts';
import { type Host, startExtension } from './extension-host.ts';
import type { Setting, Snapshot } from './protocol.ts';

type Reply = { snapshot: Snapshot; cart: string; error?: string };
type Page = { setting: Setting; snapshot: Snapshot };

const TILE = 'pos.home.tile.render';
const MODAL = 'pos.home.modal.render';
const CUSTOMER = 'pos.customer-details.block.render';
const SALE = 'pos.purchase.post.block.render';

const hosts = new Map<string, Host>();
const page = JSON.parse(document.querySelector('[data-page]')?.textContent ?? '{}') as Page;
let { snapshot } = page;

const till = {
  change,
  toast: (text: string) => say(text),
  presentModal: openModal,
  camera: (open: boolean) => place('scan')?.toggleAttribute('data-asked', open),
};

defineComponents();
document.addEventListener('submit', (event) => void submit(event));
document.addEventListener('click', (event) => void click(event));
open(TILE);
open(SALE);
showCustomer();

function place(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-place="${name}"]`);
}

function open(target: string): void {
  const root = place(target);
  if (root && !hosts.has(target))
    hosts.set(target, startExtension(root, target, page.setting, snapshot, till));
}

function close(target: string): void {
  hosts.get(target)?.end();
  hosts.delete(target);
}

function openModal(): void {
  const dialog = document.querySelector('dialog');
  if (!dialog || dialog.open) return;
  dialog.showModal();
  open(MODAL);
  dialog.addEventListener('close', () => close(MODAL), { once: true });
}

/** The customer's page is another for another customer. */
function showCustomer(): void {
  const id = snapshot.cart.customer?.id;
  const root = place(CUSTOMER);
  if (!root || root.dataset['of'] === String(id ?? '')) return;
  root.dataset['of'] = String(id ?? '');
  close(CUSTOMER);
  if (id !== undefined) open(CUSTOMER);
}

async function change(verb: string, args: unknown[]): Promise<unknown> {
  const response = await fetch('/pos/cart', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ verb, args }),
  });
  const reply = (await response.json()) as Reply;
  if (reply.error !== undefined) throw new Error(reply.error);
  take({ ...reply.snapshot, offline: snapshot.offline }, reply.cart);
  return undefined;
}

function take(next: Snapshot, cart?: string): void {
  snapshot = next;
  const shown = place('cart');
  if (shown && cart !== undefined) shown.innerHTML = cart;
  for (const host of hosts.values()) host.update(snapshot);
  showCustomer();
}

async function click(event: Event): Promise<void> {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  const { verb, args, act } = button?.dataset ?? {};
  if (verb)
    await change(verb, JSON.parse(args ?? '[]') as unknown[]).catch((error: unknown) => say(String(error)));
  if (act === 'close') document.querySelector('dialog')?.close();
  if (act === 'offline') {
    button?.setAttribute('aria-pressed', String(!snapshot.offline));
    take({ ...snapshot, offline: !snapshot.offline });
  }
}

async function submit(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (form.dataset['act'] !== 'scan') return;
  event.preventDefault();
  const data = String(new FormData(form).get('data') ?? '');
  for (const host of hosts.values()) host.scan(data);
  form.reset();
}

function say(text: string): void {
  const toast = place('toast');
  if (toast) toast.textContent = text;
}
