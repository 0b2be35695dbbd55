/** Plans of the app as Shopify bills them: the merchant chooses, cancels, stops paying; the app hears and may look. */
import type { SandboxContext } from './context.ts';
import { emit } from './events.ts';
import { gid, nextId } from './ids.ts';
import type { AppSubscription } from './model.ts';

/** Another plan ends the one before, as at Shopify. */
export function choosePlan(
  context: SandboxContext,
  choice: { name: string; trialDays?: number },
): AppSubscription {
  for (const one of context.state.subscriptions)
    if (one.status === 'ACTIVE') setStatus(context, one, 'CANCELLED');
  const at = context.clock.iso();
  const subscription: AppSubscription = {
    id: nextId(context.state, 'appSubscription'),
    name: choice.name,
    status: 'ACTIVE',
    createdAt: at,
    updatedAt: at,
    trialDays: choice.trialDays ?? 0,
  };
  context.state.subscriptions.push(subscription);
  tell(context, subscription);
  return subscription;
}

/** The newest plan is cancelled, frozen for want of payment, or goes on. */
export function changePlan(context: SandboxContext, status: AppSubscription['status']): AppSubscription {
  const newest = context.state.subscriptions.at(-1);
  if (!newest) throw new Error('no plan was ever chosen');
  setStatus(context, newest, status);
  return newest;
}

function setStatus(context: SandboxContext, one: AppSubscription, status: AppSubscription['status']): void {
  one.status = status;
  one.updatedAt = context.clock.iso();
  tell(context, one);
}

function tell(context: SandboxContext, one: AppSubscription): void {
  emit(context, 'app_subscriptions/update', {
    app_subscription: {
      admin_graphql_api_id: gid('AppSubscription', one.id),
      name: one.name,
      status: one.status,
      admin_graphql_api_shop_id: gid('Shop', '548380009'),
      created_at: one.createdAt,
      updated_at: one.updatedAt,
      currency: context.config.currency,
      capped_amount: null,
    },
  });
}
