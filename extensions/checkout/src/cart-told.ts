/** What the checkout holds, as the app and the offers need it. */

/** Ids of the variants in the checkout, without Shopify's prefix. */
export function variantsHeld(): string[] {
  return shopify.lines.value.map((line) => line.merchandise.id.replace(/^.*\//, ''));
}
