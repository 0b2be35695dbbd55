/** A card with a heading and rows divided by lines; says what is missing when there are none, or too many. */
import { BlockStack, Box, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

type ListCardProps = {
  /** Left out where the card's place says it. */
  title?: string;
  intro?: string;
  rows: { key: string; content: ReactNode }[];
  /** Shown instead of rows when there are none. */
  empty: string;
  /** Shown below the rows, for example that there is more. */
  footer?: ReactNode;
};

export function ListCard({ title, intro, rows, empty, footer }: ListCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          {title === undefined ? null : (
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
          )}
          {intro ? (
            <Text as="p" tone="subdued" variant="bodySm">
              {intro}
            </Text>
          ) : null}
        </BlockStack>
        {rows.length === 0 ? (
          <Text as="p" tone="subdued">
            {empty}
          </Text>
        ) : (
          <BlockStack as="ul">
            {rows.map(({ key, content }, index) => (
              <li key={key} style={{ listStyle: 'none' }}>
                <Box
                  paddingBlock="300"
                  borderColor="border-secondary"
                  {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
                >
                  {content}
                </Box>
              </li>
            ))}
          </BlockStack>
        )}
        {footer}
      </BlockStack>
    </Card>
  );
}
