/** Words of the way back: winding the program down, and what removing the app does. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Winding the program down',
  body: 'The way back, should you want it: from then on nothing is earned, and members can go on redeeming what they have. Points keep the life they were given; none expires sooner.',
  done: 'Nothing is earned any more. Members can redeem what they have until their points expire.',
  prepare: 'Prepare the end',
  end: 'Last day for redeeming that you announce',
  endHelp: 'This day stands in the notice. Nothing happens by itself on it: pause the program then.',
  'too-soon':
    'German and Austrian courts voided short ends of points. Leave at least 36 months, or have a lawyer look at it.',
  'no-day': 'Enter a day as year-month-day, such as 2029-12-31.',
  notice: 'Notice for your customers',
  noticeHelp: 'Put it on your loyalty page and into your next newsletter.',
  noticeText: (points: string, day: string) =>
    `Our loyalty program comes to an end. From today on orders bring no more ${points}. What you have collected stays yours: you can redeem it until ${day}, in the cart as before.`,
  start: 'Wind the program down',
  confirmTitle: 'Wind the program down?',
  confirm:
    'From now on no customer earns anything. Redeeming goes on. You can take the program up again at any time.',
  cancel: 'Cancel',
  again: 'Take the program up again',
  uninstall: {
    title: 'Before you remove the app',
    open: (codes: string, count: number) =>
      count === 1
        ? '1 code that members paid with points is still open.'
        : `${codes} codes that members paid with points are still open.`,
    lines: [
      'Codes stay valid in Shopify until their day: members can still use them.',
      'Points of codes that are not used come back to nobody while the app is away.',
      'Shopify asks us to erase the shop 48 hours after the removal: balances, points and history are gone then. Export the members first.',
      'Member prices by the app’s function end at once; discounts for customer segments stay until you delete them. Wind the program down first.',
    ],
    windDown: 'Wind the program down first',
  },
};

const de: typeof en = {
  title: 'Programm auslaufen lassen',
  body: 'Der Weg zurück, falls Sie ihn brauchen: Ab dann wird nichts mehr gesammelt, und Mitglieder können weiter einlösen, was sie haben. Punkte behalten ihre Gültigkeit; keiner verfällt früher.',
  done: 'Es wird nichts mehr gesammelt. Mitglieder können einlösen, bis ihre Punkte verfallen.',
  prepare: 'Das Ende vorbereiten',
  end: 'Letzter Tag zum Einlösen, den Sie ankündigen',
  endHelp:
    'Dieser Tag steht in der Mitteilung. Von selbst geschieht an ihm nichts: Pausieren Sie das Programm dann.',
  'too-soon':
    'Deutsche und österreichische Gerichte hoben kurze Auslauffristen auf. Lassen Sie mindestens 36 Monate oder fragen Sie einen Anwalt.',
  'no-day': 'Geben Sie einen Tag als Jahr-Monat-Tag ein, etwa 2029-12-31.',
  notice: 'Mitteilung an Ihre Kunden',
  noticeHelp: 'Stellen Sie sie auf Ihre Treueseite und in Ihren nächsten Newsletter.',
  noticeText: (points, day) =>
    `Unser Treueprogramm endet. Ab heute bringen Bestellungen keine ${points} mehr. Was du gesammelt hast, bleibt dir: Du kannst es bis zum ${day} wie gewohnt im Warenkorb einlösen.`,
  start: 'Programm auslaufen lassen',
  confirmTitle: 'Programm auslaufen lassen?',
  confirm:
    'Ab jetzt sammelt kein Kunde mehr. Das Einlösen geht weiter. Sie können das Programm jederzeit wieder aufnehmen.',
  cancel: 'Abbrechen',
  again: 'Programm wieder aufnehmen',
  uninstall: {
    title: 'Bevor Sie die App entfernen',
    open: (codes, count) =>
      count === 1
        ? '1 Code, den ein Mitglied mit Punkten bezahlt hat, ist noch offen.'
        : `${codes} Codes, die Mitglieder mit Punkten bezahlt haben, sind noch offen.`,
    lines: [
      'Codes gelten in Shopify bis zu ihrem Tag: Mitglieder können sie noch nutzen.',
      'Punkte von Codes, die ungenutzt bleiben, kommen niemandem zurück, solange die App fort ist.',
      'Shopify verlangt 48 Stunden nach dem Entfernen, den Shop zu löschen: Guthaben, Punkte und Verlauf sind dann fort. Exportieren Sie vorher die Mitglieder.',
      'Mitgliedspreise durch die Funktion der App enden sofort; Rabatte für Kundensegmente bleiben, bis Sie sie löschen. Lassen Sie das Programm vorher auslaufen.',
    ],
    windDown: 'Programm erst auslaufen lassen',
  },
};

export const windDownTexts: Localized<typeof en> = { en, de };
