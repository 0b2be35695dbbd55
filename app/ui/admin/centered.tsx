/** A heading and a sentence in the middle of an area that has nothing else to show, and what to do about it. */
import { BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export function Centered({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  return (
    <BlockStack gap="300" inlineAlign="center">
      <BlockStack gap="100">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {body}
        </Text>
      </BlockStack>
      {children}
    </BlockStack>
  );
}
