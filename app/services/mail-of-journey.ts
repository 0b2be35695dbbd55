/**
 * What a step of a journey says: as the journey says it when the mail goes out, so that a text that was mended meanwhile is the one
 * that is read. `data` is `{raw}`.
 */
import { now } from '#app/clock.ts';
import { fillContent } from '#app/core/mail/content.ts';
import type { JourneyMail } from '#app/core/journeys/journey.ts';
import { journeyValues, type RawValues } from '#app/core/journeys/values.ts';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import { findTroubled } from '#app/db/journey-facts.ts';
import { listJourneys } from '#app/db/journeys.ts';
import type { MailSource } from '#app/services/mail-sources.ts';

export const journeySource: MailSource = {
  load: async ({ row, program }, mails) => {
    const [journeys, troubled] = await Promise.all([
      listJourneys(row.shop),
      findTroubled(
        row.shop,
        mails.flatMap(({ memberId, class: kind }) =>
          kind === 'marketing' && memberId !== null ? [memberId] : [],
        ),
        now(),
      ),
    ]);
    return (mail, reader) => {
      // Trouble may have begun while it waited for the morning.
      if (mail.class === 'marketing' && mail.memberId !== null && troubled.has(mail.memberId)) return null;
      const [, journeyId, stepId] = mail.template.split('/');
      const row = journeys.find(({ journey }) => journey.id === journeyId);
      const action = row?.journey.steps.find(({ id }) => id === stepId)?.action;
      if (action?.kind !== 'mail') return null;
      const content: JourneyMail | undefined = inOwnLanguage(action.contents, reader.speech.tag);
      const raw = (mail.data as { raw?: RawValues }).raw ?? {};
      const values = journeyValues(raw, reader.speech, program);
      return content ? fillContent(content, { ...values, ...reader.values }) : null;
    };
  },
};
