/** Words of what staff can do with a member beside her points. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'More for this member',
  done: 'Done',
  cancel: 'Cancel',
  tier: {
    button: 'Give a tier',
    title: 'Give a tier by hand',
    body: 'She has this tier at least until the day you choose. What she earns herself counts beside it.',
    field: 'Tier',
    until: 'Until and including',
    untilHelp: 'Leave it empty for no end.',
    confirm: 'Give the tier',
  },
  block: {
    button: 'Block',
    title: 'Block this member?',
    body: 'A blocked member earns nothing and cannot redeem. Her points stay, codes that no order has used come back to her, and what she earned before stays earned. To her it looks as if the program paused.',
    reason: 'Reason',
    reasons: {
      abuse: 'Abuse',
      checking: 'Something is being checked',
      'own-wish': 'Her own wish',
      other: 'Another reason',
    } as Record<string, string>,
    confirm: 'Block',
    undo: 'Unblock',
    noticeTitle: (date: string) => `Blocked since ${date}`,
    noticeBody: 'This member earns nothing and cannot redeem. Her points stay.',
  },
  merge: {
    button: 'Merge with another member',
    title: 'Merge with another member',
    body: 'Everything of the other member (points, orders, codes, history) becomes this member’s. This cannot be undone.',
    field: 'Number of the other member',
    fieldHelp: 'It stands in the address of her page, after /members/.',
    find: 'Look',
    found: (name: string, points: string) =>
      `${name} with ${points} points would become part of this member.`,
    unknown: 'There is no such member.',
    confirm: 'Merge for good',
  },
  file: {
    button: 'Make her data file',
    done: 'The file is being made. It will stand in Activity.',
  },
  erase: {
    button: 'Erase her data',
    title: 'Erase what names this person?',
    body: 'Name, addresses, notes and what Shopify told of her are deleted here. Her points and entries stay and name nobody any more; she can no longer use them. All export files of the shop go, too. The customer in Shopify is not touched. This cannot be undone.',
    check: 'I want to erase this person’s data for good',
    confirm: 'Erase',
  },
};

const de: typeof en = {
  title: 'Mehr zu diesem Mitglied',
  done: 'Erledigt',
  cancel: 'Abbrechen',
  tier: {
    button: 'Stufe geben',
    title: 'Eine Stufe von Hand geben',
    body: 'Das Mitglied hat diese Stufe mindestens bis zu dem gewählten Tag. Was es selbst erreicht, zählt daneben.',
    field: 'Stufe',
    until: 'Bis einschließlich',
    untilHelp: 'Ohne Angabe gilt die Stufe ohne Ende.',
    confirm: 'Stufe geben',
  },
  block: {
    button: 'Sperren',
    title: 'Dieses Mitglied sperren?',
    body: 'Ein gesperrtes Mitglied sammelt nichts und kann nichts einlösen. Seine Punkte bleiben, Codes, die keine Bestellung verwendet hat, kommen zu ihm zurück, und was vorher gesammelt wurde, bleibt gesammelt. Für das Mitglied sieht es aus, als pausierte das Programm.',
    reason: 'Grund',
    reasons: {
      abuse: 'Missbrauch',
      checking: 'Etwas wird geprüft',
      'own-wish': 'Eigener Wunsch',
      other: 'Anderer Grund',
    },
    confirm: 'Sperren',
    undo: 'Entsperren',
    noticeTitle: (date) => `Gesperrt seit ${date}`,
    noticeBody: 'Dieses Mitglied sammelt nichts und kann nichts einlösen. Seine Punkte bleiben.',
  },
  merge: {
    button: 'Mit anderem Mitglied zusammenführen',
    title: 'Mit einem anderen Mitglied zusammenführen',
    body: 'Alles vom anderen Mitglied (Punkte, Bestellungen, Codes, Verlauf) gehört danach diesem. Das lässt sich nicht rückgängig machen.',
    field: 'Nummer des anderen Mitglieds',
    fieldHelp: 'Sie steht in der Adresse seiner Seite, hinter /members/.',
    find: 'Nachsehen',
    found: (name, points) => `${name} mit ${points} Punkten würde Teil dieses Mitglieds.`,
    unknown: 'Dieses Mitglied gibt es nicht.',
    confirm: 'Endgültig zusammenführen',
  },
  file: {
    button: 'Datenauskunft erstellen',
    done: 'Die Datei wird erstellt. Sie steht dann unter Aktivität.',
  },
  erase: {
    button: 'Daten löschen',
    title: 'Löschen, was diese Person benennt?',
    body: 'Name, Adressen, Notizen und was Shopify über die Person gesagt hat, werden hier gelöscht. Punkte und Buchungen bleiben und benennen niemanden mehr; einlösen lassen sie sich nicht mehr. Auch alle Exportdateien des Shops werden gelöscht. Der Kunde in Shopify bleibt unberührt. Das lässt sich nicht rückgängig machen.',
    check: 'Ich möchte die Daten dieser Person endgültig löschen',
    confirm: 'Löschen',
  },
};

export const memberActionTexts: Localized<typeof en> = { en, de };
