/**
 * What a step of a journey says: as the journey says it when the mail goes out, so that a text that was mended meanwhile is the one
 * that is read. `data` is `{raw}`.
 */
import { now } from '#app/clock.ts';
import { dayOf } from '#app/core/calendar.ts';
import { fillContent } from '#app/core/mail/content.ts';
import type { JourneyMail } from '#app/core/journeys/journey.ts';
import { journeyValues, type RawValues } from '#app/core/journeys/values.ts';
import {
  namesOffers,
  OFFERS_VALUE,
  type OfferTeller,
  offersLine,
  offersToday,
  placeOffers,
} from '#app/core/offers/offer-blocks.ts';
import type { Offer } from '#app/core/program/offers.ts';
import type { Program } from '#app/core/program/program.ts';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import { findTroubled } from '#app/db/journey-facts.ts';
import { type JourneyRow, listJourneys } from '#app/db/journeys.ts';
import type { DueMail } from '#app/db/mail.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { loadStandings } from '#app/db/standings.ts';
import { loadOffers } from '#app/services/load-offers.ts';
import type { MailReader, MailSource } from '#app/services/mail-sources.ts';

export const journeySource: MailSource = {
  load: async ({ row, program }, mails) => {
    const at = now();
    const journeys = await listJourneys(row.shop);
    const selling = mails.filter(({ class: kind }) => kind === 'marketing');
    const naming = selling.filter((mail) => Object.values(contentsOf(journeys, mail)).some(namesOffers));
    const [troubled, offers] = await Promise.all([
      findTroubled(row.shop, membersOf(selling), at),
      offersFor(row.shop, program, membersOf(naming)),
    ]);
    return (mail, reader) => {
      // Trouble may have begun while it waited for the morning.
      if (mail.class === 'marketing' && mail.memberId !== null && troubled.has(mail.memberId)) return null;
      const content = inOwnLanguage(contentsOf(journeys, mail), reader.speech.tag);
      if (!content) return null;
      const raw = (mail.data as { raw?: RawValues }).raw ?? {};
      const values = { ...journeyValues(raw, reader.speech, program), ...reader.values };
      const ids = offers.get(mail.memberId ?? 0) ?? [];
      const said = sayMail(content, values, offerTeller(row, program, reader, at), (teller) =>
        mail.class === 'marketing' ? offersToday(teller.program, ids, teller.today) : [],
      );
      // A mail of offers alone says nothing to whom has none.
      return said.blocks.length === 0 ? null : said;
    };
  },
};

/** @param offersOf hers, of the program; whatever is named without a program is left empty. */
export function sayMail(
  content: JourneyMail,
  values: Record<string, string>,
  teller: OfferTeller | undefined,
  offersOf: (teller: OfferTeller) => Offer[],
) {
  const offers = teller ? offersOf(teller) : [];
  const line = teller ? offersLine(offers, teller) : '';
  return placeOffers(fillContent(content, { ...values, [OFFERS_VALUE]: line }), offers, teller);
}

export function offerTeller(
  row: ShopRow,
  program: Program | undefined,
  { speech }: Pick<MailReader, 'speech'>,
  at: Date,
): OfferTeller | undefined {
  const today = dayOf(at.getTime(), row.timezone);
  const { currency, shop } = row;
  return program && { program, speech, today, currency, shopUrl: `https://${shop}` };
}

function contentsOf(journeys: JourneyRow[], mail: DueMail): Record<string, JourneyMail> {
  const [, journeyId, stepId] = mail.template.split('/');
  const row = journeys.find(({ journey }) => journey.id === journeyId);
  const action = row?.journey.steps.find(({ id }) => id === stepId)?.action;
  return action?.kind === 'mail' ? action.contents : {};
}

function membersOf(mails: DueMail[]): number[] {
  return [...new Set(mails.flatMap(({ memberId }) => memberId ?? []))];
}

/** Nothing is asked where no mail has a place for them. */
async function offersFor(
  shop: string,
  program: Program | undefined,
  memberIds: number[],
): Promise<Map<number, string[]>> {
  if (memberIds.length === 0) return new Map();
  return loadOffers(shop, program, await loadStandings(shop, memberIds));
}
