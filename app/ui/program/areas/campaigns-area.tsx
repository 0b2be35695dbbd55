/** Campaigns: those that run, that come, and that are over, each edited in place. */
import { Badge, BlockStack, FormLayout, Text } from '@shopify/polaris';
import { campaign as campaignSchema, type Campaign } from '#app/core/program/earning-rules.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { ConditionsFields } from '#app/ui/program/form/conditions-fields.tsx';
import { CheckField, DayField, NumberField } from '#app/ui/program/form/fields.tsx';
import { useField, useValueWord } from '#app/ui/program/form/form-context.tsx';
import { GoodsField } from '#app/ui/program/form/goods-field.tsx';
import { itemsOf, type Lens, ofKind, type Typed } from '#app/ui/program/form/lens.ts';
import { LimitsField } from '#app/ui/program/form/list-fields.tsx';
import { newCampaign } from '#app/ui/program/form/new-things.ts';
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
import { campaignSentence, type CampaignState, spanOf, stateOf } from '#app/ui/program/sentences.ts';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

const KINDS = ['factor', 'bonus'] as const;
const GROUPS: CampaignState[] = ['running', 'coming', 'over'];
const TONES = { running: 'success', coming: 'info', over: undefined } as const;
const DAY_MS = 86_400_000;
const A_WEEK_DAYS = 7;

export function CampaignsArea({ form, today }: AreaProps) {
  const texts = useTexts(areaTexts);
  const word = useValueWord();
  const [editing, setEditing] = useEditing();
  const campaigns = form.key('earning').key('campaigns');
  const marks = useMarks();
  const list = campaigns.value;
  const add = (kind: Campaign['kind']) => {
    const added = newCampaign(kind, list, dayAfter(today, 1), dayAfter(today, A_WEEK_DAYS));
    campaigns.set([...list, added]);
    setEditing(added.id);
  };
  const items = itemsOf(campaigns);
  const groups = GROUPS.map((state) => ({
    state,
    items: items.filter(({ value }) => stateOf(value, today) === state),
  })).filter((group) => group.items.length > 0);
  return (
    <Section title={texts.lists.campaigns} intro={texts.areas.campaigns.intro}>
      {list.length === 0 ? <Text as="p">{texts.noCampaigns}</Text> : null}
      {groups.map((group) => (
        <BlockStack gap="200" key={group.state}>
          <Text as="p" fontWeight="semibold">
            {texts.campaignGroups[group.state]}
          </Text>
          <ThingList>
            {group.items.map((item) => (
              <CalmCampaignRow
                key={item.value.id}
                at={item}
                tiers={form.value.tiers.list}
                marks={marks(item.path)}
                state={group.state}
                open={editing === item.value.id}
                onToggle={() => setEditing(editing === item.value.id ? null : item.value.id)}
                onRemove={() => campaigns.change((before) => without(before, item.value.id))}
              />
            ))}
          </ThingList>
        </BlockStack>
      ))}
      <AddSelect
        label={texts.addCampaign}
        kinds={KINDS}
        word={(kind) => word('earning.campaigns.0.kind', kind)}
        onAdd={add}
      />
    </Section>
  );
}

type CampaignRowProps = {
  at: Lens<Typed<Campaign>>;
  tiers: AreaProps['form']['value']['tiers']['list'];
  marks: Marks;
  state: CampaignState;
  open: boolean;
  onToggle: () => void;
  onRemove: () => void;
};

function CampaignRow({ at, tiers, marks, state, open, onToggle, onRemove }: CampaignRowProps) {
  const texts = useTexts(areaTexts);
  const word = useValueWord();
  const telling = useTelling(tiers);
  const told = campaignSchema.safeParse(at.value);
  const { id, kind, active } = at.value;
  return (
    <ThingRow
      thing={{
        id,
        title: told.success
          ? (telling.named(told.data.title ?? {}) ??
            campaignSentence({ ...told.data, active: true }, telling))
          : word(`${at.path}.kind`, kind),
        ...(told.success ? { detail: spanOf(told.data, telling) } : {}),
        off: !active,
        badge: <Badge tone={TONES[state]}>{texts.campaignState[state]}</Badge>,
      }}
      marks={marks}
      open={open}
      onToggle={onToggle}
      onRemove={onRemove}
    >
      {open ? <CampaignFields at={at} /> : null}
    </ThingRow>
  );
}

function CampaignFields({ at }: { at: Lens<Typed<Campaign>> }) {
  const own = useField(at.path);
  const factor = ofKind(at, 'factor');
  const bonus = ofKind(at, 'bonus');
  return (
    <FormLayout>
      {factor ? <NumberField at={factor.key('factor')} /> : null}
      {bonus ? <NumberField at={bonus.key('points')} /> : null}
      <FormLayout.Group>
        <DayField at={at.key('from')} empty="" />
        <DayField at={at.key('until')} empty="" />
      </FormLayout.Group>
      {own.problem ? (
        <Text as="p" tone="critical">
          {own.problem}
        </Text>
      ) : null}
      <CheckField at={at.key('active')} />
      <GoodsField at={at.key('goods')} />
      <ConditionsFields at={at} minimum days={false} />
      {bonus ? <LimitsField at={bonus.key('caps')} /> : null}
    </FormLayout>
  );
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const CalmCampaignRow = calmRow(CampaignRow);
