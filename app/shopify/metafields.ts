/** What the surfaces read: the member's standing on the customer, the public program on the app's installation. */
import { SCALAR_TYPES, type ScalarKey, type Scalars } from '#app/core/scalars.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import { WriteMetafieldsDocument } from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

/** Shopify takes at most this many metafields in one call, all or none. */
export const METAFIELDS_PER_CALL = 25;

export type MemberFields = { customerId: string; json: string; scalars: Scalars };

export function countOf({ scalars }: Pick<MemberFields, 'scalars'>): number {
  return 1 + Object.keys(scalars).length;
}

/** Writes members with up to 25 metafields in one call. @returns customer ids that Shopify refused, with its words. */
export async function writeStandings(
  access: AdminAccess,
  members: MemberFields[],
): Promise<Map<string, string>> {
  const fields = members.flatMap(({ customerId, json, scalars }) => [
    { customerId, key: 'standing', type: 'json', value: json },
    ...(Object.entries(scalars) as [ScalarKey, string][]).map(([key, value]) => ({
      customerId,
      key,
      type: SCALAR_TYPES[key],
      value,
    })),
  ]);
  const metafields = fields.map(({ customerId, key, type, value }) => ({
    ownerId: gid('Customer', customerId),
    namespace: '$app',
    key,
    type,
    value,
  }));
  const { metafieldsSet } = await requestAdmin(
    access,
    WriteMetafieldsDocument,
    { metafields },
    { repeatable: true },
  );
  const refused = new Map<string, string>();
  for (const problem of metafieldsSet?.userErrors ?? []) {
    const at = problem.elementIndex ?? Number(problem.field?.[1] ?? 0);
    const customerId = fields[at]?.customerId;
    if (customerId) refused.set(customerId, problem.message);
  }
  return refused;
}

/** Writes what guests may know of the program. @throws ShopifyError */
export async function writePublicProgram(
  access: AdminAccess,
  installationId: string,
  json: string,
): Promise<void> {
  const metafields = [
    { ownerId: installationId, namespace: 'treuwerk', key: 'program', type: 'json', value: json },
  ];
  const { metafieldsSet } = await requestAdmin(
    access,
    WriteMetafieldsDocument,
    { metafields },
    { repeatable: true },
  );
  const [problem] = metafieldsSet?.userErrors ?? [];
  if (problem) throw new ShopifyError('refused', problem.message);
}
