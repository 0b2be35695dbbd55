/** Words for access that is lost or missing, and for plans. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  lost: {
    title: (date: string) => `Treuwerk has had no access to your shop since ${date}`,
    body: 'Orders still come in, and no points are lost. Until access is back, no discount codes are made for members, their points are not updated in your theme, and returns may be booked late.',
    remedy:
      'Open Treuwerk again; Shopify then gives access anew, and everything is caught up with by itself.',
    open: 'Open Treuwerk again',
  },
  missing: {
    title: (count: number) => (count === 1 ? 'A permission is missing' : `${count} permissions are missing`),
    body: 'You have not given Treuwerk, or have taken back, what this needs:',
    remedy:
      'Open Treuwerk again and confirm what Shopify asks for. What waits goes on by itself within the hour.',
    open: 'Open Treuwerk again',
    rewardTitle: 'Rewards of your program lack a permission',
    rewardBody: 'Members cannot redeem these rewards until you allow it:',
    allow: 'Allow',
    allowed: 'Thank you. It takes a moment until this notice goes.',
    refused: 'The permission was not given. The rewards stay as they are.',
    needs: {
      read_customers: 'Read customers: members get no names.',
      write_customers:
        'Write to customers: points and tiers are not updated in your theme and at the checkout.',
      read_customer_merge: 'Read merged customers: two accounts that became one keep separate points.',
      read_discounts: 'Read discounts: unused codes cannot be taken back safely.',
      write_discounts: 'Create discounts: members cannot redeem points, and perks of tiers are not updated.',
      read_orders: 'Read orders: returns and changed orders are not booked, and nothing is compared.',
      read_returns: 'Read returns: mails may sell while somebody is sending something back.',
      read_inventory: 'Read costs: the cost of rewards is not known.',
      read_products: 'Read products: rules for certain products and collections do not apply.',
      read_shopify_payments_disputes: 'Read disputes: points of disputed payments are not held back.',
      write_app_proxy: 'Answer in the shop: members cannot redeem in the cart.',
      read_store_credit_accounts: 'Read store credit, for rewards that give credit.',
      write_store_credit_account_transactions: 'Give store credit, for rewards that give credit.',
      write_gift_cards: 'Create gift cards, for rewards that give one.',
    } as Record<string, string>,
  },
  plan: {
    heading: 'Your plan',
    states: { free: 'Free', active: 'Active', trial: 'Trial' },
    body: (plan: string) => `You use Treuwerk with the plan “${plan}”.`,
    trial: (plan: string, date: string) => `You are trying the plan “${plan}” until ${date}.`,
    lapsed: (date: string) => `No plan has been active since ${date}.`,
    change: 'See plans',
    choose: 'Choose a plan',
    lapsedTitle: 'No plan is active',
    goesOn: 'Your program goes on: members earn and redeem as before.',
    closes: (date: string) => `From ${date} on you cannot publish a new version of it.`,
    closed:
      'You cannot publish a new version of it until you choose a plan. You can pause the program at any time.',
  },
};

const de: typeof en = {
  lost: {
    title: (date) => `Treuwerk hat seit ${date} keinen Zugriff auf Ihren Shop`,
    body: 'Bestellungen kommen weiterhin an, und keine Punkte gehen verloren. Bis der Zugriff zurück ist, entstehen keine Rabattcodes für Mitglieder, ihr Punktestand wird im Shop nicht aktualisiert, und Rückgaben werden womöglich später gebucht.',
    remedy:
      'Öffnen Sie Treuwerk neu; Shopify gibt den Zugriff dann wieder, und alles wird von selbst nachgeholt.',
    open: 'Treuwerk neu öffnen',
  },
  missing: {
    title: (count) => (count === 1 ? 'Eine Berechtigung fehlt' : `${count} Berechtigungen fehlen`),
    body: 'Sie haben Treuwerk noch nicht erlaubt oder wieder entzogen, was hierfür nötig ist:',
    remedy:
      'Öffnen Sie Treuwerk neu und bestätigen Sie, was Shopify fragt. Was wartet, geht binnen einer Stunde von selbst weiter.',
    open: 'Treuwerk neu öffnen',
    rewardTitle: 'Prämien Ihres Programms fehlt eine Berechtigung',
    rewardBody: 'Mitglieder können diese Prämien nicht einlösen, bis Sie es erlauben:',
    allow: 'Erlauben',
    allowed: 'Danke. Es dauert einen Moment, bis dieser Hinweis verschwindet.',
    refused: 'Die Berechtigung wurde nicht erteilt. Die Prämien bleiben, wie sie sind.',
    needs: {
      read_customers: 'Kunden lesen: Mitglieder haben keine Namen.',
      write_customers:
        'Bei Kunden schreiben: Punkte und Stufen werden im Shop und im Checkout nicht aktualisiert.',
      read_customer_merge:
        'Zusammengeführte Kunden lesen: Zwei Konten, die eines wurden, behalten getrennte Punkte.',
      read_discounts: 'Rabatte lesen: Ungenutzte Codes lassen sich nicht sicher zurücknehmen.',
      write_discounts:
        'Rabatte anlegen: Mitglieder können keine Punkte einlösen, und Vorteile der Stufen werden nicht aktualisiert.',
      read_orders:
        'Bestellungen lesen: Rückgaben und geänderte Bestellungen werden nicht gebucht, und nichts wird abgeglichen.',
      read_returns: 'Rücksendungen lesen: Mails können verkaufen, während jemand etwas zurückschickt.',
      read_inventory: 'Kosten lesen: Was Prämien kosten, ist nicht bekannt.',
      read_products: 'Produkte lesen: Regeln für bestimmte Produkte und Kategorien greifen nicht.',
      read_shopify_payments_disputes:
        'Zahlungskonflikte lesen: Punkte strittiger Zahlungen werden nicht zurückgehalten.',
      write_app_proxy: 'Im Shop antworten: Mitglieder können im Warenkorb nicht einlösen.',
      read_store_credit_accounts: 'Guthaben lesen, für Prämien, die Guthaben geben.',
      write_store_credit_account_transactions: 'Guthaben geben, für Prämien, die Guthaben geben.',
      write_gift_cards: 'Gutscheine anlegen, für Prämien, die einen geben.',
    },
  },
  plan: {
    heading: 'Ihr Tarif',
    states: { free: 'Kostenlos', active: 'Aktiv', trial: 'Test' },
    body: (plan) => `Sie nutzen Treuwerk mit dem Tarif „${plan}“.`,
    trial: (plan, date) => `Sie testen den Tarif „${plan}“ bis ${date}.`,
    lapsed: (date) => `Seit ${date} ist kein Tarif aktiv.`,
    change: 'Tarife ansehen',
    choose: 'Tarif wählen',
    lapsedTitle: 'Kein Tarif ist aktiv',
    goesOn: 'Ihr Programm läuft weiter: Mitglieder sammeln und lösen ein wie bisher.',
    closes: (date) => `Ab ${date} können Sie keine neue Version davon veröffentlichen.`,
    closed:
      'Eine neue Version davon können Sie erst veröffentlichen, wenn Sie einen Tarif wählen. Pausieren können Sie das Programm jederzeit.',
  },
};

export const accessTexts: Localized<typeof en> = { en, de };
