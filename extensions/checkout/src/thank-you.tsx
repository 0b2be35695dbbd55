/** Entry of the thank-you page's block, on every plan: what this order brings. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { Earned } from '../../shared/earned.tsx';

export default function extension() {
  render(<ThankYou />, document.body);
}

function ThankYou() {
  const { cost, orderConfirmation, shop } = shopify;
  return (
    <Earned
      orderId={orderConfirmation.value.order.id}
      cost={{
        total: cost.totalAmount.value,
        shipping: cost.totalShippingAmount.value,
        tax: cost.totalTaxAmount.value,
      }}
      signIn={{ href: `${shop.storefrontUrl ?? `https://${shop.myshopifyDomain}`}/account/login` }}
    />
  );
}
