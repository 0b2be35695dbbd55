/** From the order to the parcel in her hands: one reassuring message, an honest one when it is late, thanks when it is there. */
import { mail, message, type Preset } from '#app/core/journeys/presets/preset.ts';

const orderPlaced: Preset = {
  id: 'order-placed',
  name: { en: 'Order placed', de: 'Bestellung aufgegeben' },
  about: {
    en: 'One reassuring message before the parcel, and nothing else.',
    de: 'Eine beruhigende Nachricht vor dem Paket, sonst nichts.',
  },
  trigger: { kind: 'event', event: 'order-paid' },
  again: 'each',
  exits: [{ event: 'order-cancelled', sameOrder: true }],
  steps: [
    {
      id: 'all-is-well',
      wait: { kind: 'hours', hours: 2 },
      tone: 'service',
      action: mail(
        {
          subject: 'All is well with your order {{orderName}}',
          preview: 'What happens next',
          heading: 'Thank you, {{firstName}}',
          text: [
            'Your order has arrived safely with us and is being packed with care. You need not do anything.',
            'As soon as the parcel is on its way you will hear of it. If you want to change something, answer this mail: we will see what can still be done.',
          ],
        },
        {
          subject: 'Mit [deiner|Ihrer] Bestellung {{orderName}} ist alles gut',
          preview: 'So geht es weiter',
          heading: 'Danke, {{firstName}}',
          text: [
            '[Deine|Ihre] Bestellung ist gut bei uns angekommen und wird sorgfältig gepackt. Zu tun [hast du|haben Sie] nichts.',
            'Sobald das Paket unterwegs ist, [bekommst du|bekommen Sie] Bescheid. Soll sich noch etwas ändern, genügt eine Antwort auf diese Mail: Wir sehen, was noch geht.',
          ],
        },
      ),
    },
  ],
};

const lateParcel: Preset = {
  id: 'late-parcel',
  name: { en: 'Late parcel', de: 'Verspätetes Paket' },
  about: {
    en: 'A parcel that left a week ago and has not arrived: a task for staff, and an honest mail.',
    de: 'Ein Paket, das vor einer Woche losging und nicht da ist: eine Aufgabe für das Team und eine ehrliche Mail.',
  },
  trigger: { kind: 'late', afterDays: 7 },
  again: 'each',
  exits: [
    { event: 'parcel-delivered', sameOrder: true },
    { event: 'order-cancelled', sameOrder: true },
  ],
  steps: [
    {
      id: 'ask-the-carrier',
      tone: 'service',
      action: { kind: 'task', task: 'late-parcel', dueDays: 1 },
    },
    {
      id: 'we-know',
      tone: 'service',
      action: mail(
        {
          subject: 'Your parcel {{orderName}} is late, and we are looking after it',
          preview: 'You need not do anything',
          heading: 'Hello {{firstName}},',
          text: [
            'your parcel should have been with you by now. We have noticed and are asking the carrier where it is.',
            'You need not do anything. As soon as we know more, we will write to you; if it is lost, we will send it again or give you your money back, as you like.',
            'We are sorry that you have to wait.',
          ],
        },
        {
          subject: '[Dein|Ihr] Paket {{orderName}} verspätet sich, wir kümmern uns',
          preview: 'Zu tun [hast du|haben Sie] nichts',
          heading: '[Hallo {{firstName}}|Guten Tag {{firstName}}],',
          text: [
            '[dein|Ihr] Paket sollte längst da sein. Das haben wir gemerkt und fragen beim Versand nach, wo es steckt.',
            'Zu tun [hast du|haben Sie] nichts. Sobald wir mehr wissen, melden wir uns. Ist es verloren, schicken wir es noch einmal oder geben das Geld zurück, wie [du möchtest|Sie möchten].',
            'Es tut uns leid, dass [du warten musst|Sie warten müssen].',
          ],
        },
      ),
    },
  ],
};

const reception: Preset = {
  id: 'reception',
  name: { en: 'Parcel is there', de: 'Das Paket ist da' },
  about: {
    en: 'Phase one: thanks, unpacking, what to expect.',
    de: 'Phase eins: Dank, Auspacken, was zu erwarten ist.',
  },
  trigger: { kind: 'arrived', assumedAfterDays: 5 },
  again: 'each',
  exits: [{ event: 'order-refunded', sameOrder: true }],
  steps: [
    {
      id: 'it-is-there',
      wait: { kind: 'hours', hours: 3 },
      tone: 'service',
      action: mail(
        {
          subject: 'Is everything as it should be?',
          preview: 'Order {{orderName}} has arrived',
          heading: 'Your parcel is there, {{firstName}}',
          text: [
            'Take your time unpacking, and have a quick look whether everything is complete and whole.',
            'If something is missing or broken: answer this mail, best with a photo. We will put it right at once.',
            'Thank you for your trust.',
          ],
        },
        {
          subject: 'Ist alles so, wie es sein soll?',
          preview: 'Bestellung {{orderName}} ist angekommen',
          heading: '[Dein|Ihr] Paket ist da, {{firstName}}',
          text: [
            '[Nimm dir|Nehmen Sie sich] Zeit zum Auspacken, und [sieh|sehen Sie] kurz nach, ob alles vollständig und heil ist.',
            'Fehlt etwas oder ist etwas kaputt, genügt eine Antwort auf diese Mail, am besten mit Foto. Wir bringen es sofort in Ordnung.',
            'Danke für [dein|Ihr] Vertrauen.',
          ],
        },
      ),
    },
    {
      id: 'points-come',
      tone: 'service',
      action: message(
        'Your order {{orderName}} has arrived. Is something not right? Write to us.',
        'Bestellung {{orderName}} ist angekommen. Stimmt etwas nicht? [Schreib|Schreiben Sie] uns.',
        7,
      ),
    },
  ],
};

export const PARCEL_PRESETS: readonly Preset[] = [orderPlaced, lateParcel, reception];
