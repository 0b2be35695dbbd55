/** Offers for one tier or segment: those that run, that come, that are over or withdrawn, each edited in place. */
import { Badge, BlockStack, FormLayout, InlineStack, Select, Text } from '@shopify/polaris';
import type { Audience } from '#app/core/audience.ts';
import { offerTitle } from '#app/core/offers/offer-plan.ts';
import { codeOf, type Offer, offer as offerSchema } from '#app/core/program/offers.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import {
  AmountField,
  CheckField,
  DayField,
  Noted,
  NumberField,
  WordsField,
} from '#app/ui/program/form/fields.tsx';
import { useField, useForm, useValueWord } from '#app/ui/program/form/form-context.tsx';
import { PickField } from '#app/ui/program/form/goods-field.tsx';
import { itemsOf, type Lens, ofKind, seenAs, type Typed } from '#app/ui/program/form/lens.ts';
import { LanguagesField } from '#app/ui/program/form/list-fields.tsx';
import { newOffer, OFFER_KINDS } from '#app/ui/program/form/new-things.ts';
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
import { segmentTexts } from '#app/ui/texts/segments.ts';
import { offerSentence, stateOf } from '#app/ui/program/sentences.ts';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

const TONES = { running: 'success', coming: 'info', over: undefined, withdrawn: undefined } as const;
const GOODS_MAX = 100;
const A_MONTH_MS = 30 * 86_400_000;

type OfferLens = Lens<Typed<Offer>>;

export function OffersArea({ form, today }: AreaProps) {
  const texts = useTexts(areaTexts);
  const word = useValueWord();
  const [editing, setEditing] = useEditing();
  const { segments } = useForm();
  const offers = form.key('offers');
  const marks = useMarks();
  const list = offers.value;
  const [highest] = form.value.tiers.list.toReversed();
  const add = (kind: Offer['kind']) => {
    const whom: Audience = highest
      ? { kind: 'tier', tierId: highest.id }
      : { kind: 'segment', segment: segments[0] ?? 'vip' };
    const until = new Date(Date.parse(`${today}T00:00:00Z`) + A_MONTH_MS).toISOString().slice(0, 10);
    const added = newOffer(kind, list, whom, until);
    offers.set([...list, added]);
    setEditing(added.id);
  };
  return (
    <Section title={texts.lists.offers} intro={texts.areas.offers.intro}>
      {list.length === 0 ? <Text as="p">{texts.noOffers}</Text> : null}
      <ThingList>
        {itemsOf(offers).map((item) => (
          <CalmOfferRow
            key={item.value.id}
            at={item}
            tiers={form.value.tiers.list}
            today={today}
            marks={marks(item.path)}
            open={editing === item.value.id}
            onToggle={() => setEditing(editing === item.value.id ? null : item.value.id)}
            onRemove={() => offers.change((before) => without(before, item.value.id))}
          />
        ))}
      </ThingList>
      <AddSelect
        label={texts.addOffer}
        kinds={OFFER_KINDS}
        word={(kind) => word('offers.0.kind', kind)}
        onAdd={add}
      />
    </Section>
  );
}

type OfferRowProps = {
  at: OfferLens;
  tiers: AreaProps['form']['value']['tiers']['list'];
  today: string;
  marks: Marks;
  open: boolean;
  onToggle: () => void;
  onRemove: () => void;
};

function OfferRow({ at, tiers, today, marks, open, onToggle, onRemove }: OfferRowProps) {
  const { currency, language } = useAdmin();
  const texts = useTexts(areaTexts);
  const word = useValueWord();
  const telling = useTelling(tiers);
  const told = offerSchema.safeParse(at.value);
  const { id, kind, active, from, until } = at.value;
  const state = active ? stateOf({ from, until }, today) : 'withdrawn';
  const title: Record<string, string> = told.success ? offerTitle(told.data, currency) : {};
  return (
    <ThingRow
      thing={{
        id,
        title: telling.named(at.value.title ?? {}) ?? title[language] ?? word(`${at.path}.kind`, kind),
        ...(told.success ? { detail: offerSentence({ ...told.data, active: true }, telling) } : {}),
        off: false,
        badge: (
          <Badge tone={TONES[state]}>
            {state === 'withdrawn' ? texts.offerWithdrawn : texts.campaignState[state]}
          </Badge>
        ),
      }}
      marks={marks}
      open={open}
      onToggle={onToggle}
      onRemove={onRemove}
    >
      {open ? <OfferFields at={at} title={title} /> : null}
    </ThingRow>
  );
}

function OfferFields({ at, title }: { at: OfferLens; title: Record<string, string> }) {
  const told = { id: at.value.id, audience: at.value.audience };
  return (
    <FormLayout>
      <FormLayout.Group>
        <ValueField at={at} />
        <AudienceField at={at.key('audience')} />
      </FormLayout.Group>
      <FormLayout.Group>
        <DayField at={at.key('from')} empty={undefined} />
        <DayField at={at.key('until')} empty={undefined} />
      </FormLayout.Group>
      <FormLayout.Group>
        <AmountField at={at.key('minimumSubtotal')} empty={undefined} />
        <NumberField at={at.key('usesMax')} empty={undefined} />
      </FormLayout.Group>
      <CheckField at={at.key('oncePerCustomer')} />
      <GoodsFields at={at} />
      <LanguagesField at={at.key('title')} empty={undefined} placeholders={title} />
      <LanguagesField at={at.key('text')} empty={undefined} />
      <WordsField at={at.key('code')} empty={undefined} placeholder={codeOf(told)} />
      <CombinesFields at={at} />
      <CheckField at={at.key('active')} />
    </FormLayout>
  );
}

function ValueField({ at }: { at: OfferLens }) {
  const percent = ofKind(at, 'percentOff');
  const amount = ofKind(at, 'amountOff');
  if (percent) return <NumberField at={percent.key('percent')} suffix="%" />;
  return amount ? <AmountField at={amount.key('amount')} /> : null;
}

const SEGMENT = 'segment:';
const TIER = 'tier:';

/** Tiers of the program and segments that are known, in one list; one that is gone stays to be seen. */
function AudienceField({ at }: { at: Lens<Audience> }) {
  const { tiers, segments } = useForm();
  const names = useTexts(segmentTexts);
  const segmentName = (id: string) => names[id] ?? id;
  const tier = useField(`${at.path}.tierId`);
  const segment = useField(`${at.path}.segment`);
  const whole = useField(at.path);
  const { value } = at;
  const chosen = value.kind === 'tier' ? `${TIER}${value.tierId}` : `${SEGMENT}${value.segment}`;
  const options = [
    ...tiers.map(({ id, name }) => ({ value: `${TIER}${id}`, label: name })),
    ...segments.map((id) => ({ value: `${SEGMENT}${id}`, label: segmentName(id) })),
  ];
  const all = options.some((one) => one.value === chosen)
    ? options
    : [
        ...options,
        { value: chosen, label: value.kind === 'tier' ? value.tierId : segmentName(value.segment) },
      ];
  return (
    <Noted notes={[...whole.notes, ...tier.notes, ...segment.notes]}>
      <Select
        label={whole.label}
        options={all}
        value={chosen}
        error={tier.problem ?? segment.problem}
        onChange={(next) =>
          at.set(
            next.startsWith(TIER)
              ? { kind: 'tier', tierId: next.slice(TIER.length) }
              : { kind: 'segment', segment: next.slice(SEGMENT.length) },
          )
        }
      />
    </Noted>
  );
}

function GoodsFields({ at }: { at: OfferLens }) {
  if (at.value.kind === 'freeShipping') return null;
  const goods = seenAs<{ collections?: string[]; products?: string[] }>(at);
  return (
    <InlineStack gap="400">
      <PickField at={goods.key('collections')} kind="collections" most={GOODS_MAX} />
      <PickField at={goods.key('products')} kind="products" most={GOODS_MAX} />
    </InlineStack>
  );
}

type Combines = { order: boolean; product: boolean; shipping: boolean };

function CombinesFields({ at }: { at: OfferLens }) {
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

const CalmOfferRow = calmRow(OfferRow);
