/** Whether the program runs. */
import { BlockStack, Card, Checkbox, Text } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { DraftFieldsProps } from '#app/ui/program/field.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export function StatusCard({ draft, onChange }: DraftFieldsProps) {
  const texts = useTexts(programTexts).status;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Checkbox
          label={texts.active}
          helpText={texts.activeHelp}
          checked={draft.active}
          onChange={(active) => onChange({ active })}
        />
      </BlockStack>
    </Card>
  );
}
