/** The language of the admin: what Shopify says in the address, else what the browser prefers, else the shop's. */
import { languageOf } from '#app/core/rejection.ts';

export function chooseLocale(request: Request, shopLocale: string): string {
  const asked = new URL(request.url).searchParams.get('locale');
  const preferred = request.headers.get('accept-language')?.split(',')[0]?.split(';')[0];
  for (const candidate of [asked, preferred, shopLocale]) {
    const tag = canonical(candidate);
    if (tag) return languageOf(tag) === 'de' || tag.startsWith('en') ? tag : 'en';
  }
  return 'en';
}

function canonical(tag: string | null | undefined): string | undefined {
  if (!tag || tag === '*') return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
