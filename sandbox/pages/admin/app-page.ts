/** The app in its frame, as Shopify's admin opens it: signed, with shop, host and language in the address. */
import { html, raw } from 'hono/html';
import type { AdminVisit, Middle } from './chrome.ts';
import { adminTexts } from './texts.ts';

/** @param path the app's own path with its query, such as `/app/members?sort=newest`. */
export function appPage({ context, locale, staff }: AdminVisit, path: string): Middle {
  const texts = adminTexts[locale];
  const { unsaved, dismiss, pickerTitle, pickerSearch, pickerEmpty, pickerCancel, pickerChoose } = texts;
  const words = { unsaved, dismiss, pickerTitle, pickerSearch, pickerEmpty, pickerCancel, pickerChoose };
  const address = ownAddress(path, context.config.appUrl);
  const parameters = {
    embedded: '1',
    shop: context.config.shop,
    host: context.sign.hostParameter(),
    locale,
    id_token: context.sign.idToken({ sub: staff.id }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return {
    title: 'Treuwerk',
    app: true,
    body: html`<iframe id="app-frame" title="Treuwerk" src="${address.href}" allow="clipboard-write"></iframe>
      <script type="application/json" id="texts">
        ${raw(JSON.stringify(words).replaceAll('<', '\\u003c'))}
      </script>
      <script src="/admin/assets/frame.js"></script>`,
  };
}

/** `//elsewhere.example` is a path to some and a host to others: only the app's own origin is framed. */
function ownAddress(path: string, appUrl: string): URL {
  const address = URL.canParse(path, appUrl) ? new URL(path, appUrl) : undefined;
  return address?.origin === new URL(appUrl).origin ? address : new URL('/app', appUrl);
}
