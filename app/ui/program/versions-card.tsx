/** What was published when, by whom, and for which orders. */
import { Badge, BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { VersionView } from '#app/presenters/present-program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { programTexts } from '#app/ui/texts/program.ts';

/** Shopify has existed since 2006: whatever applies from before then applies to every order. */
const FIRST_SHOPIFY_ORDER = '2006';

export function VersionsCard({ versions, hasOlder }: { versions: VersionView[]; hasOlder: boolean }) {
  const texts = useTexts(programTexts).history;
  const liveVersion = versions[0]?.version;
  return (
    <ListCard
      title={texts.title}
      intro={texts.note}
      empty={texts.empty}
      rows={versions.map((version) => ({
        key: String(version.version),
        content: <VersionRow version={version} live={version.version === liveVersion} />,
      }))}
      footer={hasOlder ? <Text as="p">{texts.older}</Text> : null}
    />
  );
}

function VersionRow({ version, live }: { version: VersionView; live: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts).history;
  const { actor } = useTexts(commonTexts);
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {texts.version(format.number(version.version))}
        </Text>
        {live ? <Badge tone="success">{texts.live}</Badge> : null}
        {version.active ? null : <Badge tone="warning">{texts.paused}</Badge>}
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {texts.published(format.dateTime(version.publishedAt), actor(version.publishedBy))}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {version.appliesFrom < FIRST_SHOPIFY_ORDER
          ? texts.appliesToAll
          : texts.appliesFrom(format.date(version.appliesFrom))}
      </Text>
    </BlockStack>
  );
}
