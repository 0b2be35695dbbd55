/**
 * Keeps the theme's cart and what our blocks say of it in step, after either has changed.
 */
import { watch } from './treuwerk-show.js';

/**
 * Lets the theme draw its cart anew. A theme that listens to `treuwerk:cart-changed` prevents the default; for all
 * others the sections that show the cart are fetched again, our own blocks staying in place with focus and announcements.
 */
export async function refreshTheme(cart) {
  const changed = new CustomEvent('treuwerk:cart-changed', { cancelable: true, detail: { cart } });
  const drawn = !document.dispatchEvent(changed);
  const fresh = await fetchPage();
  if (!fresh) return;
  for (const root of document.querySelectorAll('[data-treuwerk]')) adoptParts(root, fresh);
  if (drawn) return;
  const sections = [...document.querySelectorAll('.shopify-section')].filter(
    (section) => section.id.includes('cart') || section.querySelector('[data-treuwerk="cart"]'),
  );
  const focused = document.activeElement;
  for (const section of sections) replaceSection(section, fresh.getElementById(section.id));
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

/** Brings what a block says of the cart up to date. */
export async function freshen(root) {
  watch();
  const fresh = await fetchPage();
  if (fresh) adoptParts(root, fresh);
}

async function fetchPage() {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  return response?.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
}

/** What our own blocks say of the cart comes from the fresh page; all else in them stays. */
function adoptParts(root, fresh) {
  const waiting = fresh.querySelector('[data-treuwerk-drawer]')?.content;
  const twin = fresh.getElementById(root.id) ?? waiting?.getElementById(root.id);
  for (const part of root.querySelectorAll('[data-treuwerk-part]')) {
    const news = twin?.querySelector(`[data-treuwerk-part="${part.dataset.treuwerkPart}"]`);
    if (news) part.replaceChildren(...news.cloneNode(true).childNodes);
  }
}

function replaceSection(section, twin) {
  if (!twin) return;
  for (const ours of section.querySelectorAll('[data-treuwerk]'))
    twin.querySelector(`#${CSS.escape(ours.id)}`)?.replaceWith(ours);
  section.replaceChildren(...twin.childNodes);
}
