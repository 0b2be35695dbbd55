/** Reviews as they came in: whose, of what, and what each gave or why nothing. */
import { Badge, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReviewsView, ReviewView } from '#app/presenters/present-reviews.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { reviewTexts } from '#app/ui/texts/reviews.ts';

export function ReviewsTab({ view, isFirstPage }: { view: ReviewsView; isFirstPage: boolean }) {
  const texts = useTexts(reviewTexts);
  const common = useTexts(commonTexts);
  return (
    <ListCard
      rows={view.reviews.map((one) => ({ key: one.key, content: <Item one={one} /> }))}
      empty={texts.reviews.empty}
      footer={
        <Box paddingBlockStart="200">
          <InlineStack gap="400">
            {isFirstPage ? null : <Link url="/app/reviews?tab=reviews">{common.newest}</Link>}
            {view.older === null ? null : (
              <Link url={`/app/reviews?tab=reviews&before=${encodeURIComponent(view.older)}`}>
                {common.next}
              </Link>
            )}
          </InlineStack>
        </Box>
      }
    />
  );
}

function Item({ one }: { one: ReviewView }) {
  const { format } = useAdmin();
  const texts = useTexts(reviewTexts);
  const common = useTexts(commonTexts);
  const { reviews } = texts;
  const gave =
    one.nothing !== null
      ? (reviews.nothing[one.nothing] ?? reviews.none)
      : one.points !== null && one.points > 0
        ? common.points(one.points, format.number(one.points))
        : reviews.none;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center" wrap>
        <Text as="h2" variant="bodyMd" fontWeight="semibold">
          {one.rating === null ? reviews.noStars : reviews.stars(format.number(one.rating))}
        </Text>
        {one.withMedia ? <Badge>{reviews.media}</Badge> : null}
        {one.nothing === null ? <Badge tone="info">{reviews.rewarded}</Badge> : null}
      </InlineStack>
      <Text as="p">{gave}</Text>
      <InlineStack gap="300" wrap>
        {one.memberId === null ? (
          <Text as="span" tone="subdued">
            {reviews.unknown}
          </Text>
        ) : (
          <Link url={`/app/members/${one.memberId}`}>{texts.by(one.memberName ?? texts.unnamed)}</Link>
        )}
        {one.productId === null ? (
          <Text as="span" tone="subdued">
            {reviews.shop}
          </Text>
        ) : (
          <Link url={`shopify://admin/products/${one.productId}`} target="_top">
            {reviews.product}
          </Link>
        )}
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {`${texts.apps.names[one.app]} · ${format.dateTime(one.heardAt)}`}
      </Text>
    </BlockStack>
  );
}
