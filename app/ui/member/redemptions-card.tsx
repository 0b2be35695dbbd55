/** What the member redeemed, and what became of each code. */
import { Badge, BlockStack, Button, ButtonGroup, InlineStack, Link, Text } from '@shopify/polaris';
import type { RedemptionView } from '#app/presenters/present-member.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

export type SettleProps = { busy: boolean; onSettle: (redemptionId: string, given: boolean) => void };

type RedemptionsCardProps = { redemptions: RedemptionView[]; more: boolean; settle: SettleProps };

export function RedemptionsCard({ redemptions, more, settle }: RedemptionsCardProps) {
  const texts = useTexts(memberTexts).redemptions;
  return (
    <ListCard
      title={texts.title}
      empty={texts.empty}
      rows={redemptions.map((row) => ({ key: row.id, content: <RedemptionRow row={row} settle={settle} /> }))}
      footer={more ? <Text as="p">{texts.more}</Text> : null}
    />
  );
}

function RedemptionRow({ row, settle }: { row: RedemptionView; settle: SettleProps }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).redemptions;
  const { points } = useTexts(commonTexts);
  const open = row.state === 'issued' || row.state === 'reserved';
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <Text as="span" fontWeight="semibold">
          {texts.unnamed[row.kind] ?? row.code}
        </Text>
        <Badge tone={toneOf(row.state)}>{texts.states[row.state] ?? row.state}</Badge>
      </InlineStack>
      <Text as="span" variant="bodySm">
        {points(row.points, format.number(row.points))}
        {row.released > 0 && row.captured > 0 ? ` · ${texts.returned(format.number(row.released))}` : ''}
        {row.restored > 0 ? ` · ${texts.restored(format.number(row.restored))}` : ''}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {format.dateTime(row.createdAt)} {texts.surfaces[row.surface] ?? row.surface}
        {open ? ` · ${texts.until(format.dateTime(row.endsAt))}` : ''}
      </Text>
      {row.order ? (
        <Link url={`shopify://admin/orders/${row.order.id}`} target="_top">
          {texts.usedBy(row.order.name)}
        </Link>
      ) : null}
      {row.parked ? <ParkedRow id={row.id} settle={settle} /> : null}
      {row.error && open && !row.parked ? (
        <Text as="span" tone="critical" variant="bodySm" breakWord>
          {row.error}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function ParkedRow({ id, settle }: { id: string; settle: SettleProps }) {
  const texts = useTexts(memberTexts).redemptions.parked;
  return (
    <BlockStack gap="100">
      <Text as="p" tone="critical" variant="bodySm">
        {texts.explain}
      </Text>
      <ButtonGroup>
        <Button disabled={settle.busy} onClick={() => settle.onSettle(id, true)}>
          {texts.given}
        </Button>
        <Button disabled={settle.busy} onClick={() => settle.onSettle(id, false)}>
          {texts.notGiven}
        </Button>
      </ButtonGroup>
    </BlockStack>
  );
}

function toneOf(state: string): 'success' | 'info' | 'attention' | undefined {
  if (state === 'captured') return 'success';
  if (state === 'issued') return 'info';
  return state === 'reserved' || state === 'releasing' ? 'attention' : undefined;
}
