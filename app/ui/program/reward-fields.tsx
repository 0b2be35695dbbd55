/** The fields of one reward. */
import { BlockStack, Checkbox, FormLayout, Text, TextField } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import { VariantsField } from '#app/ui/program/variants-field.tsx';
import { LifeFields } from '#app/ui/program/life-fields.tsx';
import { isValueKind, type RewardDraft } from '#app/ui/program/program-draft.ts';
import { programTexts } from '#app/ui/texts/program.ts';

type RewardFieldsProps = {
  reward: RewardDraft;
  /** Place in the list, by which problems name the reward. */
  place: number;
  problems: DraftFieldsProps['problems'];
  onChange: (changes: Partial<RewardDraft>) => void;
};

export function RewardFields(props: RewardFieldsProps) {
  const { reward, place, problems, onChange } = props;
  const texts = useTexts(programTexts).rewards;
  const problem = useProblem(problems);
  const at = (field: string) => problem(`rewards.${place}.${field}`);
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField
          label={texts.points}
          autoComplete="off"
          inputMode="numeric"
          value={reward.points}
          onChange={(points) => onChange({ points })}
          error={at('points')}
        />
        <ValueField {...props} />
      </FormLayout.Group>
      {isValueKind(reward.kind) ? <LifeFields {...props} /> : null}
      {reward.kind === 'product' || isValueKind(reward.kind) ? null : <MinimumField {...props} />}
      <FormLayout.Group>
        <TextField
          label={texts.titleEn}
          autoComplete="off"
          value={reward.titles.en}
          onChange={(en) => onChange({ titles: { ...reward.titles, en } })}
          error={at('title.en')}
        />
        <TextField
          label={texts.titleDe}
          autoComplete="off"
          value={reward.titles.de}
          onChange={(de) => onChange({ titles: { ...reward.titles, de } })}
          error={at('title.de')}
        />
      </FormLayout.Group>
      {isValueKind(reward.kind) ? null : <CombinesFields {...props} />}
      <Checkbox label={texts.active} checked={reward.active} onChange={(active) => onChange({ active })} />
    </FormLayout>
  );
}

function ValueField({ reward, place, problems, onChange }: RewardFieldsProps) {
  const { currency } = useAdmin();
  const texts = useTexts(programTexts).rewards;
  const problem = useProblem(problems);
  switch (reward.kind) {
    case 'amountOff':
    case 'storeCredit':
    case 'giftCard':
      return (
        <TextField
          label={reward.kind === 'amountOff' ? texts.amount : texts.value}
          autoComplete="off"
          inputMode="decimal"
          suffix={currency}
          value={reward.amount}
          onChange={(amount) => onChange({ amount })}
          error={problem(`rewards.${place}.amount`)}
        />
      );
    case 'percentOff':
      return (
        <TextField
          label={texts.percent}
          autoComplete="off"
          inputMode="decimal"
          suffix="%"
          value={reward.percent}
          onChange={(percent) => onChange({ percent })}
          error={problem(`rewards.${place}.percent`)}
        />
      );
    case 'freeShipping':
      return null;
    case 'product':
      return <VariantsField reward={reward} place={place} problems={problems} onChange={onChange} />;
  }
}

function MinimumField({ reward, place, problems, onChange }: RewardFieldsProps) {
  const { currency } = useAdmin();
  const texts = useTexts(programTexts).rewards;
  const problem = useProblem(problems);
  return (
    <TextField
      label={texts.minimum}
      autoComplete="off"
      inputMode="decimal"
      suffix={currency}
      value={reward.minimumSubtotal}
      onChange={(minimumSubtotal) => onChange({ minimumSubtotal })}
      error={problem(`rewards.${place}.minimumSubtotal`)}
    />
  );
}

function CombinesFields({ reward, onChange }: RewardFieldsProps) {
  const texts = useTexts(programTexts).rewards;
  const change = (changes: Partial<RewardDraft['combinesWith']>) =>
    onChange({ combinesWith: { ...reward.combinesWith, ...changes } });
  return (
    <BlockStack gap="100">
      <Text as="h4" variant="headingSm">
        {texts.combines}
      </Text>
      <Checkbox
        label={texts.combinesOrder}
        checked={reward.combinesWith.order}
        onChange={(order) => change({ order })}
      />
      <Checkbox
        label={texts.combinesProduct}
        checked={reward.combinesWith.product}
        onChange={(product) => change({ product })}
      />
      {reward.kind === 'freeShipping' ? null : (
        <Checkbox
          label={texts.combinesShipping}
          checked={reward.combinesWith.shipping}
          onChange={(shipping) => change({ shipping })}
        />
      )}
    </BlockStack>
  );
}
