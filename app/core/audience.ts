/** For whom something is: the members of one tier, or those in one segment. */
export type Audience = { kind: 'tier'; tierId: string } | { kind: 'segment'; segment: string };

/** What of a member decides whether she belongs. */
export type Belongings = { tierId: string | null; segments: readonly string[] };

export function belongs(one: Audience, { tierId, segments }: Belongings): boolean {
  return one.kind === 'tier' ? one.tierId === tierId : segments.includes(one.segment);
}

/** One word for it: two audiences are the same if and only if their words are. */
export function audienceKey(one: Audience): string {
  return one.kind === 'tier' ? one.tierId : `segment:${one.segment}`;
}

/**
 * What makes a customer one of them, in Shopify's query language for segments: texts are compared, lists of texts asked for
 * what they hold.
 */
export function audienceQuery(one: Audience, metafield: { namespace: string; key: string }): string {
  const name = `metafields.${metafield.namespace}.${metafield.key}`;
  return one.kind === 'tier' ? `${name} = '${one.tierId}'` : `${name} CONTAINS '${one.segment}'`;
}
