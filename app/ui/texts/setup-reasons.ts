/** Why the proposal has a number, in one sentence each; what the numbers are called. */
import type { Localized } from '#app/ui/admin/context.tsx';

/** Values of a reason as texts: money, points and shares as the merchant writes them. */
type Said = Record<string, string>;
type Sentences = Record<string, (said: Said) => string>;

const en = {
  names: {
    rate: (unit: string) => `Points for every ${unit}`,
    'first-reward': 'Price of the first reward in points',
    'first-amount': 'Worth of the first reward',
    'sign-up': 'Points for an account',
    newsletter: 'Points for the newsletter',
    birthday: 'Points for the birthday',
    review: 'Points for a review',
    share: 'Points for sharing',
    'second-order': 'Points for the second order',
    'fifth-order': 'Points for every fifth order',
    'larger-basket': 'Points for a larger order',
    'tier-bronze': 'Bronze from a yearly spend of',
    'tier-silver': 'Silver from a yearly spend of',
    'tier-gold': 'Gold from a yearly spend of',
    hold: 'Days until points can be used',
    expiry: 'Months until points expire',
  },
  reasons: {
    'rate-costs': (said) =>
      `${said.points}% of each order come back. That is ${said.ofMarginPercent}% of your margin of ${said.marginPercent}%, worked out from your products’ costs.`,
    'rate-given': (said) =>
      `${said.points}% of each order come back. That is ${said.ofMarginPercent}% of the margin of ${said.marginPercent}% that you stated.`,
    'rate-assumed': (said) =>
      `${said.points}% of each order come back. Your shop states too few product costs, so a margin of ${said.marginPercent}% is assumed. Change it above.`,
    'first-reward': (said) =>
      `${said.amount} off. Half of your orders reach ${said.order}: with those the reward comes after ${said.orders} orders.`,
    'first-reward-assumed': (said) =>
      `${said.amount} off. Orders of ${said.order} are assumed: with those the reward comes after ${said.orders} orders.`,
    minimum: (said) => `It needs an order of at least ${said.minimum}, so that carts grow.`,
    'sign-up-win': (said) => `A strong welcome, but below the first reward at ${said.first} points.`,
    'sign-up-bind': (said) => `A small welcome, well below the first reward at ${said.first} points.`,
    'sign-up-steer': (said) => `A small welcome, well below the first reward at ${said.first} points.`,
    newsletter: () => 'Your target group is met by mail.',
    birthday: () => 'A reason to write that asks for nothing.',
    review: () => 'For up to three reviews a month. Rewarded reviews are labelled.',
    share: () => 'Your target group is met on social media. Once a month at most.',
    'second-order': () => 'Most of your goods are bought once: the second order is the hard one.',
    'fifth-order': () => 'Your goods are bought again and again: staying is thanked.',
    'larger-basket': (said) => `For orders from ${said.from}, more than three out of four bring now.`,
    tier: (said) =>
      `About ${said.topPercent} of 100 customers of a year reach it. They earn ${said.factor} times the points.`,
    'tier-assumed': (said) =>
      `About ${said.orders} typical orders a year. Members here earn ${said.factor} times the points.`,
    'tier-gift': (said) => `Whoever arrives gets ${said.points} points.`,
    'tier-shipping': (said) => `Free shipping for orders from ${said.from}.`,
    'tier-shipping-always': () => 'Free shipping, always.',
    'tier-discount': (said) => `${said.percent}% off in the cart, always.`,
    'reward-price': () => 'Up to five of them can be used at once.',
    'reward-convenience': (said) => `A second reward is free shipping for ${said.points} points.`,
    'reward-percent': (said) => `A second reward is ${said.percent}% off an order for ${said.points} points.`,
    'reward-values': (said) => `A second, larger reward waits at ${said.points} points.`,
    hold: () => 'Counted from dispatch: most returns are back by then.',
    expiry: () =>
      'Courts in Germany and Austria have found 20 months too short. 36 months are the careful choice.',
  } as Sentences,
};

const de: typeof en = {
  names: {
    rate: (unit) => `Punkte je ${unit}`,
    'first-reward': 'Preis der ersten Prämie in Punkten',
    'first-amount': 'Wert der ersten Prämie',
    'sign-up': 'Punkte für ein Konto',
    newsletter: 'Punkte für den Newsletter',
    birthday: 'Punkte zum Geburtstag',
    review: 'Punkte für eine Bewertung',
    share: 'Punkte für das Teilen',
    'second-order': 'Punkte für die zweite Bestellung',
    'fifth-order': 'Punkte für jede fünfte Bestellung',
    'larger-basket': 'Punkte für eine größere Bestellung',
    'tier-bronze': 'Bronze ab einem Jahresumsatz von',
    'tier-silver': 'Silber ab einem Jahresumsatz von',
    'tier-gold': 'Gold ab einem Jahresumsatz von',
    hold: 'Tage, bis Punkte nutzbar sind',
    expiry: 'Monate, bis Punkte verfallen',
  },
  reasons: {
    'rate-costs': (said) =>
      `${said.points} % jeder Bestellung kommen zurück. Das sind ${said.ofMarginPercent} % Ihrer Marge von ${said.marginPercent} %, errechnet aus den Kosten Ihrer Produkte.`,
    'rate-given': (said) =>
      `${said.points} % jeder Bestellung kommen zurück. Das sind ${said.ofMarginPercent} % der Marge von ${said.marginPercent} %, die Sie genannt haben.`,
    'rate-assumed': (said) =>
      `${said.points} % jeder Bestellung kommen zurück. Ihr Shop nennt zu wenige Produktkosten, darum wird eine Marge von ${said.marginPercent} % angenommen. Ändern Sie sie oben.`,
    'first-reward': (said) =>
      `${said.amount} Rabatt. Die Hälfte Ihrer Bestellungen erreicht ${said.order}: damit kommt die Prämie nach ${said.orders} Bestellungen.`,
    'first-reward-assumed': (said) =>
      `${said.amount} Rabatt. Angenommen sind Bestellungen von ${said.order}: damit kommt die Prämie nach ${said.orders} Bestellungen.`,
    minimum: (said) =>
      `Sie verlangt eine Bestellung von mindestens ${said.minimum}, damit Warenkörbe wachsen.`,
    'sign-up-win': (said) =>
      `Ein kräftiges Willkommen, aber unter der ersten Prämie zu ${said.first} Punkten.`,
    'sign-up-bind': (said) =>
      `Ein kleines Willkommen, deutlich unter der ersten Prämie zu ${said.first} Punkten.`,
    'sign-up-steer': (said) =>
      `Ein kleines Willkommen, deutlich unter der ersten Prämie zu ${said.first} Punkten.`,
    newsletter: () => 'Ihre Zielgruppe ist per E-Mail zu erreichen.',
    birthday: () => 'Ein Anlass zu schreiben, der nichts verlangt.',
    review: () => 'Für bis zu drei Bewertungen im Monat. Belohnte Bewertungen werden gekennzeichnet.',
    share: () => 'Ihre Zielgruppe ist in sozialen Medien zu erreichen. Höchstens einmal im Monat.',
    'second-order': () => 'Ihre Waren werden meist einmal gekauft: die zweite Bestellung ist die schwere.',
    'fifth-order': () => 'Ihre Waren werden immer wieder gekauft: Bleiben wird belohnt.',
    'larger-basket': (said) => `Für Bestellungen ab ${said.from}, mehr als drei von vier heute bringen.`,
    tier: (said) =>
      `Etwa ${said.topPercent} von 100 Kunden eines Jahres erreichen sie. Sie sammeln das ${said.factor}-Fache.`,
    'tier-assumed': (said) =>
      `Etwa ${said.orders} übliche Bestellungen im Jahr. Wer hier ist, sammelt das ${said.factor}-Fache.`,
    'tier-gift': (said) => `Wer ankommt, erhält ${said.points} Punkte.`,
    'tier-shipping': (said) => `Versandkostenfrei ab einer Bestellung von ${said.from}.`,
    'tier-shipping-always': () => 'Immer versandkostenfrei.',
    'tier-discount': (said) => `Immer ${said.percent} % Rabatt im Warenkorb.`,
    'reward-price': () => 'Bis zu fünf davon lassen sich auf einmal nutzen.',
    'reward-convenience': (said) => `Eine zweite Prämie ist kostenloser Versand für ${said.points} Punkte.`,
    'reward-percent': (said) =>
      `Eine zweite Prämie sind ${said.percent} % auf eine Bestellung für ${said.points} Punkte.`,
    'reward-values': (said) => `Eine zweite, größere Prämie wartet bei ${said.points} Punkten.`,
    hold: () => 'Gezählt ab Versand: bis dahin sind die meisten Rücksendungen da.',
    expiry: () =>
      'Gerichte in Deutschland und Österreich fanden 20 Monate zu kurz. 36 Monate sind die vorsichtige Wahl.',
  },
};

export const setupReasonTexts: Localized<typeof en> = { en, de };
