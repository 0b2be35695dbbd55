/** What one rule of a segment asks for. */
import { ChoiceList, InlineStack, Select, TextField } from '@shopify/polaris';
import type { SegmentRule } from '#app/core/segments/rules.ts';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import type { SegmentsView } from '#app/presenters/present-segments.ts';
import type { RuleWords } from '#app/ui/segments/rule-words.ts';

type FieldsProps = {
  rule: SegmentRule;
  view: SegmentsView;
  words: RuleWords;
  onChange: (rule: SegmentRule) => void;
};

/** A rule of a kind as it begins: as few questions as can be left open. */
export function freshRule(kind: SegmentRule['kind'], view: SegmentsView): SegmentRule {
  switch (kind) {
    case 'orders':
      return { kind, min: 2 };
    case 'points':
      return { kind, min: 100 };
    case 'spent':
    case 'basket':
      return { kind, min: '100' };
    case 'lastOrder':
      return { kind, days: 90, within: false };
    case 'firstOrder':
    case 'known':
      return { kind, days: 30, within: true };
    case 'tier':
      return { kind, tiers: view.tiers.slice(0, 1).map(({ id }) => id) };
    case 'segment':
      return { kind, segment: view.segments[0] ?? 'top-vip', is: true };
    case 'consent':
    case 'recommended':
      return { kind, is: true };
    case 'language':
      return { kind, in: ['de'] };
    case 'birthday':
      return { kind, month: 1 };
    case 'bought':
      return { kind, productId: '', is: true };
    case 'orderedSince':
      return { kind, day: '' };
  }
}

export function RuleFields({ rule, view, words, onChange }: FieldsProps) {
  const { texts } = words;
  switch (rule.kind) {
    case 'orders':
    case 'points':
    case 'spent':
    case 'basket':
      return <SpanFields rule={rule} words={words} onChange={onChange} />;
    case 'lastOrder':
    case 'firstOrder':
    case 'known':
      return (
        <InlineStack gap="300" wrap blockAlign="end">
          <Select
            label={texts.within}
            options={[
              { value: 'yes', label: texts.withins.yes },
              { value: 'no', label: texts.withins.no },
            ]}
            value={rule.within ? 'yes' : 'no'}
            onChange={(value) => onChange({ ...rule, within: value === 'yes' })}
          />
          <TextField
            label={texts.days}
            type="number"
            min={1}
            value={Number.isNaN(rule.days) ? '' : String(rule.days)}
            onChange={(value) => onChange({ ...rule, days: value === '' ? NaN : Number(value) })}
            autoComplete="off"
          />
        </InlineStack>
      );
    case 'tier':
      return (
        <ChoiceList
          allowMultiple
          title={texts.tiers}
          choices={view.tiers.map(({ id }) => ({ value: id, label: words.tierName(id) }))}
          selected={rule.tiers}
          onChange={(tiers) => onChange({ ...rule, tiers })}
        />
      );
    case 'language':
      return (
        <ChoiceList
          allowMultiple
          title={texts.languages}
          choices={SHOPPER_LANGUAGES.map((value) => ({ value, label: words.languageName(value) }))}
          selected={rule.in}
          onChange={(tags) => onChange({ ...rule, in: tags })}
        />
      );
    case 'birthday':
      return (
        <Select
          label={texts.month}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: words.monthName(index + 1),
          }))}
          value={String(rule.month)}
          onChange={(value) => onChange({ ...rule, month: Number(value) })}
        />
      );
    case 'orderedSince':
      return (
        <TextField
          label={texts.day}
          type="date"
          value={rule.day}
          onChange={(day) => onChange({ ...rule, day })}
          autoComplete="off"
        />
      );
    case 'segment':
      return (
        <InlineStack gap="300" wrap blockAlign="end">
          <Select
            label={texts.segment}
            options={[...new Set([...view.segments, rule.segment])].map((value) => ({
              value,
              label: words.segmentName(value),
            }))}
            value={rule.segment}
            onChange={(segment) => onChange({ ...rule, segment })}
          />
          <IsField rule={rule} words={words} onChange={onChange} />
        </InlineStack>
      );
    case 'bought':
      return (
        <InlineStack gap="300" wrap blockAlign="end">
          <TextField
            label={texts.product}
            value={rule.productId}
            maxLength={20}
            onChange={(productId) => onChange({ ...rule, productId: productId.trim() })}
            autoComplete="off"
          />
          <IsField rule={rule} words={words} onChange={onChange} />
        </InlineStack>
      );
    case 'consent':
    case 'recommended':
      return <IsField rule={rule} words={words} onChange={onChange} />;
  }
}

function IsField({
  rule,
  words: { texts },
  onChange,
}: {
  rule: Extract<SegmentRule, { is: boolean }>;
  words: RuleWords;
  onChange: (rule: SegmentRule) => void;
}) {
  const what = texts.kinds[rule.kind];
  return (
    <Select
      label={texts.is}
      options={[
        { value: 'yes', label: texts.says.yes(what) },
        { value: 'no', label: texts.says.no(what) },
      ]}
      value={rule.is ? 'yes' : 'no'}
      onChange={(value) => onChange({ ...rule, is: value === 'yes' })}
    />
  );
}

/** Amounts are kept as they are typed; whole numbers as numbers. */
function SpanFields({
  rule,
  words: { texts },
  onChange,
}: {
  rule: Extract<SegmentRule, { kind: 'orders' | 'points' | 'spent' | 'basket' }>;
  words: RuleWords;
  onChange: (rule: SegmentRule) => void;
}) {
  const isMoney = rule.kind === 'spent' || rule.kind === 'basket';
  const field = (end: 'min' | 'max') => (
    <TextField
      label={texts[end]}
      type={isMoney ? 'text' : 'number'}
      inputMode={isMoney ? 'decimal' : 'numeric'}
      value={rule[end] === undefined ? '' : String(rule[end])}
      onChange={(typed) => {
        const { [end]: _before, ...rest } = rule;
        const value = isMoney ? typed.trim().replace(',', '.') : Number(typed);
        onChange((typed.trim() === '' ? rest : { ...rest, [end]: value }) as SegmentRule);
      }}
      autoComplete="off"
    />
  );
  return (
    <InlineStack gap="300" wrap>
      {field('min')}
      {field('max')}
    </InlineStack>
  );
}
