/** Referrals: what a friend gets, what the order must be, and how closely it is looked at. */
import { BlockStack, Button, FormLayout, InlineStack, Text } from '@shopify/polaris';
import type { FriendOffer } from '#app/core/program/referrals.ts';
import { FRAUD_CHECKS, FRAUD_WEIGHTS, type FraudCheck } from '#app/core/referrals/checks.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { AmountField, CheckField, NumberField, SelectField } from '#app/ui/program/form/fields.tsx';
import { type Lens, ofKind, seenAs, type Typed } from '#app/ui/program/form/lens.ts';
import { Section } from '#app/ui/program/form/section.tsx';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

const KINDS = ['percentOff', 'amountOff', 'freeShipping'] as const;
/** What a friend gets when the merchant changes the kind. */
const BEGINS: Record<FriendOffer['kind'], FriendOffer> = {
  percentOff: { kind: 'percentOff', percent: 10 },
  amountOff: { kind: 'amountOff', amount: '5.00' },
  freeShipping: { kind: 'freeShipping' },
};

export function ReferralsArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  const referrals = form.key('referrals');
  const checks = referrals.key('checks');
  const rules = form.key('earning').key('rules');
  const isThanked = rules.value.some((rule) => rule.kind === 'deed' && rule.deed === 'referral');
  return (
    <>
      <Section title={texts.lists.referrals} intro={texts.areas.referrals.intro}>
        <BlockStack gap="300">
          <CheckField at={referrals.key('active')} />
          <Text as="p">{texts.referralPoints}</Text>
          {isThanked ? null : (
            <InlineStack>
              <Button url="/app/program/earning">{texts.addReferralRule}</Button>
            </InlineStack>
          )}
          <FormLayout>
            <AmountField at={referrals.key('orderMinimum')} />
          </FormLayout>
        </BlockStack>
      </Section>
      <Section title={texts.friendOffer}>
        <FormLayout>
          <FormLayout.Group>
            <KindField at={referrals.key('friend')} />
            <WorthField at={referrals.key('friend')} />
          </FormLayout.Group>
          <AmountField
            at={seenAs<{ friendMinimum?: string }>(referrals).key('friendMinimum')}
            empty={undefined}
          />
          <FormLayout.Group>
            <NumberField at={referrals.key('friendDays')} />
            <NumberField at={referrals.key('openMax')} />
          </FormLayout.Group>
        </FormLayout>
      </Section>
      <Section title={texts.referralChecks} intro={texts.referralChecksIntro}>
        <FormLayout>
          <FormLayout.Group>
            <NumberField at={checks.key('reviewFrom')} />
            <NumberField at={checks.key('refuseFrom')} />
          </FormLayout.Group>
          <FormLayout.Group>
            <NumberField at={checks.key('perDay')} />
            <NumberField at={checks.key('perMonth')} />
          </FormLayout.Group>
          {FRAUD_CHECKS.map((check) => (
            <WeightField key={check} at={checks.key('weights')} check={check} />
          ))}
        </FormLayout>
      </Section>
    </>
  );
}

type OfferLens = Lens<Typed<FriendOffer>>;

function KindField({ at }: { at: OfferLens }) {
  const kind = seenAs<{ kind: FriendOffer['kind'] }>(at).key('kind');
  return (
    <SelectField
      at={{ ...kind, set: (chosen) => at.set(BEGINS[chosen] as Typed<FriendOffer>) }}
      options={[...KINDS]}
    />
  );
}

function WorthField({ at }: { at: OfferLens }) {
  const percent = ofKind(at, 'percentOff');
  const amount = ofKind(at, 'amountOff');
  if (percent) return <NumberField at={percent.key('percent')} suffix="%" />;
  return amount ? <AmountField at={amount.key('amount')} /> : null;
}

type Weights = Partial<Record<FraudCheck, number | string>>;

function WeightField({ at, check }: { at: Lens<Weights>; check: FraudCheck }) {
  return <NumberField at={at.key(check)} empty={undefined} placeholder={String(FRAUD_WEIGHTS[check])} />;
}
