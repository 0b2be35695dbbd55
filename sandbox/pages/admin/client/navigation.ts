/** Where the app is and where the admin wants it: addresses of the app, `shopify:` addresses, the navigation menu. */
import type { NavItem } from '../protocol.ts';
import type { Channel } from './channel.ts';

/** What the admin adds to the first address; the rest is the app's own. */
const ADMIN_PARAMETERS = ['embedded', 'shop', 'host', 'locale', 'id_token', 'session', 'timestamp', 'hmac'];

export function connectNavigation(channel: Channel): void {
  reportLocation(channel);
  channel.on('navigate', ({ path }) => navigate(path));
  followShopifyAddresses(channel);
  defineMenu('ui-nav-menu', channel);
  defineMenu('s-app-nav', channel);
}

function reportLocation(channel: Channel): void {
  const report = () => {
    const url = new URL(window.location.href);
    for (const name of ADMIN_PARAMETERS) url.searchParams.delete(name);
    channel.send({ type: 'location', path: url.pathname + url.search });
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = window.history[name].bind(window.history);
    window.history[name] = (...args) => {
      original(...args);
      report();
    };
  }
  window.addEventListener('popstate', report);
  report();
}

/** The event App Bridge sends: the app's router reads the target's `href`. */
function navigate(path: string): void {
  const link = document.createElement('a');
  link.setAttribute('href', path);
  link.hidden = true;
  document.body.append(link);
  link.dispatchEvent(new Event('shopify:navigate', { bubbles: true }));
  link.remove();
}

function followShopifyAddresses(channel: Channel): void {
  const isShopify = (url: string) => url.startsWith('shopify:');
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="shopify:"]') : null;
    if (!link) return;
    event.preventDefault();
    channel.send({ type: 'open', url: link.getAttribute('href') ?? '' });
  });
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    if (!isShopify(String(url ?? ''))) return plainOpen(url, target, features);
    channel.send({ type: 'open', url: String(url) });
    return null;
  };
}

function defineMenu(name: string, channel: Channel): void {
  customElements.define(
    name,
    class extends HTMLElement {
      readonly #observer = new MutationObserver(() => this.#report());

      connectedCallback(): void {
        this.hidden = true;
        this.style.display = 'none';
        this.#observer.observe(this, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
        });
        this.#report();
      }

      disconnectedCallback(): void {
        this.#observer.disconnect();
        channel.send({ type: 'navigation', items: [] });
      }

      #report(): void {
        const items = [...this.querySelectorAll('a')].map((link): NavItem => ({
          label: link.textContent?.trim() ?? '',
          href: link.getAttribute('href') ?? '/',
          home: link.getAttribute('rel') === 'home',
        }));
        channel.send({ type: 'navigation', items });
      }
    },
  );
}
