/** Who has confirmed the newsletter, and who has joined without an order: neither is sold anything at first. */
import { mail, message, type Preset } from '#app/core/journeys/presets/preset.ts';

const welcome: Preset = {
  id: 'welcome',
  name: { en: 'Welcome', de: 'Willkommen' },
  about: {
    en: 'Four mails in twelve days after the newsletter was confirmed. The first three do not sell.',
    de: 'Vier Mails in zwölf Tagen, nachdem der Newsletter bestätigt ist. Die ersten drei verkaufen nichts.',
  },
  trigger: { kind: 'event', event: 'newsletter-confirmed' },
  goal: { event: 'order-paid' },
  steps: [
    {
      id: 'hello',
      tone: 'friendly',
      action: mail(
        {
          subject: 'Welcome, {{firstName}}. Good to have you here',
          preview: 'What you can expect from us, and what not',
          heading: 'Hello {{firstName}},',
          text: [
            'thank you for letting us write to you. We do not take that for granted.',
            'You will hear from us when there is something worth your time: how things are made, how to care for them, what our customers have taught us. Not every day.',
            'If it ever becomes too much, one click at the end of each mail is enough.',
          ],
        },
        {
          subject: 'Willkommen, {{firstName}}. Schön, dass [du da bist|Sie da sind]',
          preview: 'Was [dich|Sie] bei uns erwartet, und was nicht',
          heading: '[Hallo {{firstName}}|Guten Tag {{firstName}}],',
          text: [
            'danke, dass wir [dir|Ihnen] schreiben dürfen. Selbstverständlich ist das nicht.',
            '[Du hörst|Sie hören] von uns, wenn es etwas gibt, das [deine|Ihre] Zeit wert ist: wie etwas entsteht, wie man es pflegt, was wir von unserer Kundschaft gelernt haben. Nicht jeden Tag.',
            'Wenn es einmal zu viel wird, genügt ein Klick am Ende jeder Mail.',
          ],
        },
      ),
    },
    {
      id: 'who-we-are',
      wait: { kind: 'days', days: 3, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'Who writes to you here',
          preview: 'A few words about us',
          heading: 'Behind {{shop}} there are people',
          text: [
            'We began because we could not find what we were looking for ourselves. Since then we try everything before others do.',
            'What we stand for: we say what a thing can do and what it cannot. We answer ourselves. And when something goes wrong, we put it right.',
            'Is there something you have always wanted to know about us? Just answer this mail.',
          ],
        },
        {
          subject: 'Wer [dir|Ihnen] hier schreibt',
          preview: 'Ein paar Worte über uns',
          heading: 'Hinter {{shop}} stehen Menschen',
          text: [
            'Angefangen haben wir, weil wir selbst nicht fanden, was wir suchten. Seitdem probieren wir alles aus, bevor es andere tun.',
            'Wofür wir stehen: Wir sagen, was etwas kann und was nicht. Wir antworten selbst. Und wenn etwas schiefgeht, bringen wir es in Ordnung.',
            '[Gibt es etwas, das du|Gibt es etwas, das Sie] schon immer über uns wissen [wolltest|wollten]? [Antworte|Antworten Sie] einfach auf diese Mail.',
          ],
        },
      ),
    },
    {
      id: 'what-others-ask',
      wait: { kind: 'days', days: 4, at: '10:00' },
      tone: 'friendly',
      action: mail(
        {
          subject: 'What others ask before they decide',
          preview: 'Sending, returning, asking: how it works with us',
          heading: 'Good to know',
          text: [
            'Parcels leave us as soon as they are packed, and you can see at any time where yours is.',
            'If something does not fit, it comes back to us. You need not give a reason.',
            'And if you are not sure what suits you: write to us before you decide. We would rather advise you than take something back.',
          ],
        },
        {
          subject: 'Was andere fragen, bevor sie sich entscheiden',
          preview: 'Versand, Rückgabe, Fragen: so ist es bei uns',
          heading: 'Gut zu wissen',
          text: [
            'Pakete gehen los, sobald sie gepackt sind, und [du siehst|Sie sehen] jederzeit, wo [deines|Ihres] gerade ist.',
            'Wenn etwas nicht passt, kommt es zu uns zurück. Einen Grund [musst du|müssen Sie] nicht nennen.',
            'Und wenn [du nicht sicher bist, was zu dir|Sie nicht sicher sind, was zu Ihnen] passt: [Schreib|Schreiben Sie] uns vorher. Wir beraten lieber, als etwas zurückzunehmen.',
          ],
        },
      ),
    },
    {
      id: 'first-order',
      wait: { kind: 'days', days: 5, at: '10:00' },
      conditions: [{ kind: 'orders', max: 0 }],
      tone: 'sells',
      action: mail(
        {
          subject: 'Something for your first order, {{firstName}}',
          preview: 'And points from the very first one',
          heading: 'A good moment to begin',
          text: [
            'From your first order on you collect points, and points become rewards. You will see in the cart what you can have for them.',
            'Have a look around. If you have a question first, answer this mail.',
          ],
          button: { text: 'Look around', href: '{{shopUrl}}' },
        },
        {
          subject: 'Für [deine|Ihre] erste Bestellung, {{firstName}}',
          preview: 'Und Punkte gleich von Anfang an',
          heading: 'Ein guter Moment, um anzufangen',
          text: [
            'Von der ersten Bestellung an [sammelst du|sammeln Sie] Punkte, und aus Punkten werden Prämien. Im Warenkorb steht, was es dafür gibt.',
            '[Sieh dich|Sehen Sie sich] in Ruhe um. Und wenn vorher etwas zu klären ist, genügt eine Antwort auf diese Mail.',
          ],
          button: { text: 'Umsehen', href: '{{shopUrl}}' },
        },
      ),
    },
  ],
};

const noOrderYet: Preset = {
  id: 'no-order-yet',
  name: { en: 'Joined without an order', de: 'Dabei, aber noch ohne Bestellung' },
  about: {
    en: 'Two weeks after an account was opened: help instead of pressure.',
    de: 'Zwei Wochen nach der Anmeldung: Hilfe statt Druck.',
  },
  trigger: { kind: 'event', event: 'signed-up' },
  conditions: [{ kind: 'orders', max: 0 }],
  goal: { event: 'order-paid' },
  steps: [
    {
      id: 'points-wait',
      tone: 'service',
      action: message(
        'Welcome. You have {{points}}. Every order adds to them.',
        'Willkommen. [Du hast|Sie haben] {{points}}. Mit jeder Bestellung werden es mehr.',
        30,
      ),
    },
    {
      id: 'can-we-help',
      wait: { kind: 'days', days: 14, at: '10:00' },
      conditions: [{ kind: 'orders', max: 0 }],
      tone: 'friendly',
      action: mail(
        {
          subject: 'Can we help you find the right thing?',
          preview: 'A short answer is enough',
          heading: 'Hello {{firstName}},',
          text: [
            'you have had an account with us for two weeks, and perhaps have not found the right thing yet. That is perfectly fine.',
            'If you tell us what you are looking for, we will say honestly whether we have it. Just answer this mail.',
          ],
        },
        {
          subject: 'Können wir [dir|Ihnen] beim Suchen helfen?',
          preview: 'Eine kurze Antwort genügt',
          heading: '[Hallo {{firstName}}|Guten Tag {{firstName}}],',
          text: [
            'seit zwei Wochen [hast du|haben Sie] ein Konto bei uns, und vielleicht war das Richtige noch nicht dabei. Das ist völlig in Ordnung.',
            '[Schreib|Schreiben Sie] uns, was [du suchst|Sie suchen], und wir sagen ehrlich, ob wir es haben. Eine Antwort auf diese Mail genügt.',
          ],
        },
      ),
    },
  ],
};

export const WELCOME_PRESETS: readonly Preset[] = [welcome, noOrderYet];
