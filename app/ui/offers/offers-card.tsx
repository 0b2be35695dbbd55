/** One line per offer: whether Shopify gives it, and how many orders it brought. */
import { Badge, Banner, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { OfferLineView, OffersView } from '#app/presenters/present-offers.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { offersTexts } from '#app/ui/texts/offers.ts';

const TONES = {
  begun: 'info',
  given: 'success',
  off: 'attention',
  refused: 'critical',
  ending: 'info',
  ended: undefined,
} as const;

export function OffersCard({ offers }: { offers: OffersView | null }) {
  const texts = useTexts(offersTexts);
  if (!offers) return null;
  const { problem, lines } = offers;
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
          <OfferLine key={line.offerId} line={line} />
        ))}
      </BlockStack>
    </Card>
  );
}

function OfferLine({ line }: { line: OfferLineView }) {
  const texts = useTexts(offersTexts);
  const { format } = useAdmin();
  const name = useNamed()(line.names, line.code);
  const { state, code, message, discountId, orders, totalMinor, offMinor } = line;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        <Badge tone={TONES[state]}>{texts.state[state]}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued" breakWord>
        {texts.code(code)}
      </Text>
      <Text as="p">
        {orders === 0
          ? texts.unused
          : texts.used(orders, format.number(orders), format.money(totalMinor), format.money(offMinor))}
      </Text>
      {state === 'off' ? <Text as="p">{texts.off}</Text> : null}
      {state === 'refused' ? (
        <Text as="p" breakWord>
          {texts.refused} {message}
        </Text>
      ) : null}
      {discountId === null ? null : (
        <Link
          url={`shopify://admin/discounts/${discountId}`}
          target="_top"
          accessibilityLabel={texts.open(name)}
        >
          {texts.openShort}
        </Link>
      )}
    </BlockStack>
  );
}
