/** The fields of an order in Shopify's webhook bodies that the app reads; everything else is left alone. */
import { z } from 'zod';

const amount = z.union([z.string().max(40), z.number()]);
const moneySet = z
  .object({ shop_money: z.object({ amount, currency_code: z.string().max(3).nullish() }).nullish() })
  .nullish();
const instant = z.string().max(40);
const text = z.string().max(1_000).transform(storable);
const id = z.union([z.string().max(40).transform(storable), z.number()]);
/** Only digits are taken from these, and never from a cleaned text: what is left of "12\u00003" would be another's id. */
const exactId = z.union([z.string().max(40), z.number()]);
const gid = z.string().max(1_000);

/** Text that a database takes: without NUL and without halves of surrogate pairs. */
export function storable(value: string): string {
  return value.toWellFormed().replaceAll('\0', '');
}

const taxLine = z.object({ price: amount.nullish(), price_set: moneySet });
const allocation = z.object({
  amount: amount.nullish(),
  amount_set: moneySet,
});

const line = z.object({
  id: exactId.nullish(),
  admin_graphql_api_id: gid.nullish(),
  title: text.nullish(),
  product_id: id.nullish(),
  variant_id: id.nullish(),
  vendor: text.nullish(),
  quantity: z.int().min(0).max(1_000_000),
  current_quantity: z.int().min(0).max(1_000_000).nullish(),
  price: amount,
  price_set: moneySet,
  total_discount: amount.nullish(),
  discount_allocations: z.array(allocation).max(1_000).nullish(),
  tax_lines: z.array(taxLine).max(1_000).nullish(),
  gift_card: z.boolean().nullish(),
  tip: z.unknown().optional(),
});

const transaction = z.object({
  kind: text.nullish(),
  status: text.nullish(),
  amount: amount.nullish(),
  amount_set: moneySet,
  currency: z.string().max(3).nullish(),
  gateway: text.nullish(),
});

const refund = z.object({
  created_at: instant.nullish(),
  processed_at: instant.nullish(),
  refund_line_items: z
    .array(
      z.object({
        line_item_id: id.nullish(),
        line_item: z.object({ id: exactId.nullish(), admin_graphql_api_id: gid.nullish() }).nullish(),
        quantity: z.int().min(0).max(1_000_000),
        subtotal: amount.nullish(),
        subtotal_set: moneySet,
        total_tax: amount.nullish(),
        total_tax_set: moneySet,
      }),
    )
    .max(10_000)
    .nullish(),
  order_adjustments: z
    .array(
      z.object({
        kind: text.nullish(),
        amount: amount.nullish(),
        amount_set: moneySet,
        tax_amount: amount.nullish(),
        tax_amount_set: moneySet,
      }),
    )
    .max(1_000)
    .nullish(),
  refund_shipping_lines: z
    .array(z.object({ subtotal_amount_set: moneySet, tax_amount_set: moneySet }))
    .max(100)
    .nullish(),
  total_duties_set: moneySet,
  total_additional_fees_set: moneySet,
  transactions: z.array(transaction).max(1_000).nullish(),
});

export const orderBody = z.object({
  id: exactId.nullish(),
  admin_graphql_api_id: gid.nullish(),
  name: text.nullish(),
  created_at: instant.nullish(),
  processed_at: instant.nullish(),
  updated_at: instant.nullish(),
  cancelled_at: instant.nullish(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  test: z.boolean().nullish(),
  financial_status: text.nullish(),
  fulfillment_status: text.nullish(),
  source_name: text.nullish(),
  taxes_included: z.boolean().nullish(),
  total_price: amount.nullish(),
  total_price_set: moneySet,
  payment_gateway_names: z.array(text).max(100).nullish(),
  customer: z
    .object({
      id: exactId.nullish(),
      admin_graphql_api_id: gid.nullish(),
      email: text.nullish(),
      first_name: text.nullish(),
      last_name: text.nullish(),
    })
    .nullish(),
  /** Set when the order was made on behalf of a company. */
  company: z.object({}).nullish(),
  email: text.nullish(),
  customer_locale: z.string().max(20).transform(storable).nullish(),
  line_items: z.array(line).max(10_000),
  shipping_lines: z
    .array(
      z.object({
        price: amount.nullish(),
        price_set: moneySet,
        discount_allocations: z.array(allocation).max(1_000).nullish(),
        tax_lines: z.array(taxLine).max(1_000).nullish(),
        is_removed: z.boolean().nullish(),
      }),
    )
    .max(100)
    .nullish(),
  discount_codes: z
    .array(z.object({ code: text, amount: amount.nullish() }))
    .max(100)
    .nullish(),
  fulfillments: z
    .array(
      z.object({ created_at: instant.nullish(), status: text.nullish(), shipment_status: text.nullish() }),
    )
    .max(1_000)
    .nullish(),
  refunds: z.array(refund).max(1_000).nullish(),
  /** Not in today's webhooks; bodies that hold them need not be read again. */
  transactions: z.array(transaction).max(1_000).nullish(),
});

export type OrderBody = z.infer<typeof orderBody>;
export type RefundBody = NonNullable<OrderBody['refunds']>[number];
export type MoneySet = z.infer<typeof moneySet>;
