/** Earning: the rules, what of an order counts, and how rules go together. */
import { BlockStack, FormLayout, Text } from '@shopify/polaris';
import { type EarningRule, earningRule } from '#app/core/program/earning-rules.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { RuleFields } from '#app/ui/program/areas/rule-fields.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { CheckField, ChoiceField, SelectField } from '#app/ui/program/form/fields.tsx';
import { useValueWord } from '#app/ui/program/form/form-context.tsx';
import { GoodsField } from '#app/ui/program/form/goods-field.tsx';
import { itemsOf, type Lens, type Typed } from '#app/ui/program/form/lens.ts';
import { LimitsField } from '#app/ui/program/form/list-fields.tsx';
import { newRule, RULE_KINDS } from '#app/ui/program/form/new-things.ts';
import { AddSelect, Section } from '#app/ui/program/form/section.tsx';
import {
  calmRow,
  type Marks,
  movedUp,
  ThingList,
  ThingRow,
  useEditing,
  useMarks,
  without,
} from '#app/ui/program/form/things.tsx';
import { ruleSentence } from '#app/ui/program/sentences.ts';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';
import { fieldTexts } from '#app/ui/texts/program-fields.ts';

const FACTORS = ['multiply', 'add', 'highest'] as const;
const ROUNDINGS = ['down', 'nearest', 'up'] as const;
const CHANNELS = ['pos', 'draft', 'subscription'] as const;

export function EarningArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  const labels = useTexts(fieldTexts);
  const earning = form.key('earning');
  const channels = earning.key('channels');
  return (
    <>
      <RulesSection form={form} rules={earning.key('rules')} />
      <Section title={texts.counts}>
        <BlockStack gap="100">
          <CheckField at={earning.key('includeTax')} />
          <CheckField at={earning.key('includeShipping')} />
          <CheckField at={earning.key('storedValueEarns')} />
          {CHANNELS.map((channel) => (
            <CheckField key={channel} at={channels.key(channel)} />
          ))}
        </BlockStack>
        <GoodsField at={earning.key('exclude')} label={labels['earning.exclude'] ?? ''} />
      </Section>
      <Section title={texts.together}>
        <FormLayout>
          <SelectField at={earning.key('rounding')} options={ROUNDINGS} />
          <ChoiceField at={earning.key('factors')} options={FACTORS} />
          <LimitsField at={earning.key('caps')} />
        </FormLayout>
      </Section>
    </>
  );
}

function RulesSection({ form, rules }: { form: AreaProps['form']; rules: Lens<Typed<EarningRule>[]> }) {
  const texts = useTexts(areaTexts);
  const word = useValueWord();
  const marks = useMarks();
  const [editing, setEditing] = useEditing();
  const list = rules.value;
  const add = (kind: EarningRule['kind']) => {
    const rule = newRule(kind, list);
    rules.set([...list, rule]);
    setEditing(rule.id);
  };
  return (
    <Section title={texts.lists.earning} intro={texts.areas.earning.intro}>
      {list.length === 0 ? <Text as="p">{texts.noRules}</Text> : null}
      <ThingList>
        {itemsOf(rules).map((rule, index) => {
          const { id } = rule.value;
          return (
            <CalmRuleRow
              key={id}
              at={rule}
              tiers={form.value.tiers.list}
              marks={marks(rule.path)}
              open={editing === id}
              onToggle={() => setEditing(editing === id ? null : id)}
              onUp={index > 0 ? () => rules.change((before) => movedUp(before, id)) : undefined}
              onRemove={() => rules.change((before) => without(before, id))}
            />
          );
        })}
      </ThingList>
      <AddSelect
        label={texts.addRule}
        kinds={RULE_KINDS}
        word={(kind) => word('earning.rules.0.kind', kind)}
        onAdd={add}
      />
    </Section>
  );
}

type RuleRowProps = {
  at: Lens<Typed<EarningRule>>;
  tiers: AreaProps['form']['value']['tiers']['list'];
  marks: Marks;
  open: boolean;
  onToggle: () => void;
  onUp: (() => void) | undefined;
  onRemove: () => void;
};

function RuleRow({ at, tiers, marks, open, onToggle, onUp, onRemove }: RuleRowProps) {
  const word = useValueWord();
  const telling = useTelling(tiers);
  const { id, kind, active } = at.value;
  const told = earningRule.safeParse(at.value);
  const kindWord = word(`${at.path}.kind`, kind);
  return (
    <ThingRow
      thing={{
        id,
        title: told.success ? ruleSentence({ ...told.data, active: true }, telling) : kindWord,
        detail: kindWord,
        off: !active,
      }}
      marks={marks}
      open={open}
      onToggle={onToggle}
      onUp={onUp}
      onRemove={onRemove}
    >
      {open ? <RuleFields at={at} /> : null}
    </ThingRow>
  );
}

const CalmRuleRow = calmRow(RuleRow);
