/**
 * Puts the cart block into the theme's drawer, before the element that the merchant names, and again whenever the theme
 * draws the drawer anew. Loaded at the shopper's first touch.
 */
import { freshen } from './treuwerk-theme.js';

const ID = 'treuwerk-drawer';

export function place() {
  put();
  new MutationObserver(put).observe(document.body, { childList: true, subtree: true });
}

function put() {
  const template = document.querySelector('[data-treuwerk-drawer]');
  const target = document.querySelector(template.dataset.treuwerkDrawer);
  if (!target || target.parentElement.querySelector(`#${ID}`)) return;
  document.getElementById(ID)?.remove();
  target.before(template.content.cloneNode(true));
  const block = document.getElementById(ID);
  // What the cart holds may have changed since the page came: asked for once the drawer is seen.
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    freshen(block);
  });
  seen.observe(block);
}
