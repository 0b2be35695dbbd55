/** The member's tier: since when, until when it stays, and what is missing for the next one. */
import { Badge, Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import type { TierView } from '#app/presenters/member-beside.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { memberBesideTexts } from '#app/ui/texts/member-beside.ts';

export function TierCard({ tier }: { tier: TierView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberBesideTexts).tier;
  const named = useNamed();
  const facts = [
    tier.since && texts.since(format.date(tier.since)),
    tier.id && (tier.keptUntil ? texts.keptUntil(format.date(tier.keptUntil)) : texts.keptForever),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <Text as="p" variant="headingLg">
            {tier.id === null ? texts.none : named(tier.names, tier.id)}
          </Text>
          {tier.granted ? <Badge tone="info">{texts.granted}</Badge> : null}
        </InlineStack>
        {facts.map((fact) =>
          fact ? (
            <Text as="p" variant="bodySm" key={fact}>
              {fact}
            </Text>
          ) : null,
        )}
        {tier.graceUntil ? <Banner tone="warning">{texts.grace(format.date(tier.graceUntil))}</Banner> : null}
        {tier.progress ? <Progress progress={tier.progress} keeps={tier.id !== null} /> : null}
      </BlockStack>
    </Card>
  );
}

function Progress({ progress, keeps }: { progress: NonNullable<TierView['progress']>; keeps: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(memberBesideTexts).tier;
  const named = useNamed();
  const { basis, amount, next, keepAt } = progress;
  const inUnit = (value: number) =>
    basis === 'spend' ? format.money(value) : texts.unit[basis](value, format.number(value));
  const share = next && next.at > 0 ? Math.min(100, Math.max(0, (amount / next.at) * 100)) : 100;
  return (
    <BlockStack gap="200">
      <Text as="p">{texts.amount[basis](inUnit(amount))}</Text>
      {next ? (
        <>
          <ProgressBar progress={share} size="small" ariaLabelledBy="tier-progress" />
          <Text as="p" variant="bodySm" id="tier-progress">
            {texts.missing(
              inUnit(Math.max(0, next.at - amount)),
              named(next.names, next.id),
              inUnit(next.at),
            )}
          </Text>
        </>
      ) : (
        <Text as="p" variant="bodySm">
          {keeps ? texts.highest : texts.unreachable}
        </Text>
      )}
      {keeps && keepAt !== null ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {amount >= keepAt ? texts.keepReached : texts.keepMissing(inUnit(keepAt - amount))}
        </Text>
      ) : null}
    </BlockStack>
  );
}
