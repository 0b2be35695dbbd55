/** Chooses the variants of a free product with Shopify's own picker. */
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, InlineError, InlineStack, Text } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import type { RewardDraft } from '#app/ui/program/program-draft.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const VARIANTS_MAX = 20;
const PREFIX = 'gid://shopify/ProductVariant/';

type VariantsFieldProps = {
  reward: RewardDraft;
  place: number;
  problems: DraftFieldsProps['problems'];
  onChange: (changes: Partial<RewardDraft>) => void;
};

export function VariantsField({ reward, place, problems, onChange }: VariantsFieldProps) {
  const bridge = useAppBridge();
  const { format } = useAdmin();
  const texts = useTexts(programTexts).rewards;
  const problem = useProblem(problems)(`rewards.${place}.variantIds`);
  const choose = async () => {
    const chosen = await bridge.resourcePicker({
      type: 'variant',
      multiple: VARIANTS_MAX,
      selectionIds: reward.variantIds.map((id) => ({ id: PREFIX + id })),
    });
    if (chosen) onChange({ variantIds: chosen.map(({ id }) => id.slice(PREFIX.length)) });
  };
  return (
    <BlockStack gap="100">
      <Text as="span">{texts.variants}</Text>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void choose()}>{texts.chooseVariants}</Button>
        <Text as="span">{texts.variantCount(format.number(reward.variantIds.length))}</Text>
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {texts.variantsHelp}
      </Text>
      {problem ? <InlineError message={problem} fieldID={`variants-${reward.id}`} /> : null}
    </BlockStack>
  );
}
