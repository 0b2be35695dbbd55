/** The fields of one earning rule, by its kind. */
import { FormLayout } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { DEEDS, type EarningRule } from '#app/core/program/earning-rules.ts';
import { ConditionsFields } from '#app/ui/program/form/conditions-fields.tsx';
import {
  AmountField,
  CheckField,
  NumberField,
  SelectField,
  WordsField,
} from '#app/ui/program/form/fields.tsx';
import { GoodsField, GoodsList } from '#app/ui/program/form/goods-field.tsx';
import { type Lens, ofKind, seenAs, type Typed } from '#app/ui/program/form/lens.ts';
import { LimitsField } from '#app/ui/program/form/list-fields.tsx';

type Rule = Typed<EarningRule>;

const OF_ORDERS: readonly string[] = ['orderAmount', 'margin', 'orderFlat', 'goodsFlat', 'goodsFactor'];

export function RuleFields({ at }: { at: Lens<Rule> }) {
  const ofOrders = OF_ORDERS.includes(at.value.kind);
  return (
    <FormLayout>
      <OwnFields at={at} />
      {ofOrders ? null : <NumberField at={seenAs<{ holdDays: number | string }>(at).key('holdDays')} />}
      <CheckField at={at.key('active')} />
      <CheckField at={at.key('qualifies')} />
      <ConditionsFields at={at} minimum={ofOrders} days />
      <LimitsField at={at.key('caps')} />
    </FormLayout>
  );
}

function OwnFields({ at }: { at: Lens<Rule> }) {
  const amount = ofKind(at, 'orderAmount') ?? ofKind(at, 'margin');
  if (amount) return <AmountRuleFields at={seenAs<AmountRule>(amount)} />;
  const flat = ofKind(at, 'orderFlat');
  if (flat) return <NumberField at={flat.key('points')} />;
  const pieces = ofKind(at, 'goodsFlat');
  if (pieces) {
    return (
      <>
        <NumberField at={pieces.key('points')} />
        <GoodsList at={pieces.key('goods')} />
      </>
    );
  }
  const factor = ofKind(at, 'goodsFactor');
  if (factor) {
    return (
      <>
        <NumberField at={factor.key('factor')} />
        <GoodsList at={factor.key('goods')} />
      </>
    );
  }
  return <DeedFields at={at} />;
}

type AmountRule = Typed<Extract<EarningRule, { kind: 'orderAmount' | 'margin' }>>;

function AmountRuleFields({ at }: { at: Lens<AmountRule> }) {
  return (
    <>
      <FormLayout.Group condensed>
        <NumberField at={at.key('points')} />
        <AmountField at={at.key('perAmount')} />
      </FormLayout.Group>
      <GoodsField at={at.key('goods')} />
    </>
  );
}

/** Rules for what is no order, and for milestones of orders. */
function DeedFields({ at }: { at: Lens<Rule> }) {
  const points = <NumberField at={seenAs<{ points: number | string }>(at).key('points')} />;
  const deed = ofKind(at, 'deed');
  if (deed) {
    return (
      <>
        <FormLayout.Group>
          <SelectField at={deed.key('deed')} options={DEEDS} />
          {points}
        </FormLayout.Group>
        {deed.value.deed === 'custom' ? <WordsField at={deed.key('name')} empty={undefined} /> : null}
      </>
    );
  }
  const birthday = ofKind(at, 'birthday');
  if (birthday) {
    return (
      <>
        {points}
        <FormLayout.Group>
          <NumberField at={birthday.key('leadDays')} />
          <NumberField at={birthday.key('knownForDays')} />
        </FormLayout.Group>
      </>
    );
  }
  const streak = ofKind(at, 'visitStreak');
  if (streak) {
    return (
      <FormLayout.Group>
        {points}
        <NumberField at={streak.key('days')} />
      </FormLayout.Group>
    );
  }
  return <MilestoneFields at={at} points={points} />;
}

function MilestoneFields({ at, points }: { at: Lens<Rule>; points: ReactNode }) {
  const count = ofKind(at, 'orderCount');
  const spend = ofKind(at, 'spendMilestone');
  return (
    <>
      <FormLayout.Group>
        {points}
        {count ? <NumberField at={count.key('count')} /> : null}
        {spend ? <AmountField at={spend.key('amount')} /> : null}
      </FormLayout.Group>
      {count ? <CheckField at={count.key('repeats')} /> : null}
      {spend ? <CheckField at={spend.key('repeats')} /> : null}
    </>
  );
}
