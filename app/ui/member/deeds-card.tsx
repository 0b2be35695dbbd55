/** What gave points beside orders: deeds, milestones, streaks, gifts of tiers. */
import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { DeedView } from '#app/presenters/member-beside.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { ledgerTexts } from '#app/ui/texts/ledger.ts';
import { memberBesideTexts } from '#app/ui/texts/member-beside.ts';

export function DeedsCard({ deeds, more }: { deeds: DeedView[]; more: boolean }) {
  const texts = useTexts(memberBesideTexts).deeds;
  return (
    <ListCard
      title={texts.title}
      empty={texts.empty}
      rows={deeds.map((deed) => ({ key: deed.source, content: <DeedRow deed={deed} /> }))}
      footer={more ? <Text as="p">{texts.more}</Text> : null}
    />
  );
}

function DeedRow({ deed }: { deed: DeedView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberBesideTexts).deeds;
  const { reasons } = useTexts(ledgerTexts);
  const { points } = useTexts(commonTexts);
  const why = deed.nothingBecause;
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <Text as="span" fontWeight="semibold">
          {useTitle(deed)}
        </Text>
        {why ? (
          <Text as="span" variant="bodySm">
            {reasons[why] ?? why}
          </Text>
        ) : null}
        {deed.cappedPoints > 0 ? (
          <Text as="span" variant="bodySm">
            {texts.capped(points(deed.cappedPoints, format.number(deed.cappedPoints)))}
          </Text>
        ) : null}
        <Text as="span" variant="bodySm" tone="subdued">
          {format.dateTime(deed.occurredAt)}
        </Text>
      </BlockStack>
      <Text as="span" fontWeight="semibold" numeric>
        {points(deed.points, format.number(deed.points))}
      </Text>
    </InlineStack>
  );
}

/** The rule's own title, else what the deed is; the sender's name for it where there is one. */
function useTitle(deed: DeedView): string {
  const texts = useTexts(memberBesideTexts).deeds;
  const named = useNamed();
  const [, ref = ''] = deed.source.split(':');
  if (deed.kind === 'tier-gift') return texts.tierGift(named(deed.names, ref));
  const what = deed.kind === 'deed' ? (texts.kinds[deed.deed ?? ''] ?? texts.unknown) : texts[deed.kind];
  const own = named(deed.names, '');
  const title = own === '' ? what : own;
  return deed.name ? `${title} (${deed.name})` : title;
}
