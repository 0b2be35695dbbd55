/** What Shopify Flow could not be told, so that workflows did not start. Without any there is no banner. */
import { Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { ActivityView } from '#app/presenters/present-activity.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { activityTexts } from '#app/ui/texts/activity.ts';

export function UntoldNews({ view }: { view: Pick<ActivityView, 'untold' | 'untoldMore'> }) {
  const { format } = useAdmin();
  const texts = useTexts(activityTexts);
  if (view.untold.length === 0) return null;
  return (
    <Banner tone="warning" title={texts.untoldTitle}>
      <BlockStack gap="300">
        <Text as="p">{texts.untoldBody}</Text>
        {view.untold.map((row) => (
          <InlineStack key={row.id} gap="300" blockAlign="center" align="space-between">
            <BlockStack>
              <Text as="span" fontWeight="semibold">
                {texts.triggers[row.trigger] ?? row.trigger} · {format.dateTime(row.at)}
              </Text>
              <Text as="span" variant="bodySm" breakWord>
                {row.error} · {texts.attempts(row.attempts)}
              </Text>
            </BlockStack>
            <Button url={`/app/members/${row.memberId}`}>{texts.toMember}</Button>
          </InlineStack>
        ))}
        {view.untoldMore ? <Text as="p">{texts.untoldMore}</Text> : null}
      </BlockStack>
    </Banner>
  );
}
