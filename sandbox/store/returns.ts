/** Goods that a customer wants to send back: asked for, granted, refused, called off, done. What is paid back is a refund of its own. */
import type { SandboxContext } from './context.ts';
import { emit } from './events.ts';
import type { Id, Order } from './model.ts';
import { requireOrder } from './orders.ts';
import { returnBody } from './payloads-beside.ts';

const STATUS = {
  request: 'requested',
  approve: 'open',
  decline: 'declined',
  cancel: 'canceled',
  close: 'closed',
} as const;
export type ReturnStep = keyof typeof STATUS;

/** Opens the order's return, or moves it on. The order itself does not change. */
export function returnOrder(context: SandboxContext, id: Id, step: ReturnStep): Order {
  const order = requireOrder(context, id);
  // An order has one return here, known by its number.
  emit(context, `returns/${step}`, returnBody(context, order.id, order, STATUS[step]));
  context.log(`order ${order.name}: return ${STATUS[step]}`);
  return order;
}
