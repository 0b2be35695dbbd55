/** The parts of an order's award, each in a sentence: what it counted, its rate, its factors, what a cap kept back. */
import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { AwardView, PartView } from '#app/presenters/order-view.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { useOrderMoney } from '#app/ui/member/use-order-money.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

export function AwardParts({ award }: { award: AwardView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).award;
  const amounts = award.parts.filter(({ rate }) => rate !== null);
  const several = award.parts.length > 1;
  return (
    <BlockStack gap="100">
      {award.parts.map((part) => (
        <InlineStack key={keyOf(part)} align="space-between" gap="300" wrap={false} blockAlign="start">
          <PartWords part={part} award={award} rounded={amounts.length === 1} />
          {several ? (
            <Text as="span" numeric variant="bodySm">
              {format.number(part.points)}
            </Text>
          ) : null}
        </InlineStack>
      ))}
      {amounts.length > 1 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {texts.roundedTogether[award.rounding]}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function PartWords({ part, award, rounded }: { part: PartView; award: AwardView; rounded: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).award;
  const { points } = useTexts(commonTexts);
  const named = useNamed();
  const own = named(part.names, '');
  const factors = part.factors.map(({ kind, id, names, factor }) =>
    texts.factor[kind](format.number(factor), named(names, id)),
  );
  return (
    <BlockStack>
      <Text as="p" variant="bodySm">
        {own === '' ? '' : `${own}: `}
        <PartSum part={part} award={award} rounded={rounded} />
      </Text>
      {factors.map((sentence) => (
        <Text as="p" variant="bodySm" key={sentence}>
          {sentence}
        </Text>
      ))}
      {factors.length > 1 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {texts.combine[award.combine]}
        </Text>
      ) : null}
      {part.cappedPoints > 0 ? (
        <Text as="p" variant="bodySm">
          {texts.capped(points(part.cappedPoints, format.number(part.cappedPoints)))}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function PartSum({ part, award, rounded }: { part: PartView; award: AwardView; rounded: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).award;
  const { points } = useTexts(commonTexts);
  const money = useOrderMoney(award);
  if (part.rate) {
    const { rate, amountMinor } = part;
    const rule = texts.rule(points(rate.points, format.number(rate.points)), money(rate.perMinor));
    const about = amountMinor === null || award.parts.length === 1 ? '' : ` ${texts.of(money(amountMinor))}`;
    const ofMargin = part.kind === 'margin' ? ` ${texts.margin}` : '';
    return `${rule}${ofMargin}${about}${rounded ? `, ${texts.rounded[award.rounding]}` : ''}`;
  }
  const before = part.milliPoints / 1_000;
  const all = points(before, format.number(before));
  if (part.kind === 'bonus') return texts.bonus(all);
  if (part.kind !== 'goodsFlat' || part.each === null) return texts.flat(all);
  const pieces = Math.round(before / part.each);
  return texts.pieces(format.number(pieces), points(part.each, format.number(part.each)));
}

function keyOf({ ruleId, kind, factors }: PartView): string {
  return [kind, ruleId, ...factors.map((factor) => `${factor.kind}:${factor.id}`)].join(' ');
}
