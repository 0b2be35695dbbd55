/** Entry of the block on an order's page: what the order brings. Whoever came by a link of a mail signs in first. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { ACCOUNT_PAGE } from '../../shared/account-page.ts';
import { Earned } from '../../shared/earned.tsx';

export default function extension() {
  render(<OrderStatus />, document.body);
}

function OrderStatus() {
  const { cost, order } = shopify;
  return (
    <Earned
      orderId={order.value?.id}
      cost={{
        total: cost.totalAmount.value,
        shipping: cost.totalShippingAmount.value,
        tax: cost.totalTaxAmount.value,
      }}
      signIn={{ onClick: () => void shopify.requireLogin() }}
      pageHref={ACCOUNT_PAGE}
    />
  );
}
