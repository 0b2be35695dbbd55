/** Which goods a rule is about: products, variants and collections by Shopify's picker, tags, vendors and types typed. */
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, Checkbox, InlineError, InlineStack, Tag, Text } from '@shopify/polaris';
import type { GoodsSelector } from '#app/core/program/parts.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { CheckField } from '#app/ui/program/form/fields.tsx';
import { useField, useForm } from '#app/ui/program/form/form-context.tsx';
import { type Lens, lensOf, seenAs } from '#app/ui/program/form/lens.ts';
import { TagsField } from '#app/ui/program/form/list-fields.tsx';
import { formTexts } from '#app/ui/texts/program-form.ts';

export type GoodsKind = 'products' | 'variants' | 'collections';

const RESOURCES = {
  products: { type: 'product', prefix: 'gid://shopify/Product/', words: 'chooseProducts' },
  variants: { type: 'variant', prefix: 'gid://shopify/ProductVariant/', words: 'chooseVariants' },
  collections: { type: 'collection', prefix: 'gid://shopify/Collection/', words: 'chooseCollections' },
} as const;

const SHOWN = 12;

/** A switch, and what it opens. @param label of the switch; without it, that of the field. */
export function GoodsField({ at, label }: { at: Lens<GoodsSelector | undefined>; label?: string }) {
  const texts = useTexts(formTexts);
  const field = useField(at.path);
  return (
    <BlockStack gap="200">
      <Checkbox
        label={label ?? texts.certainGoods}
        helpText={field.help}
        checked={at.value !== undefined}
        onChange={(on) => at.set(on ? {} : undefined)}
      />
      {at.value === undefined ? null : <GoodsList at={seenAs(at)} />}
    </BlockStack>
  );
}

/** The goods themselves, for a rule that must name some. */
export function GoodsList({ at: goods }: { at: Lens<GoodsSelector> }) {
  const texts = useTexts(formTexts);
  const field = useField(goods.path);
  const onSale = lensOf<boolean>(`${goods.path}.onSale`, goods.value?.onSale ?? false, (change) =>
    goods.key('onSale').change((before) => (change(before ?? false) ? true : undefined)),
  );
  return (
    <Box paddingInlineStart="400" borderInlineStartWidth="050" borderColor="border">
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {texts.goodsHint}
        </Text>
        <PickField at={goods.key('products')} kind="products" />
        <PickField at={goods.key('variants')} kind="variants" />
        <PickField at={goods.key('collections')} kind="collections" />
        <TagsField at={goods.key('tags')} empty={undefined} />
        <TagsField at={goods.key('vendors')} empty={undefined} />
        <TagsField at={goods.key('types')} empty={undefined} />
        <CheckField at={onSale} />
        {field.problem ? <InlineError message={field.problem} fieldID={goods.path} /> : null}
      </BlockStack>
    </Box>
  );
}

/** Goods by Shopify's own picker, shown by name. An emptied choice becomes undefined, or stays an empty list. */
export function PickField<T extends string[] | undefined>({
  at,
  kind,
  most = 250,
  keepEmpty = false,
}: {
  at: Lens<T>;
  kind: GoodsKind;
  most?: number;
  keepEmpty?: boolean;
}) {
  const bridge = useAppBridge();
  const { format } = useAdmin();
  const texts = useTexts(formTexts);
  const field = useField(at.path);
  const { goodsNames, onGoodsNamed } = useForm();
  const { type, prefix, words } = RESOURCES[kind];
  const ids = at.value ?? [];
  const set = (chosen: string[]) => at.set((chosen.length === 0 && !keepEmpty ? undefined : chosen) as T);
  const choose = async () => {
    const selectionIds = ids.map((id) => ({ id: prefix + id }));
    const chosen = await bridge.resourcePicker({ type, multiple: most, selectionIds });
    if (!chosen) return;
    const named = chosen.map((one) => ({ id: one.id.slice(prefix.length), name: nameOf(one) }));
    onGoodsNamed(Object.fromEntries(named.map(({ id, name }) => [`${kind}:${id}`, name])));
    set(named.map(({ id }) => id));
  };
  return (
    <BlockStack gap="100">
      <Text as="span">{field.label}</Text>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void choose()}>{texts[words]}</Button>
        {ids.length === 0 ? (
          <Text as="span" tone="subdued">
            {texts.chosenNone}
          </Text>
        ) : null}
      </InlineStack>
      {ids.length > 0 ? (
        <InlineStack gap="100">
          {ids.slice(0, SHOWN).map((id) => (
            <Tag key={id} onRemove={() => set(ids.filter((one) => one !== id))}>
              {goodsNames[`${kind}:${id}`] ?? id}
            </Tag>
          ))}
          {ids.length > SHOWN ? <Text as="span">{texts.more(format.number(ids.length - SHOWN))}</Text> : null}
        </InlineStack>
      ) : null}
      {field.help ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {field.help}
        </Text>
      ) : null}
      {field.problem ? <InlineError message={field.problem} fieldID={at.path} /> : null}
    </BlockStack>
  );
}

function nameOf(resource: { id: string; title?: string; displayName?: string }): string {
  return resource.displayName ?? resource.title ?? resource.id;
}
