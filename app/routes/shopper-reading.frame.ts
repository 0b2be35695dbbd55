/** What a shopper reads of her points, the same for the app proxy and the extensions. */
import { presentShopperActivity } from '#app/presenters/present-shopper-activity.ts';
import { presentShopperOrder } from '#app/presenters/present-shopper-order.ts';
import { NO_STORE, refuse, type Shopper } from '#app/services/answer-shopper.ts';

export async function tellActivity(shopper: Shopper, request: Request): Promise<Response> {
  const { shop, customerId, speech } = shopper;
  if (customerId === null) return refuse({ code: 'signed-out' }, shopper);
  const before = new URL(request.url).searchParams.get('before');
  const activity = await presentShopperActivity(shop, customerId, speech, before);
  return Response.json(activity, { headers: NO_STORE });
}

/** `?orderId=` as number or gid: the thank-you page knows an OrderIdentity, the order status an Order. */
export async function tellOrder(shopper: Shopper, request: Request): Promise<Response> {
  const { shop, customerId, speech } = shopper;
  if (customerId === null) return refuse({ code: 'signed-out' }, shopper);
  const told = new URL(request.url).searchParams.get('orderId') ?? '';
  const [, orderId] = /^(?:gid:\/\/shopify\/Order(?:Identity)?\/)?(\d{1,20})$/.exec(told) ?? [];
  if (orderId === undefined) return refuse({ code: 'request-invalid' }, shopper);
  return Response.json(await presentShopperOrder(shop, customerId, orderId, speech), { headers: NO_STORE });
}
