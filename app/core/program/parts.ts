/** Building blocks of the program's schema that several parts share. */
import { z } from 'zod';

/** Money as the merchant writes it, in major units with a point: "5", "5.00", "0.125". */
export const decimal = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})?$/)
  .describe('Amount in major units, for example "5.00"');
export const positiveDecimal = decimal.refine((text) => Number(text) > 0, 'must be above zero');

/** Text that a database takes: without NUL and without halves of surrogate pairs. */
export function phrase(lengthMax: number) {
  const storable = (text: string) => text.isWellFormed() && !text.includes('\0');
  return z.string().min(1).max(lengthMax).refine(storable, 'holds characters that are none');
}

export const languageTag = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/);
export const localized = z
  .record(languageTag, phrase(120))
  .describe('Text per language, for example {"en": "5 € off", "de": "5 € Rabatt"}');
export const identifier = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A day in the shop's time zone: "2026-03-31". */
export const calendarDay = z.iso.date();

/** A factor such as 2, 1.5 or 0.25: at most three decimals, so that arithmetic stays exact. */
export const factor = z.number().min(0).max(1_000).multipleOf(0.001);

/** Points per amount: whole or with up to three decimals. */
export const pointsRate = z.number().min(0).max(1_000_000).multipleOf(0.001);
export const wholePoints = z.int().min(0).max(100_000_000);

const shopifyIds = z.array(z.string().regex(/^\d{1,20}$/)).max(250);
const words = z.array(phrase(255)).max(250);

/** Goods that a rule is about: a line is meant when any of the conditions named here fits. */
export const goodsSelector = z
  .strictObject({
    products: shopifyIds.optional(),
    variants: shopifyIds.optional(),
    collections: shopifyIds.optional(),
    tags: words.optional(),
    vendors: words.optional(),
    types: words.optional(),
    /** Goods sold below their compare-at price. */
    onSale: z.literal(true).optional(),
  })
  .refine((selector) => Object.values(selector).some((value) => value !== undefined), 'names no goods');
export type GoodsSelector = z.infer<typeof goodsSelector>;

export function uniqueIds(list: { id: string }[]): boolean {
  return new Set(list.map((item) => item.id)).size === list.length;
}
