/** Open points by lot, with how long each is valid or on hold. */
import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { LotView } from '#app/presenters/present-member.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

export function LotsCard({ lots, more }: { lots: LotView[]; more: boolean }) {
  const texts = useTexts(memberTexts).lots;
  return (
    <ListCard
      title={texts.title}
      intro={texts.intro}
      empty={texts.empty}
      rows={lots.map((lot) => ({ key: String(lot.seq), content: <LotRow lot={lot} /> }))}
      footer={more ? <Text as="p">{texts.more}</Text> : null}
    />
  );
}

function LotRow({ lot }: { lot: LotView }) {
  const { format } = useAdmin();
  const { points } = useTexts(commonTexts);
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="span" fontWeight="semibold" numeric>
        {points(lot.remaining, format.number(lot.remaining))}
      </Text>
      <BlockStack>
        <Text as="span" tone="subdued" variant="bodySm">
          <Validity lot={lot} />
        </Text>
      </BlockStack>
    </InlineStack>
  );
}

function Validity({ lot }: { lot: LotView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).lots;
  if (!lot.matured) return lot.maturesAt ? texts.matures(format.date(lot.maturesAt)) : texts.maturesUnknown;
  if (!lot.expiresAt) return texts.never;
  const date = format.date(lot.expiresAt);
  return lot.livesOn ? texts.expiresInactive(date) : texts.expires(date);
}
