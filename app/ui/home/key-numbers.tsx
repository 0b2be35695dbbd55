/** Four numbers that say how the program stands, each with what it is made of. */
import { BlockStack, Box, InlineGrid, Text } from '@shopify/polaris';
import type { HomeNumbers } from '#app/presenters/present-home.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Tile } from '#app/ui/admin/tile.tsx';
import { homeTexts } from '#app/ui/texts/home.ts';

export function KeyNumbers({ numbers }: { numbers: HomeNumbers }) {
  const { format } = useAdmin();
  const texts = useTexts(homeTexts).numbers;
  const outstanding = numbers.available + numbers.pending + numbers.reserved;
  return (
    <BlockStack gap="300">
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
      </Box>
      <InlineGrid columns={{ xs: 2, lg: 4 }} gap="400">
        <Tile
          label={texts.members}
          value={format.number(numbers.members)}
          help={numbers.debt < 0 ? texts.debt(format.number(-numbers.debt)) : undefined}
        />
        <Tile
          label={texts.outstanding}
          value={format.number(outstanding)}
          help={texts.outstandingHelp(
            format.number(numbers.available),
            format.number(numbers.pending),
            format.number(numbers.reserved),
          )}
        />
        <Tile
          label={texts.liability}
          value={numbers.liabilityMinor === null ? '–' : format.money(numbers.liabilityMinor)}
          help={numbers.liabilityMinor === null ? texts.liabilityUnknown : texts.liabilityHelp}
        />
        <Tile
          label={texts.redeemed}
          value={format.number(numbers.redeemed)}
          help={texts.redeemedHelp(format.number(numbers.redemptionsOpen))}
        />
      </InlineGrid>
    </BlockStack>
  );
}
