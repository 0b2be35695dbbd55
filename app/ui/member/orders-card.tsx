/** The member's orders, each with the sum that leads to its points. */
import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import type { OrderView } from '#app/presenters/order-view.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { AwardSum } from '#app/ui/member/award-sum.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { useOrderMoney } from '#app/ui/member/use-order-money.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { ledgerTexts } from '#app/ui/texts/ledger.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

export function OrdersCard({ orders, more }: { orders: OrderView[]; more: boolean }) {
  const texts = useTexts(memberTexts).orders;
  return (
    <ListCard
      title={texts.title}
      empty={texts.empty}
      rows={orders.map((order) => ({ key: order.id, content: <OrderRow order={order} /> }))}
      footer={more ? <Text as="p">{texts.more}</Text> : null}
    />
  );
}

function OrderRow({ order }: { order: OrderView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).orders;
  const common = useTexts(commonTexts);
  const { reasons } = useTexts(ledgerTexts);
  const money = useOrderMoney(order.award);
  const [open, setOpen] = useState(false);
  const panel = useId();
  const status = order.cancelled ? 'cancelled' : order.financialStatus;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack align="start" gap="200" blockAlign="center">
          <Link
            url={`shopify://admin/orders/${order.id}`}
            target="_top"
            accessibilityLabel={common.openOrder(order.name)}
          >
            {order.name}
          </Link>
          <Badge tone={status === 'paid' ? 'success' : undefined}>{texts.statuses[status] ?? status}</Badge>
          {order.parkedReason ? <Badge tone="attention">{texts.parked}</Badge> : null}
        </InlineStack>
        <Text as="span" fontWeight="semibold" numeric>
          {common.points(order.points, format.number(order.points))}
        </Text>
      </InlineStack>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="span" tone="subdued" variant="bodySm">
          {format.dateTime(order.occurredAt)} · {texts.total(money(order.totalMinor))}
        </Text>
        <Button
          variant="plain"
          disclosure={open ? 'up' : 'down'}
          ariaExpanded={open}
          ariaControls={panel}
          onClick={() => setOpen(!open)}
          accessibilityLabel={`${texts.why} ${order.name}`}
        >
          {texts.why}
        </Button>
      </InlineStack>
      {order.parkedReason ? (
        <Text as="p" variant="bodySm">
          {reasons[order.parkedReason] ?? order.parkedReason}
        </Text>
      ) : null}
      <div id={panel}>{open ? <AwardSum order={order} /> : null}</div>
    </BlockStack>
  );
}
