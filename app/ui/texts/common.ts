/** Words that more than one admin page uses. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  appName: 'Treuwerk',
  navigation: {
    home: 'Home',
    setup: 'Set-up',
    program: 'Program',
    members: 'Members',
    tasks: 'Tasks',
    segments: 'Segments',
    journeys: 'Journeys',
    surveys: 'Surveys',
    reviews: 'Reviews',
    insights: 'Insights',
    referrals: 'Referrals',
    mail: 'Mail',
    finance: 'Finance',
    activity: 'Activity',
    settings: 'Settings',
  },
  points: (count: number, formatted: string) => (count === 1 ? '1 point' : `${formatted} points`),
  previous: 'Previous',
  next: 'Next',
  newest: 'Newest',
  cancel: 'Cancel',
  save: 'Save',
  discard: 'Discard',
  loading: 'Loading',
  noChart: 'The chart could not be loaded. The table has all of its figures.',
  orderNamed: (name: string) => `Order ${name}`,
  quote: (text: string) => `“${text}”`,
  openOrder: (name: string) => `Open order ${name} in Shopify`,
  notAllowedTitle: 'Your role does not reach here',
  notAllowedBody: 'Ask whoever looks after the team in Treuwerk for another role. Nothing was changed.',
  actor: (actor: string) => {
    if (actor.startsWith('staff:')) return `staff member ${actor.slice(6)}`;
    const names: Record<string, string> = { treuwerk: 'Treuwerk', shopify: 'Shopify', member: 'the member' };
    return names[actor] ?? actor;
  },
  error: {
    title: 'This page could not be loaded',
    body: 'Nothing was changed and no points are affected. Try again; if it keeps happening, the server log has the cause.',
    retry: 'Try again',
    notFoundTitle: 'This page does not exist',
    notFoundBody: 'The address may be old, or the entry has been removed.',
    toHome: 'Go to Home',
  },
};

const de: typeof en = {
  appName: 'Treuwerk',
  navigation: {
    home: 'Start',
    setup: 'Einrichtung',
    program: 'Programm',
    members: 'Mitglieder',
    tasks: 'Aufgaben',
    segments: 'Segmente',
    journeys: 'Strecken',
    surveys: 'Umfragen',
    reviews: 'Bewertungen',
    insights: 'Einblicke',
    referrals: 'Empfehlungen',
    mail: 'Mail',
    finance: 'Finanzen',
    activity: 'Aktivität',
    settings: 'Einstellungen',
  },
  points: (count, formatted) => (count === 1 ? '1 Punkt' : `${formatted} Punkte`),
  previous: 'Zurück',
  next: 'Weiter',
  newest: 'Neueste',
  cancel: 'Abbrechen',
  save: 'Speichern',
  discard: 'Verwerfen',
  loading: 'Wird geladen',
  noChart: 'Das Diagramm ließ sich nicht laden. Alle seine Zahlen stehen in der Tabelle.',
  orderNamed: (name) => `Bestellung ${name}`,
  quote: (text) => `„${text}“`,
  openOrder: (name) => `Bestellung ${name} in Shopify öffnen`,
  notAllowedTitle: 'Ihre Rolle reicht hierfür nicht',
  notAllowedBody:
    'Fragen Sie, wer in Treuwerk das Team verwaltet, nach einer anderen Rolle. Es wurde nichts geändert.',
  actor: (actor) => {
    if (actor.startsWith('staff:')) return `Mitarbeiter ${actor.slice(6)}`;
    const names: Record<string, string> = {
      treuwerk: 'Treuwerk',
      shopify: 'Shopify',
      member: 'das Mitglied',
    };
    return names[actor] ?? actor;
  },
  error: {
    title: 'Diese Seite konnte nicht geladen werden',
    body: 'Es wurde nichts geändert, und keine Punkte sind betroffen. Versuchen Sie es noch einmal; die Ursache steht im Protokoll des Servers.',
    retry: 'Noch einmal versuchen',
    notFoundTitle: 'Diese Seite gibt es nicht',
    notFoundBody: 'Die Adresse ist vielleicht alt, oder der Eintrag wurde entfernt.',
    toHome: 'Zur Startseite',
  },
};

export const commonTexts: Localized<typeof en> = { en, de };
