/** A card of an area with its heading, and a choice that adds something to a list. */
import { BlockStack, Card, Select, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export function Section({ title, intro, children }: { title: string; intro?: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {intro ? (
            <Text as="p" tone="subdued">
              {intro}
            </Text>
          ) : null}
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  );
}

/** Adds as soon as a kind is chosen. */
export function AddSelect<Kind extends string>({
  label,
  kinds,
  word,
  onAdd,
}: {
  label: string;
  kinds: readonly Kind[];
  word: (kind: Kind) => string;
  onAdd: (kind: Kind) => void;
}) {
  return (
    <Select
      label={label}
      options={[
        { value: '', label: '…' },
        ...kinds.map((kind) => ({ value: kind as string, label: word(kind) })),
      ]}
      value=""
      onChange={(chosen) => {
        const kind = kinds.find((one) => one === chosen);
        if (kind !== undefined) onAdd(kind);
      }}
    />
  );
}
