/** Appreciation without any offer: birthdays, anniversaries, a round order. */
import { mail, message, type Preset } from '#app/core/journeys/presets/preset.ts';

const birthday: Preset = {
  id: 'birthday',
  name: { en: 'Birthday', de: 'Geburtstag' },
  about: {
    en: 'On the day itself, in the morning, without any offer. Who was born on 29 February hears on the 28th where there is none.',
    de: 'Am Tag selbst, morgens, ohne jedes Angebot. Wer am 29. Februar geboren ist, hört am 28. davon, wo es keinen gibt.',
  },
  trigger: { kind: 'date', date: 'birthday' },
  again: 'each',
  steps: [
    {
      id: 'in-the-panel',
      tone: 'friendly',
      action: message('Happy birthday, {{firstName}}.', 'Alles Gute zum Geburtstag, {{firstName}}.', 3),
    },
    {
      id: 'wishes',
      wait: { kind: 'days', days: 0, at: '09:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Happy birthday, {{firstName}}',
          preview: 'From all of us',
          heading: 'All the best to you',
          text: [
            'Today is your day. We wish you a good year, health, and people who are there for you.',
            'There is nothing to buy in this mail. We only wanted to say it.',
          ],
        },
        {
          subject: 'Alles Gute zum Geburtstag, {{firstName}}',
          preview: 'Von uns allen',
          heading: 'Alles Gute',
          text: [
            'Heute ist [dein|Ihr] Tag. Wir wünschen [dir|Ihnen] ein gutes Jahr, Gesundheit und Menschen, die für [dich|Sie] da sind.',
            'Zu kaufen gibt es in dieser Mail nichts. Wir wollten es nur sagen.',
          ],
        },
      ),
    },
  ],
};

const anniversary: Preset = {
  id: 'anniversary',
  name: { en: 'Anniversary', de: 'Jahrestag' },
  about: {
    en: 'Each year on the day of the first order, without any offer.',
    de: 'Jedes Jahr am Tag der ersten Bestellung, ohne jedes Angebot.',
  },
  trigger: { kind: 'date', date: 'first-order' },
  again: 'each',
  steps: [
    {
      id: 'thank-you',
      wait: { kind: 'days', days: 0, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Thank you for being with us, {{firstName}}',
          preview: 'Today is a small anniversary',
          heading: 'Years: {{years}}',
          text: [
            'On this day your first order reached us. You have come back since, and we do not take that for granted.',
            'Thank you. That is all we wanted to say today.',
          ],
        },
        {
          subject: 'Danke, dass [du dabei bist|Sie dabei sind], {{firstName}}',
          preview: 'Heute ist ein kleiner Jahrestag',
          heading: 'Jahre: {{years}}',
          text: [
            'An diesem Tag hat uns [deine|Ihre] erste Bestellung erreicht. Seitdem [bist du|sind Sie] wiedergekommen, und das ist für uns nicht selbstverständlich.',
            'Danke. Mehr wollten wir heute nicht sagen.',
          ],
        },
      ),
    },
  ],
};

const roundOrder: Preset = {
  id: 'round-order',
  name: { en: 'Every fifth order', de: 'Jede fünfte Bestellung' },
  about: {
    en: 'Thanks after the fifth, tenth, fifteenth order, and a line by hand from staff. No offer.',
    de: 'Dank nach der fünften, zehnten, fünfzehnten Bestellung und eine Zeile von Hand. Ohne Angebot.',
  },
  trigger: { kind: 'event', event: 'order-paid' },
  conditions: [{ kind: 'orders', min: 5, every: 5 }],
  again: 'each',
  exits: [
    { event: 'order-cancelled', sameOrder: true },
    { event: 'order-refunded', sameOrder: true },
  ],
  steps: [
    {
      id: 'a-line-by-hand',
      tone: 'service',
      action: { kind: 'task', task: 'personal-line', dueDays: 3 },
    },
    {
      id: 'so-many-times',
      wait: { kind: 'days', days: 1, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Your order number {{orders}}, {{firstName}}',
          preview: 'We have counted, and are happy',
          heading: 'Orders so far: {{orders}}',
          text: [
            'We do not only count points, we also count how often you have trusted us. Today there is reason to say thank you.',
            'If there is something that we could do better, you know best. Answer this mail.',
          ],
        },
        {
          subject: '[Deine|Ihre] Bestellung Nummer {{orders}}, {{firstName}}',
          preview: 'Wir haben mitgezählt und freuen uns',
          heading: 'Bestellungen bisher: {{orders}}',
          text: [
            'Wir zählen nicht nur Punkte, sondern auch, wie oft [du uns vertraut hast|Sie uns vertraut haben]. Heute ist ein Anlass, Danke zu sagen.',
            'Und wenn etwas besser sein könnte, [weißt du|wissen Sie] es am besten. Eine Antwort auf diese Mail genügt.',
          ],
        },
      ),
    },
  ],
};

export const THANKS_PRESETS: readonly Preset[] = [birthday, anniversary, roundOrder];
