/** After the parcel: whether it fits (adoption or rejection), and how it is used until the next purchase is due. */
import { mail, type Preset } from '#app/core/journeys/presets/preset.ts';

const adoption: Preset = {
  id: 'adoption',
  name: { en: 'Does it fit?', de: 'Passt alles?' },
  about: {
    en: 'Phase two: how it works, whether it fits, help before it is sent back. Who has sent things back before gets a person.',
    de: 'Phase zwei: wie es geht, ob es passt, Hilfe vor der Rücksendung. Wer schon etwas zurückgeschickt hat, bekommt einen Menschen.',
  },
  trigger: { kind: 'arrived', assumedAfterDays: 5 },
  again: 'each',
  exits: [
    { event: 'order-refunded', sameOrder: true },
    { event: 'return-opened', sameOrder: true },
  ],
  steps: [
    {
      id: 'before-it-comes-back',
      wait: { kind: 'days', days: 2, at: '09:00' },
      conditions: [{ kind: 'returned' }],
      tone: 'service',
      action: { kind: 'task', task: 'likely-return', dueDays: 2 },
    },
    {
      id: 'how-to',
      wait: { kind: 'days', days: 1, at: '10:00' },
      tone: 'service',
      action: mail(
        {
          subject: 'The first days with it: three hints',
          preview: 'So that you enjoy order {{orderName}} from the start',
          heading: 'A good start',
          text: [
            'Read what came with it before you use it for the first time. Most questions are answered there.',
            'Give it a few days. Some things need to be used before they feel right.',
            'And if something is unclear, ask us: answer this mail, and a person will write back.',
          ],
        },
        {
          subject: 'Die ersten Tage damit: drei Hinweise',
          preview: 'Damit [dir|Ihnen] Bestellung {{orderName}} von Anfang an Freude macht',
          heading: 'Ein guter Anfang',
          text: [
            '[Lies|Lesen Sie] vor dem ersten Gebrauch, was beiliegt. Die meisten Fragen sind dort beantwortet.',
            '[Gib|Geben Sie] der Sache ein paar Tage. Manches muss man benutzen, bevor es sich richtig anfühlt.',
            'Und wenn etwas unklar ist, [frag|fragen Sie] uns: Auf eine Antwort auf diese Mail schreibt ein Mensch zurück.',
          ],
        },
      ),
    },
    {
      id: 'does-it-fit',
      wait: { kind: 'days', days: 3, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Does it fit, {{firstName}}?',
          preview: 'If not, let us find out why together',
          heading: 'Honestly: does it fit?',
          text: [
            'You have had your order {{orderName}} for almost a week. If you are happy with it, so are we, and there is nothing for you to do.',
            'If it is not right, tell us before you send it back. Often an exchange helps, or a hint; and if not, you get your money back without discussion.',
          ],
        },
        {
          subject: 'Passt alles, {{firstName}}?',
          preview: 'Wenn nicht, finden wir gemeinsam heraus, woran es liegt',
          heading: 'Ganz ehrlich: Passt es?',
          text: [
            '[Du hast deine|Sie haben Ihre] Bestellung {{orderName}} nun fast eine Woche. [Bist du|Sind Sie] zufrieden, sind wir es auch, und zu tun ist nichts.',
            'Stimmt etwas nicht, [sag|sagen Sie] es uns vor dem Zurückschicken. Oft hilft ein Tausch oder ein Hinweis, und wenn nicht, gibt es das Geld ohne Diskussion zurück.',
          ],
        },
      ),
    },
  ],
};

const use: Preset = {
  id: 'use',
  name: { en: 'In use', de: 'Im Gebrauch' },
  about: {
    en: 'Phase three: care, a review, something that goes with it, until the next purchase is due.',
    de: 'Phase drei: Pflege, eine Bewertung, etwas, das dazu passt, bis der nächste Kauf fällig ist.',
  },
  trigger: { kind: 'arrived', assumedAfterDays: 5 },
  again: 'each',
  goal: { event: 'order-paid' },
  untilNextPurchase: true,
  exits: [
    { event: 'order-refunded', sameOrder: true },
    { event: 'return-opened', sameOrder: true },
    { event: 'order-cancelled', sameOrder: true },
  ],
  steps: [
    {
      id: 'care',
      wait: { kind: 'days', days: 21, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'So that it lasts',
          preview: 'Care that takes a minute',
          heading: 'What is looked after lasts longer',
          text: [
            'You have had it for three weeks: a good time for a little care. Clean it gently, let it dry or rest, and have a look whether anything has come loose.',
            'If something is worn already, write to us. Repairing is often possible.',
          ],
        },
        {
          subject: 'Damit es lange hält',
          preview: 'Pflege, die eine Minute dauert',
          heading: 'Was gepflegt wird, hält länger',
          text: [
            'Drei Wochen [hast du|haben Sie] es nun: ein guter Moment für ein wenig Pflege. Sanft reinigen, trocknen oder ruhen lassen und kurz nachsehen, ob sich etwas gelockert hat.',
            'Ist schon etwas abgenutzt, [schreib|schreiben Sie] uns. Reparieren geht oft.',
          ],
        },
      ),
    },
    {
      id: 'review',
      wait: { kind: 'days', days: 7, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Would you buy it again?',
          preview: 'Your word helps others, whatever it is',
          heading: 'Your word counts, {{firstName}}',
          text: [
            'After four weeks you know it better than we do. Would you tell others how it is, the good and the not so good?',
            'Two sentences are plenty. If you get points for it, your review says so: that is only fair to those who read it.',
          ],
          button: { text: 'Write a review', href: '{{shopUrl}}' },
        },
        {
          subject: '[Würdest du|Würden Sie] es wieder kaufen?',
          preview: '[Dein|Ihr] Wort hilft anderen, wie es auch ausfällt',
          heading: '[Dein|Ihr] Wort zählt, {{firstName}}',
          text: [
            'Nach vier Wochen [kennst du|kennen Sie] es besser als wir. [Magst du|Mögen Sie] anderen sagen, wie es ist, das Gute und das weniger Gute?',
            'Zwei Sätze genügen. Gibt es Punkte dafür, steht das bei der Bewertung: So ist es fair für alle, die sie lesen.',
          ],
          button: { text: 'Bewertung schreiben', href: '{{shopUrl}}' },
        },
      ),
    },
    {
      id: 'goes-with-it',
      wait: { kind: 'days', days: 17, at: '10:00' },
      tone: 'sells',
      action: mail(
        {
          subject: 'What goes well with it',
          preview: 'Chosen to suit your last order',
          heading: 'Made for each other',
          text: [
            'Others who have what you have often add one thing to it. You will find it in the shop, beside the product.',
            'You have {{points}}. In the cart you will see what you can have for them.',
          ],
          button: { text: 'Have a look', href: '{{shopUrl}}' },
        },
        {
          subject: 'Was gut dazu passt',
          preview: 'Passend zu [deiner|Ihrer] letzten Bestellung',
          heading: 'Wie füreinander gemacht',
          text: [
            'Wer hat, was [du hast|Sie haben], nimmt oft noch etwas dazu. Im Shop steht es gleich neben dem Produkt.',
            '[Du hast|Sie haben] {{points}}. Im Warenkorb steht, was es dafür gibt.',
          ],
          button: { text: 'Ansehen', href: '{{shopUrl}}' },
        },
      ),
    },
  ],
};

export const USE_PRESETS: readonly Preset[] = [adoption, use];
