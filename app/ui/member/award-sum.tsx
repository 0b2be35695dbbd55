/** "Why 137 points?": the order's sum, line by line, down to the one rounding. */
import { BlockStack, Box, Divider, InlineStack, Text } from '@shopify/polaris';
import type { AwardView, OrderView } from '#app/presenters/order-view.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { AwardParts } from '#app/ui/member/award-parts.tsx';
import { useOrderMoney } from '#app/ui/member/use-order-money.ts';
import { ledgerTexts } from '#app/ui/texts/ledger.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

export function AwardSum({ order }: { order: OrderView }) {
  const texts = useTexts(memberTexts).award;
  const { reasons } = useTexts(ledgerTexts);
  const { award } = order;
  if (!award) return <Text as="p">{texts.unknown}</Text>;
  const because = award.nothingBecause;
  const nothing = because && texts.nothing(reasons[because] ?? because);
  if (nothing && award.parts.length === 0) return <Text as="p">{nothing}</Text>;
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="100">
        {nothing ? <Text as="p">{nothing}</Text> : null}
        <Sum award={award} />
        <Result order={order} award={award} />
      </BlockStack>
    </Box>
  );
}

function Sum({ award }: { award: AwardView }) {
  const texts = useTexts(memberTexts).award;
  const money = useOrderMoney(award);
  const parts = award.breakdown;
  if (!parts) return null;
  const lines: [string, number][] = [
    [texts.goods, parts.goodsMinor],
    [texts.returned, -parts.returnedMinor],
    [texts.beyond, -parts.refundedBeyondMinor],
    [texts.tax, parts.taxMinor],
    [texts.shipping, parts.shippingMinor],
  ];
  const storedShare = parts.storedValueMinor > 0 && parts.paidMinor > 0;
  return (
    <>
      {lines.map(([label, minor], index) =>
        index === 0 || minor !== 0 ? <Line key={label} label={label} value={money(minor)} /> : null,
      )}
      <Divider />
      <Line label={texts.counted} value={money(parts.countedMinor)} strong />
      {storedShare ? (
        <Text as="p" variant="bodySm">
          {texts.storedValue(money(parts.storedValueMinor), money(parts.paidMinor))}
        </Text>
      ) : null}
    </>
  );
}

function Result({ order, award }: { order: OrderView; award: AwardView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).award;
  return (
    <>
      <AwardParts award={award} />
      <Line label={texts.result} value={format.number(order.points)} strong />
      {order.programVersion === null ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {texts.version(format.number(order.programVersion))}
        </Text>
      )}
    </>
  );
}

function Line({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  const weight = strong ? 'semibold' : 'regular';
  return (
    <InlineStack align="space-between" gap="200">
      <Text as="span" fontWeight={weight}>
        {label}
      </Text>
      <Text as="span" numeric fontWeight={weight}>
        {value}
      </Text>
    </InlineStack>
  );
}
