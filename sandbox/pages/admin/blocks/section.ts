/** The app's blocks on a page of the store's admin, and its action behind a button. */
import { html, raw } from 'hono/html';
import { readTranslations } from '../../remote/bundles.ts';
import type { AdminVisit, Html } from '../chrome.ts';
import { adminTexts } from '../texts.ts';
import type { Setting } from './browser/protocol.ts';
import { extensionDirectory } from './bundle.ts';

export function customerBlocks(visit: AdminVisit, id: string): Html {
  const texts = adminTexts[visit.locale];
  return section(
    visit,
    `gid://shopify/Customer/${id}`,
    html`<button type="button" data-opens>${texts.changePoints}</button>
      <div data-block="admin.customer-details.block.render"></div>
      <dialog aria-label="${texts.changePoints}">
        <div data-action="admin.customer-details.action.render"></div>
      </dialog>`,
  );
}

export function orderBlocks(visit: AdminVisit, id: string): Html {
  const block = html`<div data-block="admin.order-details.block.render"></div>`;
  return section(visit, `gid://shopify/Order/${id}`, block);
}

function section(visit: AdminVisit, selected: string, places: Html): Html {
  const { currency, timeZone } = visit.context.config;
  const setting: Setting = {
    locale: visit.locale,
    currency,
    timeZone,
    selected,
    translations: {
      own: readTranslations(extensionDirectory, visit.locale),
      fallback: readTranslations(extensionDirectory, 'en'),
    },
  };
  return html`<link rel="stylesheet" href="/admin/blocks/blocks.css" />
    <section class="blocks" aria-label="${adminTexts[visit.locale].apps}">${places}</section>
    <script type="application/json" data-blocks>
      ${raw(JSON.stringify(setting).replaceAll('<', '\\u003c'))}
    </script>
    <script type="module" src="/admin/blocks/page.js"></script>`;
}
