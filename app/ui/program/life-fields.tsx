/** Fields of a reward that is given at once: how long it lives, and Shopify's leave to give it. */
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { VALUE_SCOPES } from '#app/core/program/rewards.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import type { RewardDraft } from '#app/ui/program/program-draft.ts';
import { programTexts } from '#app/ui/texts/program.ts';

type LifeFieldsProps = {
  reward: RewardDraft;
  place: number;
  problems: DraftFieldsProps['problems'];
  onChange: (changes: Partial<RewardDraft>) => void;
};

export function LifeFields({ reward, place, problems, onChange }: LifeFieldsProps) {
  const bridge = useAppBridge();
  const texts = useTexts(programTexts).rewards;
  const problem = useProblem(problems);
  const scopes = VALUE_SCOPES[reward.kind === 'giftCard' ? 'giftCard' : 'storeCredit'];
  return (
    <BlockStack gap="200">
      <TextField
        label={texts.life}
        autoComplete="off"
        inputMode="numeric"
        value={reward.expiresInDays}
        onChange={(expiresInDays) => onChange({ expiresInDays })}
        helpText={texts.lifeHelp}
        error={problem(`rewards.${place}.expiresInDays`)}
      />
      <Text as="p" tone="subdued">
        {texts.final} {texts.access}
      </Text>
      <InlineStack>
        <Button onClick={() => void bridge.scopes.request([...scopes])}>{texts.askAccess}</Button>
      </InlineStack>
    </BlockStack>
  );
}
