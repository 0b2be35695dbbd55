/** Words of the health page: short, with what to do. */
import type { CheckName, Verdict } from '#app/core/health/judge-health.ts';
import type { Localized } from '#app/ui/admin/context.tsx';

type Words = Record<string, string>;
const names: Record<CheckName, string> = {
  database: 'Database',
  access: 'Access to Shopify',
  scopes: 'Permissions',
  apiVersion: 'API version',
  webhooks: 'Reports from Shopify',
  inbox: 'Inbox',
  jobs: 'Jobs',
  loops: 'Background work',
  standings: 'Standings at Shopify',
  redemptions: 'Redemptions',
  throttle: 'Shopify’s limit',
  drift: 'Comparison with Shopify',
  books: 'Books',
};
const verdicts: Record<Verdict, string> = {
  broken: 'Broken',
  watch: 'Watch',
  unknown: 'Not known yet',
  well: 'Well',
};
const remedies: Record<CheckName, string> = {
  database: 'Look at the load of the Postgres server and at long queries.',
  access: 'Open the app in the Shopify admin once: that brings a new token. Nothing is lost meanwhile.',
  scopes: 'Open Home: there it can be asked for. Until then what needs it waits.',
  apiVersion: 'Update Treuwerk: a newer version speaks the next API version.',
  webhooks:
    'In a quiet shop that is normal. Otherwise check in Shopify’s developer dashboard whether deliveries fail.',
  inbox: 'Open Activity, Needs attention: each event says why, and can be tried again.',
  jobs: 'Read below what the job said, mend the cause, then try it again.',
  loops: 'The log has the cause under the name of the loop. Restarting the process is safe at any time.',
  standings:
    'Shoppers see their last known standing until it is written. If it goes on, look at Shopify’s limit.',
  redemptions: 'Open Activity: it lists them with Shopify’s words. They are tried again by themselves.',
  throttle: 'Other apps use the same points. Redemptions go first; the rest waits its turn.',
  drift: 'What differed has been repaired; Activity says what it was. Often it means that reports get lost.',
  books:
    'Do not repair by hand. Run “npm run books”, keep the output, and restore from the backup what it names.',
};
const queues: Words = {
  'import-history': 'Read the shop’s past',
  'reconcile-shop': 'Compare with Shopify',
  'take-up-again': 'Take up after a new installation',
  'read-installation': 'Read permissions and plan',
  'reschedule-expiry': 'New life of points',
  'simulate-program': 'Try a program on the past',
  'answer-person': 'Put a person’s data together',
  'audit-shop': 'Check the books',
  'score-shop': 'Score the customers',
  'book-past': 'Points for orders of the past',
  'run-transfer': 'Export or import',
};
const jobStates: Record<'created' | 'retry' | 'active' | 'failed', string> = {
  created: 'waits',
  retry: 'will be tried again',
  active: 'at work',
  failed: 'failed',
};
const loopNames: Words = {
  inbox: 'Inbox',
  time: 'Passing of time',
  tiers: 'Tiers and birthdays',
  redemptions: 'Redemptions',
  discounts: 'Old discounts',
  programs: 'Program for the storefront',
  perks: 'Perks',
  standings: 'Standings',
  expiring: 'Expiring points',
  flow: 'Shopify Flow',
};

const en = {
  title: 'Health',
  activity: 'Activity',
  subtitle: (bad: number, at: string) =>
    bad === 0 ? `All is well. Measured ${at}.` : `${bad} to look at, the worst first. Measured ${at}.`,
  reload: 'Measure again',
  asked: 'Asked for. It may take a while; measure again then.',
  checks: 'Checks',
  none: 'Nothing was measured.',
  operations:
    'What each figure means and what an alarm asks for stands in docs/operations.md; the same figures go to Prometheus.',
  auditNow: 'Check now',
  compareNow: 'Compare now',
  names,
  verdicts,
  remedies,
  /** A span of seconds in the unit that reads best. */
  span: (seconds: number, number: (value: number) => string) =>
    seconds < 120
      ? `${number(seconds)} s`
      : seconds < 7_200
        ? `${number(Math.round(seconds / 60))} min`
        : `${number(Math.round(seconds / 3_600))} h`,
  facts: {
    database: (ms: string) => `One question takes ${ms} ms.`,
    access: (until: string) => `The token is good until ${until} and is renewed before.`,
    accessForEver: 'The token is good.',
    accessLost: (since: string) => `No valid token since ${since}.`,
    scopes: 'All permissions are there.',
    apiVersion: (version: string, until: string) =>
      `${version}, supported by Shopify until ${until} at least.`,
    heard: (at: string) => `Last heard ${at}.`,
    silent: 'Shopify has not reported anything yet.',
    inbox: (open: string, oldest: string, parked: string, failed: string) =>
      `${open} wait, the oldest for ${oldest}; ${parked} parked, ${failed} failed.`,
    jobs: (waiting: string, failed: string) => `${waiting} wait or are at work, ${failed} failed.`,
    loops: (count: string, idle: string) => `${count} loops; the longest since a good round: ${idle}.`,
    noLoops: 'This process only serves pages; the work is done by another.',
    standings: (stale: string, refused: string) =>
      `${stale} wait to be written, ${refused} were refused by Shopify.`,
    redemptions: (stuck: string) => `${stuck} stuck.`,
    throttle: (available: string, maximum: string, rate: string, waiting: string) =>
      `${available} of ${maximum} points, ${rate} come back a second; ${waiting} requests wait.`,
    noThrottle: 'This process has not asked Shopify anything yet.',
    drift: (at: string, checked: string, found: string) =>
      `${at}: ${checked} orders compared, ${found} differed.`,
    noDrift: 'Not compared yet; it happens every hour.',
    books: (at: string, members: string, entries: string, violations: string) =>
      `${at}: ${members} members and ${entries} entries checked, ${violations} violations.`,
    noBooks: 'Not checked yet; it happens every night.',
  },
  jobs: {
    title: 'Jobs',
    empty: 'No job waits and none has failed.',
    retry: 'Try again',
    states: jobStates,
    queues,
    about: (created: string, retries: string) => `since ${created}, ${retries} retries`,
  },
  topics: {
    title: 'What Shopify reports',
    about: 'Among the newest 2,000 deliveries. The delay is from the event to its arrival, the middle one.',
    empty: 'Nothing has been reported yet.',
    columns: { topic: 'Event', count: 'How many', delay: 'Delay', last: 'Last' },
  },
  loops: {
    title: 'Background work of this process',
    about: (role: string) => `Role of the process: ${role}.`,
    names: loopNames,
    columns: { loop: 'Work', idle: 'Last good round', failures: 'Failures since the start' },
  },
};

const de: typeof en = {
  title: 'Zustand',
  activity: 'Aktivität',
  subtitle: (bad, at) =>
    bad === 0
      ? `Alles ist gut. Gemessen ${at}.`
      : `${bad} zum Ansehen, das Schlimmste zuerst. Gemessen ${at}.`,
  reload: 'Neu messen',
  asked: 'Angefragt. Es kann etwas dauern; messen Sie dann neu.',
  checks: 'Prüfungen',
  none: 'Es wurde nichts gemessen.',
  operations:
    'Was jede Zahl bedeutet und was ein Alarm verlangt, steht in docs/operations.md; dieselben Zahlen gehen an Prometheus.',
  auditNow: 'Jetzt prüfen',
  compareNow: 'Jetzt vergleichen',
  names: {
    database: 'Datenbank',
    access: 'Zugang zu Shopify',
    scopes: 'Berechtigungen',
    apiVersion: 'API-Version',
    webhooks: 'Meldungen von Shopify',
    inbox: 'Posteingang',
    jobs: 'Aufträge',
    loops: 'Arbeit im Hintergrund',
    standings: 'Kontostände bei Shopify',
    redemptions: 'Einlösungen',
    throttle: 'Shopifys Grenze',
    drift: 'Abgleich mit Shopify',
    books: 'Bücher',
  },
  verdicts: { broken: 'Kaputt', watch: 'Beobachten', unknown: 'Noch nicht bekannt', well: 'Gut' },
  remedies: {
    database: 'Sehen Sie nach der Last des Postgres-Servers und nach langen Abfragen.',
    access:
      'Öffnen Sie die App einmal im Shopify-Admin: Das bringt ein neues Token. Bis dahin geht nichts verloren.',
    scopes: 'Öffnen Sie Start: Dort lässt sie sich erbitten. So lange wartet, was sie braucht.',
    apiVersion: 'Bringen Sie Treuwerk auf den neuesten Stand: Er spricht die nächste API-Version.',
    webhooks:
      'In einem ruhigen Shop ist das normal. Sonst zeigt Shopifys Entwickler-Dashboard, ob Zustellungen scheitern.',
    inbox:
      'Öffnen Sie Aktivität, Braucht Aufmerksamkeit: Jedes Ereignis sagt warum und lässt sich neu versuchen.',
    jobs: 'Lesen Sie unten, was der Auftrag gesagt hat, beheben Sie die Ursache, dann versuchen Sie ihn neu.',
    loops:
      'Das Log hat die Ursache unter dem Namen der Arbeit. Ein Neustart des Prozesses ist jederzeit sicher.',
    standings:
      'Bis geschrieben ist, sieht die Kundschaft den letzten bekannten Stand. Hält es an, sehen Sie nach Shopifys Grenze.',
    redemptions:
      'Öffnen Sie Aktivität: Dort stehen sie mit Shopifys Worten. Sie werden von selbst neu versucht.',
    throttle: 'Andere Apps brauchen dieselben Punkte. Einlösungen gehen vor; der Rest wartet.',
    drift:
      'Was abwich, ist berichtigt; Aktivität sagt, was es war. Oft heißt es, dass Meldungen verloren gehen.',
    books:
      'Nichts von Hand berichtigen. „npm run books“ ausführen, die Ausgabe behalten und aus der Sicherung holen, was sie nennt.',
  },
  span: en.span,
  facts: {
    database: (ms) => `Eine Frage dauert ${ms} ms.`,
    access: (until) => `Das Token gilt bis ${until} und wird vorher erneuert.`,
    accessForEver: 'Das Token gilt.',
    accessLost: (since) => `Kein gültiges Token seit ${since}.`,
    scopes: 'Alle Berechtigungen sind da.',
    apiVersion: (version, until) => `${version}, von Shopify unterstützt mindestens bis ${until}.`,
    heard: (at) => `Zuletzt gehört ${at}.`,
    silent: 'Shopify hat noch nichts gemeldet.',
    inbox: (open, oldest, parked, failed) =>
      `${open} warten, am längsten ${oldest}; ${parked} geparkt, ${failed} gescheitert.`,
    jobs: (waiting, failed) => `${waiting} warten oder laufen, ${failed} gescheitert.`,
    loops: (count, idle) => `${count} Arbeiten; am längsten seit einer guten Runde: ${idle}.`,
    noLoops: 'Dieser Prozess liefert nur Seiten; die Arbeit tut ein anderer.',
    standings: (stale, refused) => `${stale} sind noch zu schreiben, ${refused} hat Shopify abgelehnt.`,
    redemptions: (stuck) => `${stuck} stecken fest.`,
    throttle: (available, maximum, rate, waiting) =>
      `${available} von ${maximum} Punkten, ${rate} kommen je Sekunde zurück; ${waiting} Anfragen warten.`,
    noThrottle: 'Dieser Prozess hat Shopify noch nichts gefragt.',
    drift: (at, checked, found) => `${at}: ${checked} Bestellungen verglichen, ${found} wichen ab.`,
    noDrift: 'Noch nicht verglichen; es geschieht jede Stunde.',
    books: (at, members, entries, violations) =>
      `${at}: ${members} Mitglieder und ${entries} Buchungen geprüft, ${violations} Verstöße.`,
    noBooks: 'Noch nicht geprüft; es geschieht jede Nacht.',
  },
  jobs: {
    title: 'Aufträge',
    empty: 'Kein Auftrag wartet und keiner ist gescheitert.',
    retry: 'Neu versuchen',
    states: { created: 'wartet', retry: 'wird neu versucht', active: 'läuft', failed: 'gescheitert' },
    queues: {
      'import-history': 'Vergangenheit des Shops lesen',
      'reconcile-shop': 'Mit Shopify vergleichen',
      'take-up-again': 'Nach neuer Installation weitermachen',
      'read-installation': 'Berechtigungen und Tarif lesen',
      'reschedule-expiry': 'Neue Lebenszeit der Punkte',
      'simulate-program': 'Programm an der Vergangenheit probieren',
      'answer-person': 'Daten einer Person zusammenstellen',
      'audit-shop': 'Bücher prüfen',
      'score-shop': 'Kundinnen und Kunden bewerten',
      'book-past': 'Punkte für Bestellungen der Vergangenheit',
      'run-transfer': 'Export oder Import',
    },
    about: (created, retries) => `seit ${created}, ${retries} Wiederholungen`,
  },
  topics: {
    title: 'Was Shopify meldet',
    about:
      'Unter den neuesten 2.000 Zustellungen. Die Verzögerung reicht vom Ereignis bis zur Ankunft, die mittlere.',
    empty: 'Es wurde noch nichts gemeldet.',
    columns: { topic: 'Ereignis', count: 'Anzahl', delay: 'Verzögerung', last: 'Zuletzt' },
  },
  loops: {
    title: 'Arbeit im Hintergrund dieses Prozesses',
    about: (role) => `Rolle des Prozesses: ${role}.`,
    names: {
      inbox: 'Posteingang',
      time: 'Vergehen der Zeit',
      tiers: 'Stufen und Geburtstage',
      redemptions: 'Einlösungen',
      discounts: 'Alte Rabatte',
      programs: 'Programm für das Schaufenster',
      perks: 'Vorteile',
      standings: 'Kontostände',
      expiring: 'Verfallende Punkte',
      flow: 'Shopify Flow',
    },
    columns: { loop: 'Arbeit', idle: 'Letzte gute Runde', failures: 'Fehler seit dem Start' },
  },
};

export type HealthTexts = typeof en;
export const healthTexts: Localized<HealthTexts> = { en, de };
