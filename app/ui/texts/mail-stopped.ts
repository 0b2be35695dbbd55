/** Words of the addresses that take no mail any more. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  intro:
    'Nothing goes to these addresses: they do not exist, or their readers called a mail unwanted. Only their hashes are kept; to find one, enter all of it, or the beginning of a member’s name.',
  search: 'Search addresses',
  placeholder: 'Address or name',
  none: 'Every address takes mail',
  noneBody: 'As soon as one does not exist or its reader complains, it stands here.',
  notFound: 'Nothing found',
  notFoundBody: 'This address takes mail, or no member is called like that.',
  because: { bounced: 'Does not exist', complained: 'Complained' },
  since: (when: string, by: string) => `since ${when}, told by ${by}`,
  smtp: 'the mail server',
  noName: 'An address that no member has any more',
  earlier: (name: string) => `An earlier address of ${name}`,
  release: 'Release',
  releaseLabel: (name: string) => `Release ${name}`,
  title: (name: string) => `Write to ${name} again?`,
  bounced:
    'Do so when you know that the address is good. If it comes back once more, it is stopped again. If your provider has a list of its own, take the address off there, too.',
  complained:
    'Its reader has called a mail unwanted. Do so only when she asked you to. She gets service mails then; news only after she wants them again herself.',
  done: 'The address takes mail again',
};

const de: typeof en = {
  intro:
    'An diese Adressen geht nichts: Es gibt sie nicht, oder eine Mail wurde dort als unerwünscht gemeldet. Aufbewahrt wird nur ihr Prüfwert; um eine zu finden, geben Sie sie ganz ein oder den Anfang eines Namens.',
  search: 'Adressen suchen',
  placeholder: 'Adresse oder Name',
  none: 'Alle Adressen bekommen Mails',
  noneBody: 'Sobald es eine nicht gibt oder sich jemand beschwert, steht sie hier.',
  notFound: 'Nichts gefunden',
  notFoundBody: 'Diese Adresse bekommt Mails, oder kein Mitglied heißt so.',
  because: { bounced: 'Gibt es nicht', complained: 'Beschwerde' },
  since: (when, by) => `seit ${when}, gemeldet von ${by}`,
  smtp: 'dem Mailserver',
  noName: 'Eine Adresse, die kein Mitglied mehr hat',
  earlier: (name) => `Eine frühere Adresse von ${name}`,
  release: 'Freigeben',
  releaseLabel: (name) => `${name} freigeben`,
  title: (name) => `Wieder an ${name} schreiben?`,
  bounced:
    'Tun Sie das, wenn Sie wissen, dass die Adresse stimmt. Kommt wieder etwas zurück, wird sie erneut gesperrt. Führt Ihr Anbieter eine eigene Liste, nehmen Sie die Adresse auch dort herunter.',
  complained:
    'Von dort wurde eine Mail als unerwünscht gemeldet. Tun Sie das nur, wenn Sie darum gebeten wurden. Dann kommen Service-Mails wieder an, Neuigkeiten erst nach einer neuen Anmeldung.',
  done: 'Die Adresse bekommt wieder Mails',
};

export const mailStoppedTexts: Localized<typeof en> = { en, de };
