/** Rewards: what points buy, and what happens to codes and returned goods. */
import { FormLayout, Text } from '@shopify/polaris';
import { type Reward, reward as rewardSchema } from '#app/core/program/rewards.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { RewardFields } from '#app/ui/program/areas/reward-fields.tsx';
import { ChoiceField, NumberField } from '#app/ui/program/form/fields.tsx';
import { useValueWord } from '#app/ui/program/form/form-context.tsx';
import { PickField } from '#app/ui/program/form/goods-field.tsx';
import { itemsOf, type Lens, type Typed } from '#app/ui/program/form/lens.ts';
import { newReward, REWARD_KINDS } from '#app/ui/program/form/new-things.ts';
import { AddSelect, Section } from '#app/ui/program/form/section.tsx';
import {
  calmRow,
  type Marks,
  ThingList,
  ThingRow,
  useEditing,
  useMarks,
  without,
} from '#app/ui/program/form/things.tsx';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

const COLLECTIONS_MAX = 100;

export function RewardsArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  const word = useValueWord();
  const [editing, setEditing] = useEditing();
  const rewards = form.key('rewards');
  const redemption = form.key('redemption');
  const marks = useMarks();
  const list = rewards.value;
  const add = (kind: Reward['kind']) => {
    const added = newReward(kind, list);
    rewards.set([...list, added]);
    setEditing(added.id);
  };
  return (
    <>
      <Section title={texts.lists.rewards} intro={texts.areas.rewards.intro}>
        {list.length === 0 ? <Text as="p">{texts.noRewards}</Text> : null}
        <ThingList>
          {itemsOf(rewards).map((item) => (
            <CalmRewardRow
              key={item.value.id}
              at={item}
              marks={marks(item.path)}
              open={editing === item.value.id}
              onToggle={() => setEditing(editing === item.value.id ? null : item.value.id)}
              onRemove={() => rewards.change((before) => without(before, item.value.id))}
            />
          ))}
        </ThingList>
        <AddSelect
          label={texts.addReward}
          kinds={REWARD_KINDS}
          word={(kind) => word('rewards.0.kind', kind)}
          onAdd={add}
        />
      </Section>
      <Section title={texts.redeeming}>
        <FormLayout>
          <NumberField at={redemption.key('validDays')} />
          <ChoiceField at={redemption.key('unusedPart')} options={['return', 'keep']} />
          <ChoiceField at={redemption.key('restore')} options={['proportional', 'full', 'never']} />
          <NumberField at={redemption.key('restoreGraceDays')} />
          <PickField at={redemption.key('onlyCollections')} kind="collections" most={COLLECTIONS_MAX} />
        </FormLayout>
      </Section>
    </>
  );
}

type RewardRowProps = {
  at: Lens<Typed<Reward>>;
  marks: Marks;
  open: boolean;
  onToggle: () => void;
  onRemove: () => void;
};

function RewardRow({ at, marks, open, onToggle, onRemove }: RewardRowProps) {
  const { currency, language, format } = useAdmin();
  const { texts, named } = useTelling([]);
  const word = useValueWord();
  const told = rewardSchema.safeParse(at.value);
  const title: Record<string, string> = told.success ? titleOf(told.data, currency) : {};
  const kind = word(`${at.path}.kind`, at.value.kind);
  const points = Number(at.value.points);
  return (
    <ThingRow
      thing={{
        id: at.value.id,
        title: named(at.value.title ?? {}) ?? title[language] ?? kind,
        detail: Number.isSafeInteger(points) ? texts.points(points, format.number(points)) : kind,
        off: !at.value.active,
      }}
      marks={marks}
      open={open}
      onToggle={onToggle}
      onRemove={onRemove}
    >
      {open ? <RewardFields at={at} title={title} /> : null}
    </ThingRow>
  );
}

const CalmRewardRow = calmRow(RewardRow);
