/** One line per perk of a tier: what it is, whether and how Shopify gives it, and what to do when it does not. */
import { Badge, Banner, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { PerkLineView, PerksView } from '#app/presenters/present-perks.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { perksTexts } from '#app/ui/texts/perks.ts';

const TONES = { given: 'success', off: 'attention', refused: 'critical' } as const;

export function PerksCard({ perks }: { perks: PerksView | null }) {
  const texts = useTexts(perksTexts);
  if (!perks) return null;
  const { way, noFunction, problem, lines } = perks;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {problem === null ? null : (
          <Banner tone="warning">
            <BlockStack gap="100">
              <Text as="p">{texts.problem}</Text>
              <Text as="p" variant="bodySm" breakWord>
                {problem}
              </Text>
            </BlockStack>
          </Banner>
        )}
        {lines.map((line) => (
          <PerkLine key={`${line.tierId} ${line.kind}`} line={line} />
        ))}
        {noFunction === null ? null : (
          <Text as="p" tone="subdued">
            {texts.noFunction} {texts.shopifySays(noFunction)}
          </Text>
        )}
        {way === 'segments' ? (
          <Text as="p" tone="subdued">
            {texts.segmentsDiffer}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function PerkLine({ line }: { line: PerkLineView }) {
  const texts = useTexts(perksTexts);
  const perk = usePerkName(line);
  const { state, discountId } = line;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {perk}
        </Text>
        <Badge tone={TONES[state]}>{texts.state[state]}</Badge>
      </InlineStack>
      <PerkState line={line} />
      {discountId === null ? null : (
        <Link
          url={`shopify://admin/discounts/${discountId}`}
          target="_top"
          accessibilityLabel={texts.open(perk)}
        >
          {texts.openShort}
        </Link>
      )}
    </BlockStack>
  );
}

function PerkState({ line: { state, segment, message } }: { line: PerkLineView }) {
  const texts = useTexts(perksTexts);
  if (state === 'off') return <Text as="p">{texts.off}</Text>;
  if (state === 'given') {
    return <Text as="p">{segment === null ? texts.byFunction : texts.bySegment(segment)}</Text>;
  }
  return (
    <>
      <Text as="p" breakWord>
        {texts.refused} {message}
      </Text>
      <Text as="p">{texts.refusedHelp}</Text>
    </>
  );
}

function usePerkName({ kind, tierId, names, percent, fromMinor }: PerkLineView): string {
  const texts = useTexts(perksTexts);
  const { format } = useAdmin();
  const tier = useNamed()(names, tierId);
  if (kind === 'percent') return texts.percent(tier, format.share(percent / 100));
  return fromMinor === null ? texts.shipping(tier) : texts.shippingFrom(tier, format.money(fromMinor));
}
