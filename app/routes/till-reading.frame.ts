/** What staff at the till read of a customer's points, in the till's language. */
import { presentShopperActivity } from '#app/presenters/present-shopper-activity.ts';
import { presentShopperOrder } from '#app/presenters/present-shopper-order.ts';
import { customerId, refuseStaff } from '#app/services/answer-till.ts';
import { NO_STORE } from '#app/services/answer-shopper.ts';
import type { Till } from '#app/services/verify-staff-token.ts';

export async function tellTillActivity(till: Till, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const customer = customerId.safeParse(query.get('customerId'));
  if (!customer.success) return refuseStaff(till, { code: 'request-invalid' });
  const activity = await presentShopperActivity(till.shop, customer.data, till.speech, query.get('before'));
  return Response.json(activity, { headers: NO_STORE });
}

export async function tellTillOrder(till: Till, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const customer = customerId.safeParse(query.get('customerId'));
  const order = customerId.safeParse(query.get('orderId'));
  if (!customer.success || !order.success) return refuseStaff(till, { code: 'request-invalid' });
  const told = await presentShopperOrder(till.shop, customer.data, order.data, till.speech);
  return Response.json(told, { headers: NO_STORE });
}
