/** An answer of the app proxy that Shopify shows within the shop's theme; never kept by anybody on the way. */
export function themePage(html: string): Response {
  return new Response(html, {
    headers: {
      'Content-Type': 'application/liquid; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
      'Referrer-Policy': 'no-referrer',
    },
  });
}
