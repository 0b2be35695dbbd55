/** Tiers: the list, what each brings, and how members rise and fall. */
import { BlockStack, Button, Checkbox, FormLayout, InlineStack, Select, Text } from '@shopify/polaris';
import { type Tier, tiers as tiersSchema } from '#app/core/program/tiers.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import {
  AmountField,
  CheckField,
  ChoiceField,
  NumberField,
  SelectField,
} from '#app/ui/program/form/fields.tsx';
import { useField } from '#app/ui/program/form/form-context.tsx';
import { itemsOf, type Lens, ofKind, type Typed } from '#app/ui/program/form/lens.ts';
import { LanguagesField } from '#app/ui/program/form/list-fields.tsx';
import { newTier } from '#app/ui/program/form/new-things.ts';
import { Section } from '#app/ui/program/form/section.tsx';
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
import { tierSentence } from '#app/ui/program/sentences.ts';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

const BASES = ['spend', 'points', 'orders', 'score'] as const;
const PERIODS = ['calendarYear', 'rolling', 'lifetime'] as const;
const COMBINES = ['order', 'product', 'shipping'] as const;

export function TiersArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  const [editing, setEditing] = useEditing();
  const tiers = form.key('tiers');
  const list = tiers.key('list');
  const marks = useMarks();
  const add = () => {
    const added = newTier(list.value);
    list.set([...list.value, added]);
    setEditing(added.id);
  };
  const own = useField(list.path);
  return (
    <>
      <Section title={texts.lists.tiers} intro={texts.areas.tiers.intro}>
        {list.value.length === 0 ? <Text as="p">{texts.noTiers}</Text> : null}
        <ThingList>
          {itemsOf(list).map((item, index) => (
            <CalmTierRow
              key={item.value.id}
              at={item}
              marks={marks(item.path)}
              basis={tiers.value.basis}
              open={editing === item.value.id}
              onToggle={() => setEditing(editing === item.value.id ? null : item.value.id)}
              onUp={index > 0 ? () => list.change((before) => movedUp(before, item.value.id)) : undefined}
              onRemove={() => list.change((before) => without(before, item.value.id))}
            />
          ))}
        </ThingList>
        <ListProblems path={tiers.path} own={own.problem} />
        <InlineStack>
          <Button onClick={add}>{texts.addTier}</Button>
        </InlineStack>
      </Section>
      {list.value.length > 0 ? <TierRules tiers={tiers} /> : null}
    </>
  );
}

/** What is wrong with all of them together stands at the tiers as a whole. */
function ListProblems({ path, own }: { path: string; own: string | undefined }) {
  const whole = useField(path);
  const problem = own ?? whole.problem;
  if (problem === undefined) return null;
  return (
    <Text as="p" tone="critical">
      {problem}
    </Text>
  );
}

type TierRowProps = {
  at: Lens<Typed<Tier>>;
  basis: (typeof BASES)[number];
  marks: Marks;
  open: boolean;
  onToggle: () => void;
  onUp: (() => void) | undefined;
  onRemove: () => void;
};

function TierRow({ at, basis, marks, open, onToggle, onUp, onRemove }: TierRowProps) {
  const telling = useTelling([]);
  const told = tiersSchema.safeParse({ list: [at.value], basis });
  const [tier] = told.success ? told.data.list : [];
  const name = telling.named(at.value.name) ?? at.value.id;
  const detail = tier ? tierSentence(tier, basis, telling) : '';
  return (
    <ThingRow
      thing={{
        id: at.value.id,
        title: name,
        detail: detail.startsWith(`${name}, `) ? detail.slice(name.length + 2) : detail,
        off: false,
      }}
      marks={marks}
      open={open}
      onToggle={onToggle}
      onUp={onUp}
      onRemove={onRemove}
    >
      {open ? <TierFields at={at} basis={basis} /> : null}
    </ThingRow>
  );
}

function TierFields({ at, basis }: { at: Lens<Typed<Tier>>; basis: (typeof BASES)[number] }) {
  const { currency } = useAdmin();
  const texts = useTexts(areaTexts);
  const unit = basis === 'spend' ? { suffix: currency } : { suffix: '' };
  const perks = at.key('perks');
  const shipping = perks.key('freeShipping');
  return (
    <FormLayout>
      <LanguagesField at={at.key('name')} empty={{}} />
      <FormLayout.Group>
        <AmountField at={at.key('enter')} {...unit} empty={null} />
        <AmountField at={at.key('keep')} {...unit} empty={undefined} />
      </FormLayout.Group>
      <FormLayout.Group>
        <NumberField at={at.key('entryGift')} />
        <NumberField at={at.key('earningFactor')} />
      </FormLayout.Group>
      <NumberField at={perks.key('discountPercent')} suffix="%" />
      <Checkbox
        label={texts.shipping}
        checked={shipping.value !== null}
        onChange={(on) => shipping.set(on ? { from: '0' } : null)}
      />
      {shipping.value === null ? null : <AmountField at={shipping.key('from')} />}
    </FormLayout>
  );
}

function TierRules({ tiers }: { tiers: Lens<AreaTiers> }) {
  const texts = useTexts(areaTexts);
  const combines = tiers.key('perksCombineWith');
  return (
    <Section title={texts.tierRules}>
      <FormLayout>
        <SelectField at={tiers.key('basis')} options={BASES} />
        <PeriodFields at={tiers.key('period')} />
        <NumberField at={tiers.key('graceDays')} />
        <ChoiceField at={tiers.key('drop')} options={['oneStep', 'byBalance']} />
        <ChoiceField at={tiers.key('entryGifts')} options={['each', 'last']} />
        <ChoiceField at={tiers.key('onChange')} options={['keepUntilPeriodEnd', 'moveNow']} />
        <CheckField at={tiers.key('refundUndoes')} />
        <ChoiceField at={tiers.key('perksBy')} options={['function', 'segments']} />
        <BlockStack gap="100">
          {COMBINES.map((kind) => (
            <CheckField key={kind} at={combines.key(kind)} />
          ))}
        </BlockStack>
      </FormLayout>
    </Section>
  );
}

type AreaTiers = AreaProps['form']['value']['tiers'];
type Period = AreaTiers['period'];

function PeriodFields({ at }: { at: Lens<Period> }) {
  const { locale } = useAdmin();
  const month = useField(`${at.path}.firstMonth`);
  const year = ofKind(at, 'calendarYear');
  const rolling = ofKind(at, 'rolling');
  const names = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return (
    <FormLayout.Group>
      <SelectField at={kindOf(at)} options={PERIODS} />
      {year ? (
        <Select
          label={month.label}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: names.format(Date.UTC(2024, index, 1)),
          }))}
          value={String(year.value.firstMonth)}
          onChange={(chosen) => year.key('firstMonth').set(Number(chosen))}
        />
      ) : null}
      {rolling ? <NumberField at={rolling.key('months')} /> : null}
    </FormLayout.Group>
  );
}

/** Another kind of period brings fields of its own. */
function kindOf(at: Lens<Period>): Lens<Period['kind']> {
  const fresh = (kind: Period['kind']): Period => {
    if (kind === 'calendarYear') return { kind, firstMonth: 1 };
    return kind === 'rolling' ? { kind, months: 12 } : { kind };
  };
  return { ...at.key('kind'), set: (kind) => at.set(fresh(kind)) };
}

const CalmTierRow = calmRow(TierRow);
