/** When the next purchase is near, or has not come. */
import { mail, type Preset } from '#app/core/journeys/presets/preset.ts';

const replenishment: Preset = {
  id: 'replenishment',
  name: { en: 'Probably used up soon', de: 'Bald aufgebraucht' },
  about: {
    en: 'Five days before the day on which a member will probably buy again, by her own rhythm.',
    de: 'Fünf Tage vor dem Tag, an dem ein Mitglied nach seinem eigenen Rhythmus wohl wieder kauft.',
  },
  trigger: { kind: 'predicted', offsetDays: -5 },
  conditions: [{ kind: 'orders', min: 2 }],
  again: 'each',
  goal: { event: 'order-paid' },
  steps: [
    {
      id: 'used-up',
      wait: { kind: 'days', days: 0, at: '10:00' },
      tone: 'sells',
      action: mail(
        {
          subject: 'Time for more, {{firstName}}?',
          preview: 'If you go on as before, it will soon be used up',
          heading: 'Before it runs out',
          text: [
            'Going by your last orders you will soon need more. If you still have enough, simply leave this mail.',
            'You have {{points}}. In the cart you will see what you can have for them.',
          ],
          button: { text: 'Order again', href: '{{shopUrl}}' },
        },
        {
          subject: 'Zeit für Nachschub, {{firstName}}?',
          preview: 'Wenn es so weitergeht, ist es bald aufgebraucht',
          heading: 'Bevor es ausgeht',
          text: [
            'Nach [deinen|Ihren] letzten Bestellungen zu urteilen, [brauchst du|brauchen Sie] bald Nachschub. Ist noch genug da, ist diese Mail gegenstandslos.',
            '[Du hast|Sie haben] {{points}}. Im Warenkorb steht, was es dafür gibt.',
          ],
          button: { text: 'Nachbestellen', href: '{{shopUrl}}' },
        },
      ),
    },
  ],
};

const rhythm: Preset = {
  id: 'rhythm-exceeded',
  name: { en: 'We have not seen you for a while', de: 'Lange nicht gesehen' },
  about: {
    en: 'Two weeks after the next purchase was due: first a question, three weeks later something to come back for.',
    de: 'Zwei Wochen nachdem der nächste Kauf fällig war: zuerst eine Frage, drei Wochen später ein Grund wiederzukommen.',
  },
  trigger: { kind: 'predicted', offsetDays: 14 },
  again: 'each',
  goal: { event: 'order-paid' },
  steps: [
    {
      id: 'how-are-you',
      wait: { kind: 'days', days: 0, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Have we done something wrong?',
          preview: 'We would like to know, whatever it is',
          heading: 'Hello {{firstName}},',
          text: [
            'we have not heard from you for some time. Perhaps you simply need nothing; then all is well.',
            'But if we have disappointed you, please tell us. One sentence is enough, a person will read it and answer.',
          ],
        },
        {
          subject: 'Haben wir etwas falsch gemacht?',
          preview: 'Wir wüssten es gern, was es auch ist',
          heading: '[Hallo {{firstName}}|Guten Tag {{firstName}}],',
          text: [
            'wir haben länger nichts von [dir|Ihnen] gehört. Vielleicht [brauchst du|brauchen Sie] einfach nichts, dann ist alles gut.',
            'Haben wir [dich|Sie] aber enttäuscht, [sag|sagen Sie] es uns bitte. Ein Satz genügt, ein Mensch liest ihn und antwortet.',
          ],
        },
      ),
    },
    {
      id: 'come-back',
      wait: { kind: 'days', days: 21, at: '10:00' },
      tone: 'sells',
      action: mail(
        {
          subject: 'Your {{points}} are still here',
          preview: 'And a few new things since you were last here',
          heading: 'It would be nice to see you again',
          text: [
            'You have {{points}} with us. They belong to you, and in the cart you will see what you can have for them.',
            'A few things are new since your last order. Have a look, if you like.',
          ],
          button: { text: 'See what is new', href: '{{shopUrl}}' },
        },
        {
          subject: '[Deine|Ihre] {{points}} sind noch da',
          preview: 'Und ein paar neue Dinge seit dem letzten Besuch',
          heading: 'Schön wäre ein Wiedersehen',
          text: [
            '[Du hast|Sie haben] {{points}} bei uns. Sie gehören [dir|Ihnen], und im Warenkorb steht, was es dafür gibt.',
            'Seit [deiner|Ihrer] letzten Bestellung ist einiges neu. [Sieh|Sehen Sie] gern einmal nach.',
          ],
          button: { text: 'Neues ansehen', href: '{{shopUrl}}' },
        },
      ),
    },
  ],
};

const cartLeft: Preset = {
  id: 'cart-left',
  name: { en: 'Cart left behind', de: 'Warenkorb stehen gelassen' },
  about: {
    en: 'Four hours after a cart was left: what it would bring in points. Once a month at most.',
    de: 'Vier Stunden nachdem ein Warenkorb stehen blieb: was er an Punkten brächte. Höchstens einmal im Monat.',
  },
  trigger: { kind: 'event', event: 'cart-left' },
  again: { afterDays: 30 },
  goal: { event: 'order-paid' },
  steps: [
    {
      id: 'at-stake',
      wait: { kind: 'hours', hours: 4 },
      tone: 'sells',
      action: mail(
        {
          subject: 'Your cart is still there, {{firstName}}',
          preview: 'And the points that would come with it',
          heading: 'Did something get in the way?',
          text: [
            'Your cart is as you left it. You have {{points}} already, and this order would add to them.',
            'Was something unclear about delivery, payment or size? Answer this mail, we will help.',
          ],
          button: { text: 'To the cart', href: '{{shopUrl}}/cart' },
        },
        {
          subject: '[Dein|Ihr] Warenkorb ist noch da, {{firstName}}',
          preview: 'Und die Punkte, die dazukämen',
          heading: 'Kam etwas dazwischen?',
          text: [
            '[Dein|Ihr] Warenkorb ist noch so, wie er war. {{points}} [hast du|haben Sie] schon, mit dieser Bestellung werden es mehr.',
            'War etwas unklar, bei Versand, Bezahlung oder Größe? [Antworte|Antworten Sie] auf diese Mail, wir helfen gern.',
          ],
          button: { text: 'Zum Warenkorb', href: '{{shopUrl}}/cart' },
        },
      ),
    },
  ],
};

export const RETURN_PRESETS: readonly Preset[] = [replenishment, rhythm, cartLeft];
