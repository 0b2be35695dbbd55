/** Webhooks: received, and handled from the inbox. */
import { undoRedemption } from '../../../app/services/undo-redemption.ts';
import type { Told } from '../inner-store.ts';
import { settleInbox, tell } from '../telling.ts';
import {
  type Scene,
  type Path,
  type Fixtures,
  WHOLE_PROGRAM,
  CODE,
  only,
  hear,
  member,
  redeemed,
  both,
  redeemedUnused,
} from './scene.ts';

/** A webhook that lies in the inbox, and its handling. */
function inbox(
  name: string,
  tellOf: (fixtures: Fixtures) => Told,
  before: (scene: Scene) => Promise<unknown> = async () => {},
  program?: unknown,
): Path {
  return {
    name: `inbox: ${name}`,
    states: 2,
    program,
    prepare: async (scene) => {
      const code = await before(scene);
      await tell(scene.shop, tellOf(scene.fixtures), {
        codes: typeof code === 'string' ? [[CODE, code]] : [],
      });
      return () => settleInbox(scene.store);
    },
  };
}

async function withUsedCode(scene: Scene): Promise<string> {
  const { code } = await redeemed(scene);
  await hear(scene, only(scene.fixtures.usedCode, 'orders/paid'), [[CODE, code]]);
  return code;
}

export const INBOX_PATHS: Path[] = [
  {
    name: 'receive a webhook',
    states: 2,
    prepare: async ({ shop, fixtures }) => {
      const event = only(fixtures.bought, 'orders/paid');
      return () => tell(shop, event);
    },
  },
  inbox('an order of a new member', ({ bought }) => only(bought, 'orders/paid')),
  inbox('a refunded order', ({ refunded }) => only(refunded, 'orders/updated'), member),
  inbox('a hint that the order must be read', ({ refunded }) => only(refunded, 'refunds/create'), member),
  inbox(
    'a cancelled order',
    ({ cancelled }) => only(cancelled, 'orders/cancelled'),
    async (scene) => hear(scene, only(scene.fixtures.boughtElse, 'orders/paid')),
  ),
  inbox(
    'an order with a code',
    ({ usedCode }) => only(usedCode, 'orders/paid'),
    async (scene) => (await redeemed(scene)).code,
  ),
  inbox(
    'a returned order with a code',
    ({ returnedCode }) => only(returnedCode, 'orders/updated'),
    withUsedCode,
  ),
  inbox(
    'an order with a code that was given back',
    ({ usedCode }) => only(usedCode, 'orders/paid'),
    async (scene) => {
      const { code, redemptionId } = await redeemedUnused(scene);
      await undoRedemption({ shop: scene.shop, customerId: scene.fixtures.customerId, redemptionId });
      return code;
    },
  ),
  inbox(
    'an order judged with all that she did',
    ({ boughtElse }) => only(boughtElse, 'orders/paid'),
    member,
    WHOLE_PROGRAM,
  ),
  inbox('two who become one', ({ merged }) => only(merged, 'customers/merge'), both),
  inbox(
    'two who become one under tiers',
    ({ merged }) => only(merged, 'customers/merge'),
    both,
    WHOLE_PROGRAM,
  ),
  inbox('a renamed customer', ({ renamed }) => only(renamed, 'customers/update'), member),
  inbox('the erasure of a person', ({ redact }) => only(redact, 'customers/redact'), member),
  inbox(
    'a request for a person’s data',
    ({ dataRequest }) => only(dataRequest, 'customers/data_request'),
    member,
  ),
  inbox(
    'the end of the installation',
    ({ renamed }) => ({ ...only(renamed, 'customers/update'), topic: 'app/uninstalled' }),
    member,
  ),
];
