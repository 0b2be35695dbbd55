/** The fields of one reward, by its kind. */
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, FormLayout, InlineStack, Text } from '@shopify/polaris';
import { type Reward, VALUE_SCOPES } from '#app/core/program/rewards.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { AmountField, CheckField, NumberField } from '#app/ui/program/form/fields.tsx';
import { useField } from '#app/ui/program/form/form-context.tsx';
import { PickField } from '#app/ui/program/form/goods-field.tsx';
import { type Lens, ofKind, seenAs, type Typed } from '#app/ui/program/form/lens.ts';
import { LanguagesField } from '#app/ui/program/form/list-fields.tsx';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

type RewardLens = Lens<Typed<Reward>>;

const VARIANTS_MAX = 20;

/** @param title what the app would call it, by language. */
export function RewardFields({ at, title }: { at: RewardLens; title: Record<string, string> }) {
  const { kind } = at.value;
  const isValue = kind === 'storeCredit' || kind === 'giftCard';
  return (
    <FormLayout>
      <FormLayout.Group>
        <NumberField at={at.key('points')} />
        <ValueField at={at} />
      </FormLayout.Group>
      {isValue ? <LifeFields at={at} kind={kind} /> : null}
      {kind === 'product' || isValue ? null : (
        <AmountField at={seenAs<{ minimumSubtotal?: string }>(at).key('minimumSubtotal')} empty={undefined} />
      )}
      <UnitsField at={at} />
      <LanguagesField at={at.key('title')} empty={undefined} placeholders={title} />
      {isValue ? null : <CombinesFields at={at} />}
      <CheckField at={at.key('active')} />
    </FormLayout>
  );
}

function ValueField({ at }: { at: RewardLens }) {
  const percent = ofKind(at, 'percentOff');
  const product = ofKind(at, 'product');
  if (percent) return <NumberField at={percent.key('percent')} suffix="%" />;
  if (product)
    return <PickField at={product.key('variantIds')} kind="variants" most={VARIANTS_MAX} keepEmpty />;
  if (at.value.kind === 'freeShipping') return null;
  return <AmountField at={seenAs<{ amount: string }>(at).key('amount')} />;
}

function UnitsField({ at }: { at: RewardLens }) {
  const amount = ofKind(at, 'amountOff');
  return amount ? <NumberField at={amount.key('unitsMax')} /> : null;
}

/** Given at once: how long it lives, and Shopify's leave to give it. */
function LifeFields({ at, kind }: { at: RewardLens; kind: 'storeCredit' | 'giftCard' }) {
  const bridge = useAppBridge();
  const texts = useTexts(areaTexts);
  const scopes = VALUE_SCOPES[kind];
  return (
    <BlockStack gap="200">
      <NumberField at={seenAs<{ expiresInDays: number | string }>(at).key('expiresInDays')} />
      <Text as="p" tone="subdued">
        {texts.final} {texts.access}
      </Text>
      <InlineStack>
        <Button onClick={() => void bridge.scopes.request([...scopes])}>{texts.askAccess}</Button>
      </InlineStack>
    </BlockStack>
  );
}

type Combines = { order: boolean; product: boolean; shipping: boolean };

function CombinesFields({ at }: { at: RewardLens }) {
  const combines = seenAs<{ combinesWith: Combines }>(at).key('combinesWith');
  const { label } = useField(combines.path);
  return (
    <BlockStack gap="100">
      <Text as="p" variant="headingSm">
        {label}
      </Text>
      <CheckField at={combines.key('order')} />
      <CheckField at={combines.key('product')} />
      {at.value.kind === 'freeShipping' ? null : <CheckField at={combines.key('shipping')} />}
    </BlockStack>
  );
}
