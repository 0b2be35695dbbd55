/** Words of where mail providers tell of bounces and complaints. */
import type { MailProvider, MailReportTrouble } from '#app/core/mail/reports.ts';
import type { Localized } from '#app/ui/admin/context.tsx';

const how: Record<MailProvider, string> = {
  postmark:
    'In your server’s message stream choose Webhooks, add this address, and tick “Bounce” and “Spam complaint”. Postmark signs nothing: whoever knows the address is believed.',
  mailgun:
    'Under Sending, Webhooks, add this address for “Permanent failure” and “Spam complaints”. Keep the HTTP webhook signing key here: Mailgun signs with it.',
  sendgrid:
    'Under Settings, Mail settings, Event webhook, enter this address and tick “Bounced”, “Dropped” and “Spam reports”. Switch the signed webhook on and keep its verification key here.',
  brevo:
    'Under Transactional, Settings, Webhook, add this address for “Hard bounce”, “Invalid email” and “Complaint”. Brevo signs nothing: whoever knows the address is believed.',
  ses: 'Create a topic in Amazon SNS with an HTTPS subscription to this address, without raw message delivery. Then let SES send bounce and complaint feedback to the topic, with “Include original email headers”. Amazon asks for a confirmation, which you give here.',
};
const trouble: Record<MailReportTrouble, string> = {
  unsigned: 'The last delivery was not signed as it should be, and was not believed.',
  unreadable: 'The last delivery could not be read.',
  topic: 'The last delivery came from a topic of Amazon that nobody has confirmed here.',
  unknown:
    'The last delivery was about a mail that does not say that Treuwerk sent it. When only Treuwerk sends by this account: with Amazon SES, switch “Include original email headers” on.',
};

const en = {
  title: 'What your provider learns later',
  intro:
    'A provider often learns only after it took a mail that the address does not exist, or that its reader calls it unwanted. Told here, Treuwerk stops writing there. The address below is good for one shop; whoever knows it can tell of bounces.',
  provider: 'Provider',
  how,
  address: 'Address',
  copy: 'Copy',
  copied: 'Copied',
  renew: 'New address',
  renewTitle: 'Make a new address?',
  renewBody: 'The old one ends at once. Nothing comes in until your provider knows the new one.',
  renewed: 'The old address is good no more',
  secret: 'What it signs with',
  secretKept: (name: string) => `Kept and sealed: only ${name} is believed. Enter another to replace it.`,
  secretMissing: 'Without it whoever knows the address is believed.',
  keep: 'Keep',
  kept: 'Kept and sealed',
  forget: 'Forget',
  forgotten: 'Nothing signed is asked for any more',
  otherSigned: (name: string) => `At present only news that ${name} has signed is believed.`,
  asked: (topic: string) => `Amazon asks whether the topic ${topic} may send its news here.`,
  confirm: 'Confirm',
  confirmed: 'Confirmed',
  topic: (topic: string) => `Confirmed: ${topic}`,
  heard: (name: string, date: string) => `Last heard from ${name} on ${date}`,
  never: 'Nothing heard yet',
  trouble,
  mayNot: 'Whoever may configure the app sees the address.',
};

const de: typeof en = {
  title: 'Was Ihr Anbieter später erfährt',
  intro:
    'Oft erfährt ein Anbieter erst, nachdem er eine Mail angenommen hat, dass es die Adresse nicht gibt oder dass sie als unerwünscht gemeldet wurde. Hierher gemeldet, schreibt Treuwerk dorthin nicht mehr. Die Adresse unten gilt für diesen einen Shop; wer sie kennt, kann Rückläufer melden.',
  provider: 'Anbieter',
  how: {
    postmark:
      'Wählen Sie im Message Stream Ihres Servers „Webhooks“, fügen Sie diese Adresse hinzu und kreuzen Sie „Bounce“ und „Spam complaint“ an. Postmark unterschreibt nichts: Geglaubt wird, wer die Adresse kennt.',
    mailgun:
      'Fügen Sie diese Adresse unter „Sending“, „Webhooks“ für „Permanent failure“ und „Spam complaints“ hinzu. Legen Sie hier den „HTTP webhook signing key“ ab: Mailgun unterschreibt damit.',
    sendgrid:
      'Tragen Sie diese Adresse unter „Settings“, „Mail settings“, „Event webhook“ ein und kreuzen Sie „Bounced“, „Dropped“ und „Spam reports“ an. Schalten Sie die Unterschrift ein und legen Sie hier den „Verification key“ ab.',
    brevo:
      'Fügen Sie diese Adresse unter „Transaktional“, „Einstellungen“, „Webhook“ für Hard Bounce, ungültige Adresse und Beschwerde hinzu. Brevo unterschreibt nichts: Geglaubt wird, wer die Adresse kennt.',
    ses: 'Legen Sie bei Amazon SNS ein Thema mit einem HTTPS-Abonnement für diese Adresse an, ohne „Raw message delivery“. Lassen Sie SES dann Bounce- und Beschwerde-Feedback an das Thema senden, mit „Include original email headers“. Amazon fragt nach einer Bestätigung; die geben Sie hier.',
  },
  address: 'Adresse',
  copy: 'Kopieren',
  copied: 'Kopiert',
  renew: 'Neue Adresse',
  renewTitle: 'Eine neue Adresse machen?',
  renewBody: 'Die alte endet sofort. Es kommt nichts mehr an, bis Ihr Anbieter die neue kennt.',
  renewed: 'Die alte Adresse gilt nicht mehr',
  secret: 'Womit er unterschreibt',
  secretKept: (name) =>
    `Versiegelt abgelegt: Nur ${name} wird geglaubt. Mit einer neuen Eingabe ersetzen Sie es.`,
  secretMissing: 'Ohne das wird geglaubt, wer die Adresse kennt.',
  keep: 'Ablegen',
  kept: 'Versiegelt abgelegt',
  forget: 'Vergessen',
  forgotten: 'Es wird keine Unterschrift mehr verlangt',
  otherSigned: (name) => `Zurzeit wird nur geglaubt, was ${name} unterschrieben hat.`,
  asked: (topic) => `Amazon fragt, ob das Thema ${topic} hierher melden darf.`,
  confirm: 'Bestätigen',
  confirmed: 'Bestätigt',
  topic: (topic) => `Bestätigt: ${topic}`,
  heard: (name, date) => `Zuletzt gehört von ${name} am ${date}`,
  never: 'Noch nichts gehört',
  trouble: {
    unsigned: 'Die letzte Meldung war nicht so unterschrieben, wie sie sollte, und wurde nicht geglaubt.',
    unreadable: 'Die letzte Meldung war nicht zu lesen.',
    topic: 'Die letzte Meldung kam von einem Thema bei Amazon, das hier niemand bestätigt hat.',
    unknown:
      'Die letzte Meldung handelte von einer Mail, der nicht anzusehen ist, dass Treuwerk sie verschickt hat. Falls über dieses Konto nur Treuwerk verschickt: Schalten Sie bei Amazon SES „Include original email headers“ ein.',
  },
  mayNot: 'Die Adresse sieht, wer die App einstellen darf.',
};

export const mailReportTexts: Localized<typeof en> = { en, de };
