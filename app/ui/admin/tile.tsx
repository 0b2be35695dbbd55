/** One number with its name and what it is made of. */
import { BlockStack, Card, Text } from '@shopify/polaris';

export function Tile({ label, value, help }: { label: string; value: string; help?: string | undefined }) {
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="p" variant="bodyMd" tone="subdued">
          {label}
        </Text>
        <Text as="p" variant="headingLg" numeric>
          {value}
        </Text>
        {help ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {help}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
