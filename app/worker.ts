/** Wiring: which background work runs, and how often it looks for more. */
import { onClockMoved, now } from '#app/clock.ts';
import { claimDue } from '#app/db/redemptions.ts';
import { failIdle } from '#app/db/transfers.ts';
import { startLoop } from '#app/jobs/loop.ts';
import { onInboxNudge } from '#app/jobs/nudge.ts';
import { schedule, startQueue, stopQueue, work } from '#app/jobs/queue.ts';
import { advanceReferrals } from '#app/services/advance-referrals.ts';
import { advanceRedemption } from '#app/services/advance-redemption.ts';
import { advanceJourneys, endJourneyMessages } from '#app/services/advance-journeys.ts';
import { askDueSurveys } from '#app/services/ask-surveys.ts';
import { answerPerson } from '#app/services/answer-person.ts';
import { auditAllShops, auditShop } from '#app/services/audit-all-shops.ts';
import { bookPast, wakePastBookings } from '#app/services/book-past.ts';
import { scoreAllShops, scoreShop } from '#app/services/score-shop.ts';
import { scoreDueMembers } from '#app/services/score-members.ts';
import { deleteOldDiscounts } from '#app/services/delete-old-discounts.ts';
import { handleInbox } from '#app/services/handle-inbox.ts';
import { importHistory } from '#app/services/import-history.ts';
import { passTimeForDue } from '#app/services/pass-time.ts';
import { readInstallation } from '#app/services/read-installation.ts';
import { reconcileAllShops, reconcileIfInstalled } from '#app/services/reconcile-shop.ts';
import { rescheduleExpiry } from '#app/services/reschedule-expiry.ts';
import { runTransfer } from '#app/services/run-transfer.ts';
import { revisitMembers } from '#app/services/revisit-members.ts';
import { queueExpiringPoints, sendFlowNews } from '#app/services/send-flow-news.ts';
import { tellSignups } from '#app/services/ask-for-news.ts';
import { tellConsents } from '#app/services/mail-consent.ts';
import { sendMails } from '#app/services/send-mails.ts';
import { simulateProgram } from '#app/services/simulate-program.ts';
import { startByCalendar, startByEvents } from '#app/services/start-journeys.ts';
import { syncOffers } from '#app/services/sync-offers.ts';
import { syncPerks } from '#app/services/sync-perks.ts';
import { syncPrograms, syncStandings } from '#app/services/sync-standings.ts';
import { takeUpAgain } from '#app/services/take-up-again.ts';
import { noteLeftCarts } from '#app/services/take-shopping-news.ts';
import { planWeekReports } from '#app/services/week-report.ts';
import { tidyPrivacy } from '#app/services/tidy-privacy.ts';
import { wakeIdleImports } from '#app/services/wake-import.ts';

const REDEMPTIONS_AT_ONCE = 8;
/** A question about an order is in no hurry. */
const SURVEYS_REST_MS = 10_000;
/** Days are told of; a look through all open lots is not free. */
const EXPIRING_REST_MS = 10 * 60_000;
/** Longer than any step of an import or export takes without a sign of life. */
const TRANSFER_SILENCE_MINUTES = 60;
/** A quiet hour of European shops, in UTC. */
const NIGHTLY = '15 2 * * *';
const HOURLY = '35 * * * *';

export type Worker = { stop: () => Promise<void> };

export async function startWorker(): Promise<Worker> {
  await startQueue();
  await work('import-history', ({ shop, id }) => importHistory(shop, id));
  await work('audit-books', auditAllShops);
  await work('audit-shop', ({ shop }) => auditShop(shop));
  await schedule('audit-books', NIGHTLY);
  await work('reconcile-shops', async () => {
    await wakeIdleImports();
    await wakePastBookings();
    await failIdle(TRANSFER_SILENCE_MINUTES);
    await reconcileAllShops();
  });
  await schedule('reconcile-shops', HOURLY);
  await work('reconcile-shop', ({ shop }) => reconcileIfInstalled(shop));
  await work('take-up-again', ({ shop }) => takeUpAgain(shop));
  await work('read-installation', ({ shop }) => readInstallation(shop));
  await work('reschedule-expiry', ({ shop, version }) => rescheduleExpiry(shop, version));
  await work('book-past', ({ shop, version }) => bookPast(shop, version));
  await work('simulate-program', ({ shop, id }) => simulateProgram(shop, id));
  await work('answer-person', ({ shop, id }) => answerPerson(shop, id));
  await work('run-transfer', ({ shop, id }) => runTransfer(shop, id));
  await work('tidy-privacy', tidyPrivacy);
  await schedule('tidy-privacy', NIGHTLY);
  await work('score-shop', ({ shop }) => scoreShop(shop));
  await work('score-shops', scoreAllShops);
  await schedule('score-shops', NIGHTLY);
  const standings = startLoop('standings', 300, syncStandings);
  const programs = startLoop('programs', 500, syncPrograms);
  const perks = startLoop('perks', 1_000, syncPerks);
  // Surfaces show an offer once Shopify gives it.
  const offers = startLoop('offers', 500, async () => {
    const brought = await syncOffers();
    if (brought > 0) programs.nudge();
    return brought;
  });
  const inbox = startLoop('inbox', 100, async () => {
    const taken = await handleInbox();
    if (taken > 0) standings.nudge();
    return taken;
  });
  const time = startLoop('time', 2_000, passTimeForDue);
  const tiers = startLoop('tiers', 2_000, revisitMembers);
  const redemptions = startLoop('redemptions', 1_000, advanceDueRedemptions);
  const referrals = startLoop('referrals', 1_000, advanceReferrals);
  const discounts = startLoop('discounts', 30_000, deleteOldDiscounts);
  const expiring = startLoop('expiring', EXPIRING_REST_MS, queueExpiringPoints);
  const flow = startLoop('flow', 1_000, sendFlowNews);
  const mail = startLoop('mail', 1_000, sendMails);
  const surveys = startLoop('surveys', SURVEYS_REST_MS, askDueSurveys);
  const consents = startLoop('consents', 2_000, async () => (await tellConsents()) + (await tellSignups()));
  const scores = startLoop('scores', 2_000, scoreDueMembers);
  const leftCarts = startLoop('left-carts', 30_000, noteLeftCarts);
  const journeyStarts = startLoop('journey-starts', 1_000, startByEvents);
  const journeyDays = startLoop('journey-days', 30_000, startByCalendar);
  const reports = startLoop('reports', 60_000, planWeekReports);
  const journeys = startLoop('journeys', 1_000, async () => {
    const advanced = await advanceJourneys();
    if (advanced > 0) mail.nudge();
    return advanced + (await endJourneyMessages());
  });
  const stopNudges = onInboxNudge(() => inbox.nudge());
  onClockMoved(async () => {
    await time.drain();
    await tiers.drain();
    await redemptions.drain();
    await referrals.drain();
    await discounts.drain();
    await offers.drain();
    await programs.drain();
    await perks.drain();
    await scores.drain();
    await leftCarts.drain();
    await journeyDays.drain();
    await journeyStarts.drain();
    await journeys.drain();
    await reports.drain();
    await standings.drain();
    await expiring.drain();
    await flow.drain();
    await surveys.drain();
    await mail.drain();
    await consents.drain();
  });
  return {
    async stop() {
      stopNudges();
      await Promise.all(
        [
          inbox,
          time,
          tiers,
          redemptions,
          referrals,
          discounts,
          programs,
          perks,
          offers,
          standings,
          expiring,
          flow,
          mail,
          surveys,
          consents,
          scores,
          leftCarts,
          journeyStarts,
          journeyDays,
          journeys,
          reports,
        ].map((loop) => loop.stop()),
      );
      await stopQueue();
    },
  };
}

async function advanceDueRedemptions(): Promise<number> {
  const due = await claimDue(now(), REDEMPTIONS_AT_ONCE);
  await Promise.all(due.map(({ shop, id }) => advanceRedemption(shop, id)));
  return due.length;
}
