/** Words of a member's page for what is beside points and orders: tier, deeds, changes, household, merging, erasure. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  state: {
    mergedTitle: 'These two customers are one member now',
    mergedBody: (name: string) =>
      `Points, orders and codes of this member went over to ${name}. Nothing is booked here any more.`,
    openMerged: (name: string) => `Open ${name}`,
    erasedTitle: (date: string) => `This person was forgotten on ${date}`,
    erasedBody:
      'Name, mail and everything else that names her are gone. Entries and sums stay, so that the books close.',
  },
  tier: {
    title: 'Tier',
    none: 'No tier yet',
    granted: 'Given by hand',
    since: (date: string) => `Since ${date}.`,
    keptUntil: (date: string) => `Stays until ${date} even if nothing more comes.`,
    keptForever: 'Stays without end.',
    grace: (date: string) => `The threshold was missed. The tier stays until ${date} to make up for it.`,
    unit: {
      points: (count: number, formatted: string) => (count === 1 ? '1 point' : `${formatted} points`),
      orders: (count: number, formatted: string) => (count === 1 ? '1 order' : `${formatted} orders`),
      score: (_count: number, formatted: string) => formatted,
    },
    amount: {
      spend: (amount: string) => `Counts for the tier: ${amount} spent.`,
      points: (amount: string) => `Counts for the tier: ${amount}.`,
      orders: (amount: string) => `Counts for the tier: ${amount}.`,
      score: (amount: string) => `Score: ${amount}.`,
    },
    missing: (missing: string, next: string, at: string) =>
      `${missing} are missing for ${next}, which begins at ${at}.`,
    highest: 'There is no higher tier to reach.',
    unreachable: 'The tiers of this program are given by hand.',
    keepReached: 'Enough to keep the tier for the next period.',
    keepMissing: (missing: string) => `${missing} are missing to keep the tier.`,
  },
  deeds: {
    title: 'Deeds and bonuses',
    empty: 'Nothing beside orders has given points yet.',
    more: 'Older ones exist; the newest are shown.',
    kinds: {
      signUp: 'Signing up',
      newsletter: 'Newsletter',
      completeProfile: 'Complete profile',
      review: 'Review',
      photoReview: 'Review with a photo',
      survey: 'Survey',
      share: 'Sharing',
      custom: 'Own event',
      birthday: 'Birthday',
      visit: 'Visit',
    } as Record<string, string>,
    milestone: 'Milestone',
    streak: 'Visits on days in a row',
    other: 'Bonus',
    unknown: 'Deed',
    tierGift: (tier: string) => `Gift for entering ${tier}`,
    capped: (points: string) => `A cap kept back ${points}.`,
  },
  changes: {
    title: 'Changes',
    empty: 'Nothing about this member has changed that bears on points.',
    more: 'Older changes exist; the newest are shown.',
    segmentEntered: (name: string) => `Entered the segment “${name}”`,
    segmentLeft: (name: string) => `Left the segment “${name}”`,
    tagsAdded: (tags: string) => `Tags added: ${tags}`,
    tagsRemoved: (tags: string) => `Tags removed: ${tags}`,
    tagsSet: (tags: string) => `Tags are now: ${tags}`,
    tagsNone: 'Has no tags any more',
    score: (score: string) => `Score is now ${score}`,
    joined: 'Joined the program',
    left: 'Left the program',
    tierGranted: (tier: string, until: string | null) =>
      until === null ? `Was given the tier ${tier} without end` : `Was given the tier ${tier} until ${until}`,
  },
  household: {
    title: 'Household',
    intro: 'They pool their points: whoever redeems may use what the others have.',
    alone: 'Nobody else is in this household.',
  },
};

const de: typeof en = {
  state: {
    mergedTitle: 'Diese beiden Kunden sind jetzt ein Mitglied',
    mergedBody: (name) =>
      `Punkte, Bestellungen und Codes dieses Mitglieds sind auf ${name} übergegangen. Hier wird nichts mehr gebucht.`,
    openMerged: (name) => `${name} öffnen`,
    erasedTitle: (date) => `Diese Person wurde am ${date} vergessen`,
    erasedBody:
      'Name, E-Mail und alles andere, was sie nennt, sind gelöscht. Buchungen und Summen bleiben, damit die Bücher aufgehen.',
  },
  tier: {
    title: 'Stufe',
    none: 'Noch keine Stufe',
    granted: 'Von Hand vergeben',
    since: (date) => `Seit ${date}.`,
    keptUntil: (date) => `Bleibt bis ${date}, auch wenn nichts mehr dazukommt.`,
    keptForever: 'Bleibt ohne Ende.',
    grace: (date) => `Die Schwelle wurde verfehlt. Die Stufe bleibt bis ${date}, um das aufzuholen.`,
    unit: {
      points: (count, formatted) => (count === 1 ? '1 Punkt' : `${formatted} Punkte`),
      orders: (count, formatted) => (count === 1 ? '1 Bestellung' : `${formatted} Bestellungen`),
      score: (_count, formatted) => formatted,
    },
    amount: {
      spend: (amount) => `Zählt für die Stufe: Einkäufe von ${amount}.`,
      points: (amount) => `Zählt für die Stufe: ${amount}.`,
      orders: (amount) => `Zählt für die Stufe: ${amount}.`,
      score: (amount) => `Wertung: ${amount}.`,
    },
    missing: (missing, next, at) => `Bis ${next} fehlen noch ${missing}; die Stufe beginnt bei ${at}.`,
    highest: 'Eine höhere Stufe gibt es nicht.',
    unreachable: 'Die Stufen dieses Programms werden von Hand vergeben.',
    keepReached: 'Genug, um die Stufe im nächsten Zeitraum zu behalten.',
    keepMissing: (missing) => `Um die Stufe zu behalten, fehlen noch ${missing}.`,
  },
  deeds: {
    title: 'Aktionen und Boni',
    empty: 'Außer Bestellungen hat noch nichts Punkte gebracht.',
    more: 'Es gibt ältere; gezeigt werden die neuesten.',
    kinds: {
      signUp: 'Anmeldung',
      newsletter: 'Newsletter',
      completeProfile: 'Vollständiges Profil',
      review: 'Bewertung',
      photoReview: 'Bewertung mit Foto',
      survey: 'Umfrage',
      share: 'Teilen',
      custom: 'Eigenes Ereignis',
      birthday: 'Geburtstag',
      visit: 'Besuch',
    },
    milestone: 'Meilenstein',
    streak: 'Besuche an Tagen in Folge',
    other: 'Bonus',
    unknown: 'Aktion',
    tierGift: (tier) => `Geschenk zur Stufe ${tier}`,
    capped: (points) => `Eine Obergrenze hielt ${points} zurück.`,
  },
  changes: {
    title: 'Änderungen',
    empty: 'An diesem Mitglied hat sich nichts geändert, was für Punkte zählt.',
    more: 'Es gibt ältere Änderungen; gezeigt werden die neuesten.',
    segmentEntered: (name) => `Kam in das Segment „${name}“`,
    segmentLeft: (name) => `Verließ das Segment „${name}“`,
    tagsAdded: (tags) => `Neue Tags: ${tags}`,
    tagsRemoved: (tags) => `Entfernte Tags: ${tags}`,
    tagsSet: (tags) => `Tags sind jetzt: ${tags}`,
    tagsNone: 'Hat keine Tags mehr',
    score: (score) => `Wertung ist jetzt ${score}`,
    joined: 'Trat dem Programm bei',
    left: 'Verließ das Programm',
    tierGranted: (tier, until) =>
      until === null ? `Bekam die Stufe ${tier} ohne Ende` : `Bekam die Stufe ${tier} bis ${until}`,
  },
  household: {
    title: 'Haushalt',
    intro: 'Sie legen ihre Punkte zusammen: Wer einlöst, darf auch die der anderen verwenden.',
    alone: 'Sonst ist niemand in diesem Haushalt.',
  },
};

export const memberBesideTexts: Localized<typeof en> = { en, de };
