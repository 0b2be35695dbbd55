/** The shop: drafts and programs, the past, what is written to Shopify, deliveries opened again. */
import { dropDraft } from '../../../app/services/drop-draft.ts';
import { publishProgram } from '../../../app/services/publish-program.ts';
import { retryAllEvents, retryEvent } from '../../../app/services/retry-event.ts';
import { saveFlowUse } from '../../../app/db/flow.ts';
import { sendFlowNews } from '../../../app/services/send-flow-news.ts';
import { saveDraft } from '../../../app/services/save-draft.ts';
import { syncOffers } from '../../../app/services/sync-offers.ts';
import { syncPrograms, syncStandings } from '../../../app/services/sync-standings.ts';
import { goOn, openPast } from '../read-past.ts';
import { type Path, type Scene, HELD_PROGRAM, only, hear, member } from './scene.ts';

export const SHOP_PATHS: Path[] = [
  {
    name: 'save a draft',
    states: 2,
    prepare:
      async ({ shop }) =>
      () =>
        saveDraft({ shop, config: HELD_PROGRAM, seen: 0, actor: 'test' }),
  },
  {
    name: 'drop a draft',
    states: 2,
    prepare: async ({ shop }) => {
      await saveDraft({ shop, config: HELD_PROGRAM, seen: 0, actor: 'test' });
      return () => dropDraft({ shop, actor: 'staff:1' });
    },
  },
  {
    name: 'publish a program',
    states: 2,
    prepare:
      async ({ shop }) =>
      () =>
        publishProgram({ shop, config: HELD_PROGRAM, actor: 'test', appliesFrom: new Date(0) }),
  },
  {
    name: 'import the past',
    states: 10,
    prepare: async ({ shop, store }) => {
      const id = await openPast(shop);
      return async () => {
        await goOn(store, shop, id);
        store.takeEvents();
      };
    },
  },
  {
    name: 'write standings',
    states: 2,
    prepare: async (scene) => {
      await member(scene);
      return syncStandings;
    },
  },
  {
    name: 'write the public program',
    states: 2,
    prepare: async ({ store, shop }) => {
      await store.db.query('UPDATE shops SET public_version = public_version + 1 WHERE shop = $1', [shop]);
      // The program waits for its offers.
      while ((await syncOffers()) > 0);
      return syncPrograms;
    },
  },
  {
    name: 'tell Flow',
    states: 2,
    prepare: async (scene) => {
      const { shop, store } = scene;
      await saveFlowUse(shop, { definition: 'points-earned', enabled: true, saidAt: new Date() });
      await member(scene);
      return async () => {
        await store.db.query('UPDATE flow_outbox SET next_attempt_at = created_at WHERE shop = $1', [shop]);
        await sendFlowNews();
      };
    },
  },
  {
    name: 'open a parked delivery again',
    states: 2,
    prepare: async (scene) => {
      const deliveryId = await parked(scene);
      return () => retryEvent({ shop: scene.shop, deliveryId, actor: 'test' });
    },
  },
  {
    name: 'open all parked deliveries again',
    states: 2,
    prepare: async (scene) => {
      await parked(scene);
      return () => retryAllEvents({ shop: scene.shop, actor: 'test' });
    },
  },
];

/** A delivery that says of no order that it was edited. */
async function parked(scene: Scene): Promise<string> {
  const event = { ...only(scene.fixtures.renamed, 'customers/update'), topic: 'orders/edited' };
  await hear(scene, event);
  return event.id;
}
