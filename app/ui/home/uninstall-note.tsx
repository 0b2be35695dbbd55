/** What removing the app would do, said while codes are open: before it hurts. */
import { BlockStack, Card, Link, List, Text } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { windDownTexts } from '#app/ui/texts/wind-down.ts';

export function UninstallNote({ codes }: { codes: number }) {
  const { format } = useAdmin();
  const texts = useTexts(windDownTexts).uninstall;
  if (codes === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p">{texts.open(format.number(codes), codes)}</Text>
        <List>
          {texts.lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
        <Link url="/app/setup">{texts.windDown}</Link>
      </BlockStack>
    </Card>
  );
}
