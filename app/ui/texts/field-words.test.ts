/** Every field and every choice of the program has words, in both languages: found by walking its schema. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { programSchema } from '#app/core/program/program.ts';
import { fieldKey, wordFor } from '#app/ui/program/form/field-key.ts';
import { fieldTexts } from '#app/ui/texts/program-fields.ts';
import { helpTexts } from '#app/ui/texts/program-help.ts';
import { valueTexts } from '#app/ui/texts/program-values.ts';

type Schema = {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
};

/** Fields that no person sets. */
const UNSEEN = new Set(['schema', 'rule.id', 'campaign.id', 'reward.id', 'offer.id', 'tier.id']);

function walk(schema: Schema, path: string, fields: Set<string>, values: Set<string>): void {
  const key = path === '' ? '' : fieldKey(path);
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    walk(part, path, fields, values);
  for (const value of [...(schema.enum ?? []), ...('const' in schema ? [schema.const] : [])])
    if (typeof value === 'string') values.add(`${key}=${value}`);
  const inner = Object.entries(schema.properties ?? {});
  for (const [name, part] of inner) walk(part, path === '' ? name : `${path}.${name}`, fields, values);
  if (typeof schema.additionalProperties === 'object') {
    for (const name of schema.propertyNames?.enum ?? ['en'])
      walk(schema.additionalProperties, `${path}.${String(name)}`, fields, values);
  }
  if (schema.items) walk(schema.items, isNamed(schema.items) ? `${path}.0` : path, fields, values);
  const isLeaf = inner.length === 0 && typeof schema.additionalProperties !== 'object' && !schema.items;
  if (isLeaf && key !== '' && !schema.anyOf && !schema.oneOf) fields.add(key);
}

function isNamed(schema: Schema): boolean {
  return [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((one) => one.properties);
}

function found(extra: Schema = {}): { fields: Set<string>; values: Set<string> } {
  const fields = new Set<string>();
  const values = new Set<string>();
  const schema = z.toJSONSchema(programSchema, { io: 'output' }) as Schema;
  walk({ ...schema, properties: { ...schema.properties, ...extra.properties } }, '', fields, values);
  for (const unseen of UNSEEN) fields.delete(unseen);
  return { fields, values };
}

function unworded({ fields, values }: { fields: Set<string>; values: Set<string> }): string[] {
  return (['en', 'de'] as const).flatMap((language) => [
    ...[...fields].filter((key) => wordFor(fieldTexts[language], key) === undefined),
    ...[...values].filter((key) => wordFor(valueTexts[language], key) === undefined),
  ]);
}

test('the walk sees the whole program', () => {
  const { fields, values } = found();
  expect([...fields]).toEqual(
    expect.arrayContaining(['rule.points', 'campaign.factor', 'tier.perks.freeShipping.from', 'caps.per']),
  );
  expect(fields.size).toBeGreaterThan(90);
  expect([...values]).toEqual(expect.arrayContaining(['rule.kind=birthday', 'expiry.kind=fixedDate']));
});

test('every field and every choice has words', () => {
  expect(unworded(found())).toEqual([]);
});

test('a field and a choice without words are found', () => {
  const planted: Schema = { properties: { colour: { enum: ['red'] } } };
  expect(unworded(found(planted))).toEqual(['colour', 'colour=red', 'colour', 'colour=red']);
});

test('no word is about a field that is no longer there', () => {
  const { fields, values } = found();
  const groups = new Set(
    [...fields].flatMap((key) => key.split('.').map((_, end, all) => all.slice(0, end).join('.'))),
  );
  const known = (key: string) =>
    fields.has(key) || groups.has(key) || key.endsWith('(order)') || /^caps$|\.(goods|exclude)$/.test(key);
  expect(Object.keys(fieldTexts.en).filter((key) => !known(key) && !key.endsWith('.caps'))).toEqual([]);
  expect(Object.keys(valueTexts.en).filter((key) => !values.has(key))).toEqual([]);
  expect(Object.keys(helpTexts.en).filter((key) => !known(key))).toEqual([]);
});
