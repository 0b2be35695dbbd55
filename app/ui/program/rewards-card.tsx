/** What points buy: a row per reward, edited in place. */
import { Badge, BlockStack, Box, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import { PlusIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { DraftFieldsProps } from '#app/ui/program/field.ts';
import { newReward, type RewardDraft, type RewardKind } from '#app/ui/program/program-draft.ts';
import { RewardFields } from '#app/ui/program/reward-fields.tsx';
import { useRewardLabel } from '#app/ui/program/reward-label.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const KINDS: RewardKind[] = ['amountOff', 'percentOff', 'freeShipping', 'product', 'storeCredit', 'giftCard'];

export function RewardsCard({ draft, problems, onChange }: DraftFieldsProps) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts).rewards;
  const [editing, setEditing] = useState<string | null>(null);
  const change = (id: string, changes: Partial<RewardDraft>) =>
    onChange({
      rewards: draft.rewards.map((reward) => (reward.id === id ? { ...reward, ...changes } : reward)),
    });
  const add = (kind: RewardKind) => {
    const reward = newReward(kind, draft.rewards, format.decimalMark);
    onChange({ rewards: [...draft.rewards, reward] });
    setEditing(reward.id);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <Text as="p" tone="subdued">
            {draft.rewards.length === 0 ? texts.empty : texts.intro}
          </Text>
        </BlockStack>
        {draft.rewards.map((reward, index) => (
          <RewardRow
            key={reward.id}
            reward={reward}
            place={index}
            problems={problems}
            open={editing === reward.id}
            onToggle={() => setEditing(editing === reward.id ? null : reward.id)}
            onChange={(changes) => change(reward.id, changes)}
            onRemove={() => onChange({ rewards: draft.rewards.filter(({ id }) => id !== reward.id) })}
          />
        ))}
        <InlineStack gap="200">
          {KINDS.map((kind) => (
            <Button key={kind} icon={PlusIcon} onClick={() => add(kind)}>
              {texts.add[kind]}
            </Button>
          ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

type RewardRowProps = {
  reward: RewardDraft;
  place: number;
  problems: DraftFieldsProps['problems'];
  open: boolean;
  onToggle: () => void;
  onChange: (changes: Partial<RewardDraft>) => void;
  onRemove: () => void;
};

function RewardRow({ reward, place, problems, open, onToggle, onChange, onRemove }: RewardRowProps) {
  const texts = useTexts(programTexts).rewards;
  const { name, price } = useRewardLabel()(reward);
  const wrong = Object.keys(problems).some((field) => field.startsWith(`rewards.${place}.`));
  return (
    <Box padding="300" borderWidth="025" borderColor="border" borderRadius="200">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack>
            <InlineStack align="start" gap="200" blockAlign="center">
              <Text as="h3" fontWeight="semibold">
                {name}
              </Text>
              {reward.active ? null : <Badge>{texts.inactive}</Badge>}
              {wrong ? <Badge tone="critical">{texts.needsFix}</Badge> : null}
            </InlineStack>
            <Text as="span" tone="subdued">
              {price}
            </Text>
          </BlockStack>
          <ButtonGroup>
            <Button
              onClick={onToggle}
              ariaExpanded={open}
              accessibilityLabel={open ? texts.closeLabel(name) : texts.editLabel(name)}
            >
              {open ? texts.close : texts.edit}
            </Button>
            <Button
              onClick={onRemove}
              tone="critical"
              variant="tertiary"
              accessibilityLabel={texts.removeLabel(name)}
            >
              {texts.remove}
            </Button>
          </ButtonGroup>
        </InlineStack>
        {open ? <RewardFields reward={reward} place={place} problems={problems} onChange={onChange} /> : null}
      </BlockStack>
    </Box>
  );
}
