/** Tries at Shopify what the program needs, and takes back what it made: a metafield of the app's own, a code nobody can use. */
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import { CODE_TAG, deleteCode } from '#app/shopify/discount-codes.ts';
import {
  CreateCodeDocument,
  DeleteMetafieldsDocument,
  OwnInstallationDocument,
  WriteMetafieldsDocument,
} from '#app/shopify/generated/admin-api.ts';

const FIELD = { namespace: 'treuwerk', key: 'self_test' };

/** Written, read, deleted. @throws ShopifyError */
export async function tryMetafield(access: AdminAccess, value: string): Promise<void> {
  const { currentAppInstallation } = await requestAdmin(access, OwnInstallationDocument, FIELD, {
    repeatable: true,
  });
  const ownerId = currentAppInstallation.id;
  const metafields = [{ ...FIELD, ownerId, type: 'single_line_text_field', value }];
  const written = await requestAdmin(access, WriteMetafieldsDocument, { metafields }, { repeatable: true });
  refuse(written.metafieldsSet?.userErrors);
  const read = await requestAdmin(access, OwnInstallationDocument, FIELD, { repeatable: true });
  const gone = { metafields: [{ ...FIELD, ownerId }] };
  const deleted = await requestAdmin(access, DeleteMetafieldsDocument, gone, { repeatable: true });
  refuse(deleted.metafieldsDelete?.userErrors);
  if (read.currentAppInstallation.metafield?.value !== value)
    throw new ShopifyError('unknown', 'Shopify gave back another value than was written');
}

/** Begins and ends in ten years, can be used once, and is deleted at once. @throws ShopifyError */
export async function tryDiscount(access: AdminAccess, code: string, now: Date): Promise<void> {
  const inTenYears = now.getTime() + 3_650 * 86_400_000;
  const discount = {
    title: code,
    code,
    startsAt: new Date(inTenYears).toISOString(),
    endsAt: new Date(inTenYears + 60_000).toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: 'ALL' as const },
    tags: [CODE_TAG],
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    customerGets: { items: { all: true }, value: { percentage: 0.01 } },
  };
  const made = await requestAdmin(access, CreateCodeDocument, { discount }, { repeatable: false });
  refuse(made.discountCodeBasicCreate?.userErrors);
  const id = made.discountCodeBasicCreate?.codeDiscountNode?.id;
  if (!id) throw new ShopifyError('unknown', 'Shopify named neither a discount nor an error');
  await deleteCode(access, id);
}

function refuse(problems: { message: string }[] | undefined): void {
  const [problem] = problems ?? [];
  if (problem) throw new ShopifyError('refused', problem.message);
}
