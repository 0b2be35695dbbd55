/** What staff read of a customer or an order in Shopify's admin, in the admin's language. */
import { now } from '#app/clock.ts';
import {
  findOrderCustomer,
  type Looking,
  presentDeskCustomer,
  presentDeskOrder,
} from '#app/presenters/present-desk.ts';
import { NO_STORE } from '#app/services/answer-shopper.ts';
import { adjustAtDesk, type Desk, refuseAtDesk } from '#app/services/answer-admin.ts';
import { loadPublicProgram } from '#app/services/load-public-program.ts';
import { loadStanding } from '#app/services/load-standing.ts';

export async function tellDeskCustomer(desk: Desk, request: Request): Promise<Response> {
  const customerId = readId(request, 'customerId', 'Customer');
  if (customerId === undefined) return refuseAtDesk(desk, { code: 'request-invalid' });
  return tell(desk, customerId);
}

export async function tellDeskOrder(desk: Desk, request: Request): Promise<Response> {
  const orderId = readId(request, 'orderId', 'Order');
  if (orderId === undefined) return refuseAtDesk(desk, { code: 'request-invalid' });
  const found = await findOrderCustomer(desk.shop, orderId);
  const customerId = found?.customerId ?? null;
  const [looking, standing] = await Promise.all([
    look(desk, customerId),
    customerId === null ? null : loadStanding(desk.shop, customerId),
  ]);
  return Response.json(
    await presentDeskOrder(looking, { orderId, customerId, known: found !== undefined }, standing),
    {
      headers: NO_STORE,
    },
  );
}

export async function adjustThenTell(desk: Desk, request: Request): Promise<Response> {
  const adjusted = await adjustAtDesk(desk, request);
  return adjusted.ok ? tell(desk, adjusted.value.customerId) : refuseAtDesk(desk, adjusted.rejection);
}

async function tell(desk: Desk, customerId: string): Promise<Response> {
  const [looking, standing] = await Promise.all([
    look(desk, customerId),
    loadStanding(desk.shop, customerId),
  ]);
  return Response.json(await presentDeskCustomer(looking, customerId, standing), { headers: NO_STORE });
}

async function look({ shop, role, speech }: Desk, customerId: string | null): Promise<Looking> {
  const at = now();
  return { shop, role, speech, at, program: await loadPublicProgram(shop, customerId, at) };
}

/** As a number or as Shopify's gid. */
function readId(request: Request, name: string, type: string): string | undefined {
  const told = new URL(request.url).searchParams.get(name) ?? '';
  return new RegExp(`^(?:gid://shopify/${type}/)?(\\d{1,20})$`).exec(told)?.[1];
}
