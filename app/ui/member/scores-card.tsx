/** What a member is worth, how she stands among the others, and whether she wants news by mail. */
import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { MemberScores } from '#app/presenters/present-member-scores.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { formatDay } from '#app/ui/finance/format-day.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';

export function ScoresCard({ scores: { figures, news } }: { scores: MemberScores }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(insightTexts).member;
  const names = useTexts(segmentTexts);
  const badges = [figures?.level, figures?.group ? `rfm-${figures.group}` : null].flatMap((id) =>
    id ? (names[id] ?? []) : [],
  );
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {badges.length > 0 ? (
          <InlineStack gap="200">
            {badges.map((name) => (
              <Badge key={name} tone="info">
                {name}
              </Badge>
            ))}
          </InlineStack>
        ) : null}
        {figures ? (
          <>
            <Text as="p">
              {texts.orders(
                figures.orders,
                format.number(figures.orders),
                format.money(figures.revenueMinor),
                format.money(figures.averageMinor),
              )}
            </Text>
            <Text as="p">
              {texts.days(formatDay(figures.firstDay, locale), formatDay(figures.lastDay, locale))}
            </Text>
            {figures.rfm ? <Text as="p">{texts.rfm(...figures.rfm)}</Text> : null}
            {figures.nextPurchaseAt ? (
              <Text as="p">{texts.next(format.date(figures.nextPurchaseAt))}</Text>
            ) : null}
          </>
        ) : (
          <Text as="p">{texts.none}</Text>
        )}
        <Text as="p" tone="subdued">
          {texts.news[news]}
        </Text>
      </BlockStack>
    </Card>
  );
}
