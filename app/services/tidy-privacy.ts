/** Personal data that has served its purpose goes: bodies of webhooks that were handled, files that people were sent. */
import { now } from '#app/clock.ts';
import { DAY_MS } from '#app/core/time.ts';
import { deleteOldNews } from '#app/db/flow-outbox.ts';
import { blankOldDeliveries, deleteStrangersDeliveries } from '#app/db/inbox.ts';
import { deleteOldEvents } from '#app/db/member-events.ts';
import { deletePersonFiles } from '#app/db/privacy-requests.ts';
import { dropOldFiles } from '#app/db/transfers.ts';
import { env } from '#app/env.server.ts';
import { forgetUnconfirmed } from '#app/services/ask-for-news.ts';

const ROWS_PER_STEP = 2_000;
const SENT_FILE_DAYS = 7;
const UNSENT_FILE_DAYS = 60;
const FLOW_NEWS_DAYS = 30;
/** A journey looks back no further. */
const EVENT_DAYS = 400;

export async function tidyPrivacy(): Promise<void> {
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS);
  await deletePersonFiles(daysAgo(SENT_FILE_DAYS), daysAgo(UNSENT_FILE_DAYS));
  await dropOldFiles(now(), new Date(Date.now() - DAY_MS));
  while ((await deleteOldNews(daysAgo(FLOW_NEWS_DAYS), ROWS_PER_STEP)) === ROWS_PER_STEP);
  while ((await deleteOldEvents(daysAgo(EVENT_DAYS), ROWS_PER_STEP)) === ROWS_PER_STEP);
  await forgetUnconfirmed();
  // Deliveries are stamped with real time, whatever the app's clock says.
  const before = new Date(Date.now() - env().TREUWERK_INBOX_DAYS * DAY_MS);
  while ((await blankOldDeliveries(before, ROWS_PER_STEP)) === ROWS_PER_STEP);
  while ((await deleteStrangersDeliveries(before, ROWS_PER_STEP)) === ROWS_PER_STEP);
}
