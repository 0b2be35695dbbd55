/** The weekly report in the merchant's language. */
import type { Language } from '#app/core/rejection.ts';
import type { NextMeasure } from '#app/core/report/week-report.ts';

export type ReportWords = {
  subject: (shop: string, returning: string) => string;
  preview: string;
  heading: (from: string, to: string) => string;
  back: string;
  cost: string;
  next: string;
  orders: string;
  revenue: string;
  returning: string;
  returningRevenue: string;
  newcomers: string;
  reactivated: string;
  redeemed: string;
  mails: string;
  goals: string;
  tasks: string;
  late: (open: string, late: string) => string;
  /** With the figure of the week before. */
  beside: (now: string, before: string) => string;
  points: (points: string, money: string | null) => string;
  measures: Record<NextMeasure, string>;
  reason: (shop: string) => string;
};

export const REPORT_WORDS: Record<Language, ReportWords> = {
  en: {
    subject: (shop, returning) => `${shop}: ${returning} orders came back last week`,
    preview: 'What came back, what it cost, what to do next',
    heading: (from, to) => `Your week, ${from} to ${to}`,
    back: 'What came back',
    cost: 'What it cost',
    next: 'What to do next',
    orders: 'Orders',
    revenue: 'Revenue',
    returning: 'Orders of customers who had ordered before',
    returningRevenue: 'Revenue from them',
    newcomers: 'New customers',
    reactivated: 'Back after more than a year',
    redeemed: 'Points redeemed',
    mails: 'Mails of your journeys',
    goals: 'Goals of journeys reached',
    tasks: 'Open tasks',
    late: (open, late) => `${open}, ${late} of them overdue`,
    beside: (now, before) => `${now} (week before: ${before})`,
    points: (points, money) => (money === null ? points : `${points}, worth ${money} at most`),
    measures: {
      'late-tasks':
        'Tasks are overdue. Behind each stands somebody who waits: they come first. You find them under Tasks.',
      'journeys-off':
        'No journey is on. Begin with two that need no consent and sell nothing: “Order placed” and “Points end in 30 days”, under Journeys.',
      'no-redemptions':
        'Nobody has redeemed points. See under Program whether the first reward can be reached after two or three orders.',
      'fewer-return':
        'Fewer orders than the week before came from customers you have already. See under Insights who is at risk, and switch on “How are you?” under Journeys.',
      'keep-on': 'Things go as the week before, or better. Nothing needs you this week.',
    },
    reason: (shop) => `You get this because ${shop} sends its weekly report to this address. Settings, Mail.`,
  },
  de: {
    subject: (shop, returning) => `${shop}: ${returning} Bestellungen kamen letzte Woche zurück`,
    preview: 'Was zurückkam, was es kostete, was als Nächstes zu tun ist',
    heading: (from, to) => `Ihre Woche vom ${from} bis ${to}`,
    back: 'Was zurückkam',
    cost: 'Was es kostete',
    next: 'Was als Nächstes zu tun ist',
    orders: 'Bestellungen',
    revenue: 'Umsatz',
    returning: 'Bestellungen von Kunden, die schon bestellt hatten',
    returningRevenue: 'Umsatz mit ihnen',
    newcomers: 'Neue Kunden',
    reactivated: 'Zurück nach mehr als einem Jahr',
    redeemed: 'Eingelöste Punkte',
    mails: 'Mails Ihrer Strecken',
    goals: 'Erreichte Ziele von Strecken',
    tasks: 'Offene Aufgaben',
    late: (open, late) => `${open}, davon ${late} überfällig`,
    beside: (now, before) => `${now} (Woche davor: ${before})`,
    points: (points, money) => (money === null ? points : `${points}, höchstens ${money} wert`),
    measures: {
      'late-tasks':
        'Aufgaben sind überfällig. Hinter jeder steht jemand, der wartet: Sie gehen vor. Sie stehen unter „Aufgaben“.',
      'journeys-off':
        'Keine Strecke ist an. Fangen Sie mit zweien an, die keine Einwilligung brauchen und nichts verkaufen: „Bestellung aufgegeben“ und „Punkte enden in 30 Tagen“, unter „Strecken“.',
      'no-redemptions':
        'Niemand hat Punkte eingelöst. Sehen Sie unter „Programm“ nach, ob die erste Prämie nach zwei, drei Bestellungen erreichbar ist.',
      'fewer-return':
        'Weniger Bestellungen als in der Woche davor kamen von Kunden, die Sie schon haben. Unter „Einblicke“ sehen Sie, wer abzuspringen droht; unter „Strecken“ hilft, wer nachfragt.',
      'keep-on': 'Es läuft wie in der Woche davor, oder besser. Diese Woche braucht nichts Ihr Zutun.',
    },
    reason: (shop) =>
      `Sie bekommen das, weil ${shop} seinen Wochenbericht an diese Adresse schickt. Einstellungen, Mail.`,
  },
};
