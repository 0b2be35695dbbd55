/** Puts the parts of a store together: data, clock, sessions, signatures, webhooks. Opens no port and starts no app. */
import { type AppConfig } from '../webhooks/app-config.ts';
import { makeSender, type WebhookSender } from '../webhooks/sender.ts';
import { makeClock } from './clock.ts';
import type { SandboxConfig, SandboxContext } from './context.ts';
import type { StoreState } from './model.ts';
import { makeSessions } from './sessions.ts';
import { makeSignatures } from './signatures.ts';

const LOG_KEPT = 2_000;

export type Store = { context: SandboxContext; webhooks: WebhookSender };

export function makeStore(
  config: SandboxConfig,
  state: StoreState,
  app: AppConfig,
  changed: () => void = () => {},
): Store {
  const clock = makeClock(state);
  // The sender needs the context and the context the sender: events before its making are impossible.
  const late: { sender?: WebhookSender } = {};
  const context: SandboxContext = {
    config,
    state,
    clock,
    changed,
    emit: (event) => late.sender?.send(event),
    log: (text) => {
      state.log.push({ at: clock.iso(), text });
      if (state.log.length > LOG_KEPT) state.log.splice(0, state.log.length - LOG_KEPT);
    },
    sessions: makeSessions(config, state),
    sign: makeSignatures(config),
    faults: { usageCountLags: false, storeCreditOff: false },
  };
  late.sender = makeSender(context, app);
  return { context, webhooks: late.sender };
}

/** What differs from country to country, by the shop's currency. */
export function localCustoms(
  currency: string,
): Pick<SandboxConfig, 'countryCode' | 'timeZone' | 'taxesIncluded' | 'taxRate' | 'taxTitle'> {
  const customs: Record<string, ReturnType<typeof localCustoms>> = {
    EUR: {
      countryCode: 'DE',
      timeZone: 'Europe/Berlin',
      taxesIncluded: true,
      taxRate: 0.19,
      taxTitle: 'MwSt',
    },
    GBP: { countryCode: 'GB', timeZone: 'Europe/London', taxesIncluded: true, taxRate: 0.2, taxTitle: 'VAT' },
    CHF: {
      countryCode: 'CH',
      timeZone: 'Europe/Zurich',
      taxesIncluded: true,
      taxRate: 0.081,
      taxTitle: 'MWST',
    },
    USD: {
      countryCode: 'US',
      timeZone: 'America/New_York',
      taxesIncluded: false,
      taxRate: 0.08,
      taxTitle: 'Sales tax',
    },
    JPY: { countryCode: 'JP', timeZone: 'Asia/Tokyo', taxesIncluded: true, taxRate: 0.1, taxTitle: 'JCT' },
    KWD: { countryCode: 'KW', timeZone: 'Asia/Kuwait', taxesIncluded: true, taxRate: 0, taxTitle: 'VAT' },
  };
  return (
    customs[currency] ?? {
      countryCode: 'DE',
      timeZone: 'Europe/Berlin',
      taxesIncluded: true,
      taxRate: 0.19,
      taxTitle: 'VAT',
    }
  );
}
