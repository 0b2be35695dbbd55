/** The frame of each table of the insights. */
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { saveFile } from '#app/ui/admin/save-file.ts';
import { showToast } from '#app/ui/admin/toast.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';

/** A card with what it is about, what it says, and its table to take away. */
export function InsightCard({
  title,
  about,
  says,
  table,
  children,
}: {
  title: string;
  about: string;
  says: string | null;
  table?: 'cohorts' | 'bridge' | 'acquisition';
  children: ReactNode;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {about}
          </Text>
        </BlockStack>
        {says === null ? null : (
          <Text as="p" fontWeight="semibold">
            {says}
          </Text>
        )}
        {children}
        {table ? <TakeAway table={table} title={title} /> : null}
      </BlockStack>
    </Card>
  );
}

function TakeAway({ table, title }: { table: 'cohorts' | 'bridge' | 'acquisition'; title: string }) {
  const { locale } = useAdmin();
  const { csv } = useTexts(insightTexts);
  const take = (format: string) =>
    void saveFile(
      `/app/insights/csv?table=${table}&locale=${locale}${format}`,
      `treuwerk-${table}.csv`,
    ).catch(() => showToast(csv.failed, { isError: true }));
  return (
    <InlineStack gap="200">
      <Button onClick={() => take('')} accessibilityLabel={`${csv.button}: ${title}`}>
        {csv.button}
      </Button>
      <Button onClick={() => take('&format=de')} accessibilityLabel={`${csv.german}: ${title}`}>
        {csv.german}
      </Button>
    </InlineStack>
  );
}
