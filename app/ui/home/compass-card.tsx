/** The three Rs: how each stands, beside the quarter before and the goal, and what to do next. */
import { BlockStack, Box, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import type { R, RState } from '#app/core/growth/three-rs.ts';
import type { HomeView } from '#app/presenters/present-home.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { compassTexts } from '#app/ui/texts/compass.ts';

/** Where the next measure is taken. */
const PAGES: Record<R, string> = {
  retention: '/app/journeys',
  related: '/app/program/offers',
  referral: '/app/referrals',
};

export function CompassCard({ compass }: { compass: HomeView['compass'] }) {
  const texts = useTexts(compassTexts);
  if (!compass) return null;
  const { states, next } = compass;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <Text as="p" tone="subdued">
            {texts.about}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
          {states.map((one) => (
            <RTile key={one.id} one={one} />
          ))}
        </InlineGrid>
        <Box>
          <BlockStack gap="200">
            <Text as="p" fontWeight="semibold">
              {next === null ? texts.fine : texts.next[next]}
            </Text>
            <InlineStack gap="200" wrap>
              {next === null ? null : <Button url={PAGES[next]}>{texts.open[next]}</Button>}
              <Button variant="plain" url="/app/settings">
                {texts.goals}
              </Button>
            </InlineStack>
          </BlockStack>
        </Box>
      </BlockStack>
    </Card>
  );
}

function RTile({ one }: { one: RState }) {
  const { format } = useAdmin();
  const texts = useTexts(compassTexts);
  const beside = [
    ...(one.before === null ? [] : [texts.before(format.share(one.before))]),
    ...(one.goal === null ? [] : [texts.goal(format.share(one.goal))]),
  ];
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {texts.names[one.id]}
      </Text>
      <Text as="p" variant="headingLg">
        {one.share === null ? '–' : format.share(one.share)}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.means[one.id]}
      </Text>
      {beside.length > 0 ? (
        <Text as="p" variant="bodySm">
          {beside.join(' · ')}
        </Text>
      ) : null}
    </BlockStack>
  );
}
