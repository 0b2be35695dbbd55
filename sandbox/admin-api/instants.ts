/** Shopify's API tells instants to the second; two changes within one second show the same time. */
export function toSeconds(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\.\d+Z$/, 'Z') : value;
}
