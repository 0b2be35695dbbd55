/** What customers are worth, by level and group, by cohort and month; each table with a sentence that says what it shows. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Card, InlineGrid, Page, Text } from '@shopify/polaris';
import type { InsightsView } from '#app/presenters/present-insights.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Tile } from '#app/ui/admin/tile.tsx';
import { AcquisitionCard } from '#app/ui/insights/acquisition-card.tsx';
import { MarginCard } from '#app/ui/insights/margin-card.tsx';
import { BridgeCard, CohortsCard } from '#app/ui/insights/months-cards.tsx';
import { GroupsCard, LevelsCard } from '#app/ui/insights/scores-cards.tsx';
import { insightTexts } from '#app/ui/texts/insights.ts';

export function InsightsPage({ view }: { view: InsightsView }) {
  const { format } = useAdmin();
  const texts = useTexts(insightTexts);
  const { tiles } = texts;
  const { customers, repeatCustomers, value } = view;
  const years = (number: number) => format.number(Math.round(number * 10) / 10);
  return (
    <Page title={texts.title} subtitle={texts.intro}>
      <TitleBar title={texts.title} />
      {customers === 0 ? (
        <Card>
          <Centered title={texts.emptyTitle} body={texts.emptyBody} />
        </Card>
      ) : (
        <BlockStack gap="400">
          <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="400">
            <Tile
              label={tiles.customers}
              value={format.number(customers)}
              help={tiles.repeat(format.share(repeatCustomers / customers))}
            />
            {value ? (
              <>
                <Tile
                  label={tiles.basket}
                  value={format.money(Math.round(value.averageOrderMinor))}
                  help={tiles.basketHelp}
                />
                <Tile label={tiles.frequency} value={years(value.purchaseFrequency)} />
                <Tile label={tiles.lifetime} value={years(value.lifetimeYears)} help={tiles.lifetimeHelp} />
                <Tile
                  label={tiles.value}
                  value={format.money(Math.round(value.valueMinor))}
                  help={tiles.valueHelp}
                />
                {view.margin.valueMinor === null || !view.margin.known ? null : (
                  <Tile
                    label={tiles.onMargin}
                    value={format.money(Math.round(view.margin.valueMinor))}
                    help={tiles.onMarginHelp(format.share(view.margin.known.percent / 100))}
                  />
                )}
              </>
            ) : null}
          </InlineGrid>
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <Text as="p" tone="subdued">
              {view.computedAt ? texts.asOf(format.dateTime(view.computedAt)) : texts.notYet}
            </Text>
          </Box>
          {view.levels.length > 0 ? <LevelsCard view={view} /> : null}
          {view.levels.length > 0 ? <GroupsCard view={view} /> : null}
          <MarginCard view={view} />
          <AcquisitionCard view={view} />
          <CohortsCard cohorts={view.cohorts} />
          <BridgeCard bridge={view.bridge} />
        </BlockStack>
      )}
    </Page>
  );
}
