/** Every way in which a command can be refused: its code, its HTTP status, and one sentence per language. */
import { OUTREACH_REFUSALS } from '#app/core/rejection-outreach.ts';
import { POST_REFUSALS } from '#app/core/reviews/rejections.ts';
import { SURVEY_REJECTIONS } from '#app/core/surveys/rejections.ts';

export type Language = 'en' | 'de';
export type RejectionCode = keyof typeof table;
export type Rejection = { code: RejectionCode; details?: Record<string, string | number> };

const table = {
  ...OUTREACH_REFUSALS,
  ...SURVEY_REJECTIONS,
  ...POST_REFUSALS,
  'program-invalid': {
    status: 422,
    en: 'The program is not valid: {problem}',
    de: 'Das Programm ist nicht gültig: {problem}',
  },
  'program-unmended': {
    status: 422,
    en: 'Something in this program must be mended before it can be published: {problem}',
    de: 'Etwas an diesem Programm muss behoben werden, bevor es veröffentlicht werden kann: {problem}',
  },
  'draft-changed': {
    status: 409,
    en: 'Somebody else has changed the draft meanwhile. Load it again before you save.',
    de: 'Der Entwurf wurde inzwischen von jemand anderem geändert. Laden Sie ihn neu, bevor Sie speichern.',
  },
  'version-unknown': {
    status: 404,
    en: 'There is no such version of the program.',
    de: 'Diese Version des Programms gibt es nicht.',
  },
  'fact-conflict': {
    status: 409,
    en: 'This event is already known with other content.',
    de: 'Dieses Ereignis ist schon mit anderem Inhalt bekannt.',
  },
  'tier-unknown': {
    status: 422,
    en: 'The program has no such tier.',
    de: 'Das Programm hat keine solche Stufe.',
  },
  'household-full': {
    status: 409,
    en: 'This household is full.',
    de: 'Dieser Haushalt ist voll.',
  },
  'household-off': {
    status: 409,
    en: 'This program has no households.',
    de: 'Dieses Programm kennt keine Haushalte.',
  },
  'program-missing': {
    status: 409,
    en: 'This shop has no program yet.',
    de: 'Dieser Shop hat noch kein Programm.',
  },
  'program-paused': {
    status: 409,
    en: 'The program is paused at the moment. Your points are safe.',
    de: 'Das Programm pausiert gerade. Deine Punkte bleiben erhalten.',
  },
  'shop-unknown': {
    status: 404,
    en: 'This shop is not installed.',
    de: 'Dieser Shop ist nicht installiert.',
  },
  'referrals-off': {
    status: 404,
    en: 'This shop has no referrals at the moment.',
    de: 'In diesem Shop gibt es gerade keine Empfehlungen.',
  },
  'referral-too-early': {
    status: 409,
    en: 'The friend has not ordered yet: there is nothing to decide.',
    de: 'Es gibt noch keine Bestellung zu dieser Empfehlung, also auch nichts zu entscheiden.',
  },
  'referral-changed': {
    status: 409,
    en: 'This recommendation has changed meanwhile. Look at it again.',
    de: 'Diese Empfehlung hat sich inzwischen geändert. Sehen Sie sie noch einmal an.',
  },
  'vouchers-too-many': {
    status: 429,
    en: 'So many friends have taken a voucher lately that there is none left. Try again in some days.',
    de: 'In letzter Zeit wurden so viele Gutscheine geholt, dass gerade keiner mehr da ist. Versuch es in einigen Tagen noch einmal.',
  },
  'member-unknown': { status: 404, en: 'This member does not exist.', de: 'Dieses Mitglied gibt es nicht.' },
  'signed-out': {
    status: 401,
    en: 'Please sign in to use your points.',
    de: 'Bitte melde dich an, um deine Punkte zu nutzen.',
  },
  'member-code-invalid': {
    status: 422,
    en: 'This code is not one of this shop’s members.',
    de: 'Dieser Code gehört zu keinem Mitglied dieses Shops.',
  },
  'searches-too-many': {
    status: 429,
    en: 'Too many searches. Wait a minute.',
    de: 'Zu viele Suchen. Warten Sie eine Minute.',
  },
  'reward-unknown': {
    status: 404,
    en: 'This reward is no longer offered.',
    de: 'Diese Prämie wird nicht mehr angeboten.',
  },
  'points-insufficient': {
    status: 409,
    en: 'That takes {needed} points; {available} are available.',
    de: 'Dafür braucht es {needed} Punkte; verfügbar sind {available}.',
  },
  'points-invalid': {
    status: 422,
    en: 'Enter a whole number of points that is not zero, at most 100,000,000.',
    de: 'Geben Sie eine ganze Punktzahl ungleich null ein, höchstens 100.000.000.',
  },
  'reason-invalid': {
    status: 422,
    en: 'Choose a reason and keep the note under 500 characters.',
    de: 'Wählen Sie einen Grund und eine Notiz unter 500 Zeichen.',
  },
  'redemption-unknown': {
    status: 404,
    en: 'This redemption does not exist.',
    de: 'Diese Einlösung gibt es nicht.',
  },
  'redemption-used': {
    status: 409,
    en: 'This code has already been used in an order.',
    de: 'Dieser Code wurde schon in einer Bestellung verwendet.',
  },
  'redemptions-too-many': {
    status: 429,
    en: 'You have too many unused codes. Use or return one first.',
    de: 'Du hast zu viele ungenutzte Codes. Nutze erst einen oder gib einen zurück.',
  },
  'cart-too-small': {
    status: 409,
    en: 'Your cart is {missing} short of what this reward needs. No points were used.',
    de: 'Deinem Warenkorb fehlen {missing} für diese Prämie. Es wurden keine Punkte verwendet.',
  },
  'code-better': {
    status: 409,
    en: 'The code {code} in the cart saves more and cannot be combined. No points were used.',
    de: 'Der Code {code} im Warenkorb spart mehr und lässt sich nicht kombinieren. Es wurden keine Punkte verwendet.',
  },
  'code-replaced': {
    status: 409,
    en: 'The code {code} in the cart saves less and cannot be combined: it would go.',
    de: 'Der Code {code} im Warenkorb spart weniger und lässt sich nicht kombinieren: er fiele weg.',
  },
  'terms-changed': {
    status: 409,
    en: 'The terms have changed.',
    de: 'Die Bedingungen haben sich geändert.',
  },
  'redemption-refused': {
    status: 409,
    en: 'The shop could not provide this reward. Your points are back.',
    de: 'Der Shop konnte diese Prämie nicht bereitstellen. Deine Punkte sind zurück.',
  },
  'redemption-final': {
    status: 409,
    en: 'This reward has been given for good and cannot be returned.',
    de: 'Diese Prämie ist endgültig vergeben und kann nicht zurückgegeben werden.',
  },
  'redemption-parked': {
    status: 409,
    en: 'The shop has to look at this reward itself. Your points are set aside until then.',
    de: 'Der Shop muss diese Prämie selbst prüfen. Deine Punkte sind so lange zurückgelegt.',
  },
  'access-missing': {
    status: 409,
    en: 'Shopify has not given Treuwerk the access that a reward of this program needs: {scopes}. Allow it, or take the reward out.',
    de: 'Shopify hat Treuwerk den Zugriff nicht gegeben, den eine Prämie dieses Programms braucht: {scopes}. Erlauben Sie ihn, oder nehmen Sie die Prämie heraus.',
  },
  'store-credit-off': {
    status: 409,
    en: 'Store credit is switched off in this shop. Switch it on in Shopify’s settings for customer accounts, or take the reward out.',
    de: 'Guthaben ist in diesem Shop ausgeschaltet. Schalten Sie es in Shopify bei den Kundenkonten ein, oder nehmen Sie die Prämie heraus.',
  },
  'shopify-silent': {
    status: 503,
    en: 'Shopify does not answer, so the rewards could not be checked. Try again in a moment.',
    de: 'Shopify antwortet nicht, die Prämien konnten nicht geprüft werden. Versuchen Sie es gleich noch einmal.',
  },
  'plan-lapsed': {
    status: 402,
    en: 'No plan is active, so no new version can be published. Choose a plan on the Home page. The program goes on as it is, and you can pause it.',
    de: 'Es ist kein Tarif aktiv, deshalb lässt sich keine neue Version veröffentlichen. Wählen Sie auf der Startseite einen Tarif. Das Programm läuft unverändert weiter, und Sie können es pausieren.',
  },
  'redemption-delayed': {
    status: 503,
    en: 'The shop is not answering. Your points are set aside; try again in a moment or they return by themselves.',
    de: 'Der Shop antwortet nicht. Deine Punkte sind zurückgelegt; versuche es gleich noch einmal, sonst kommen sie von selbst zurück.',
  },
  'key-reused': {
    status: 409,
    en: 'This request was already made with other content.',
    de: 'Diese Anfrage wurde schon mit anderem Inhalt gestellt.',
  },
  'event-unknown': { status: 404, en: 'This event does not exist.', de: 'Dieses Ereignis gibt es nicht.' },
  'event-not-retryable': {
    status: 409,
    en: 'This event has been handled already.',
    de: 'Dieses Ereignis ist bereits verarbeitet.',
  },
  'program-launched': {
    status: 409,
    en: 'The program has been launched already. Change it on the page Program.',
    de: 'Das Programm ist schon gestartet. Ändern Sie es auf der Seite Programm.',
  },
  'import-running': {
    status: 409,
    en: 'The past is being read already.',
    de: 'Die Vergangenheit wird bereits gelesen.',
  },
  'merge-impossible': {
    status: 409,
    en: 'These two cannot be merged: choose another member who has not been merged or erased.',
    de: 'Diese beiden lassen sich nicht zusammenführen: Wählen Sie ein anderes Mitglied, das nicht zusammengeführt oder gelöscht ist.',
  },
  'transfer-unknown': {
    status: 404,
    en: 'This import or export does not exist.',
    de: 'Diesen Import oder Export gibt es nicht.',
  },
  'transfer-moved-on': {
    status: 409,
    en: 'This is no longer possible: the import has moved on. Load the page again.',
    de: 'Das geht nicht mehr: Der Import ist schon weiter. Laden Sie die Seite neu.',
  },
  'transfer-busy': {
    status: 409,
    en: 'Another import is at work. Wait until it is done.',
    de: 'Ein anderer Import läuft gerade. Warten Sie, bis er fertig ist.',
  },
  'shop-not-empty': {
    status: 409,
    en: 'This shop has members or orders already. A whole export can only be brought into an empty shop.',
    de: 'Dieser Shop hat schon Mitglieder oder Bestellungen. Ein ganzer Export lässt sich nur in einen leeren Shop einspielen.',
  },
  'import-built-upon': {
    status: 409,
    en: 'This import cannot be taken back any more: points were booked or orders came since.',
    de: 'Dieser Import lässt sich nicht mehr zurücknehmen: Seitdem wurden Punkte gebucht oder es kamen Bestellungen.',
  },
  'mapping-incomplete': {
    status: 422,
    en: 'Say which column holds the member, and at least one thing to take over.',
    de: 'Wählen Sie, in welcher Spalte das Mitglied steht, und mindestens eine Angabe, die übernommen wird.',
  },
  'file-too-large': {
    status: 413,
    en: 'This file is larger than {megabytes} MB. Split it and bring in the parts one after the other.',
    de: 'Diese Datei ist größer als {megabytes} MB. Teilen Sie sie und laden Sie die Teile nacheinander.',
  },
  'file-unreadable': {
    status: 422,
    en: 'This is not a CSV file that can be read. Save it as CSV (comma separated) and try again.',
    de: 'Das ist keine lesbare CSV-Datei. Speichern Sie sie als CSV (mit Trennzeichen) und versuchen Sie es noch einmal.',
  },
  'file-empty': { status: 422, en: 'This file is empty.', de: 'Diese Datei ist leer.' },
  'request-invalid': {
    status: 400,
    en: 'The request is not valid.',
    de: 'Die Anfrage ist nicht gültig.',
  },
  'request-unsigned': {
    status: 401,
    en: 'The signature of this request is not valid.',
    de: 'Die Signatur dieser Anfrage ist nicht gültig.',
  },
  'role-insufficient': {
    status: 403,
    en: 'Your role does not allow this. Ask whoever looks after the team in Treuwerk.',
    de: 'Ihre Rolle erlaubt das nicht. Fragen Sie, wer in Treuwerk das Team verwaltet.',
  },
  'role-own': {
    status: 409,
    en: 'Nobody can change her own role.',
    de: 'Die eigene Rolle kann niemand ändern.',
  },
  'role-owner': {
    status: 409,
    en: 'The owner of the shop may always do everything.',
    de: 'Wem der Shop gehört, darf immer alles.',
  },
  'staff-unknown': {
    status: 404,
    en: 'Nobody like that has opened the app yet.',
    de: 'So jemand hat die App noch nicht geöffnet.',
  },
  'job-unknown': {
    status: 404,
    en: 'There is no failed job like that any more.',
    de: 'Einen solchen gescheiterten Auftrag gibt es nicht mehr.',
  },
  'settings-invalid': {
    status: 422,
    en: 'These settings are not valid: {problem}',
    de: 'Diese Einstellungen sind nicht gültig: {problem}',
  },
  'settings-changed': {
    status: 409,
    en: 'Somebody else has changed the settings meanwhile. Load them again before you save.',
    de: 'Die Einstellungen wurden inzwischen von jemand anderem geändert. Laden Sie sie neu, bevor Sie speichern.',
  },
  'mail-address-invalid': {
    status: 422,
    en: 'This is not a valid e-mail address.',
    de: 'Das ist keine gültige E-Mail-Adresse.',
  },
  'mail-off': {
    status: 409,
    en: 'This shop sends no mail through Treuwerk.',
    de: 'Dieser Shop verschickt über Treuwerk keine Mails.',
  },
  'requests-too-many': {
    status: 429,
    en: 'There were too many requests. Please try again in an hour.',
    de: 'Das waren zu viele Anfragen. Bitte in einer Stunde noch einmal versuchen.',
  },
  'levels-order': {
    status: 422,
    en: 'A higher level must not be easier to reach than a lower one.',
    de: 'Eine höhere Stufe darf nicht leichter zu erreichen sein als eine niedrigere.',
  },
  'goodwill-used-up': {
    status: 409,
    en: 'This month’s budget for goodwill has {left} points left.',
    de: 'Vom Budget für Kulanz sind in diesem Monat noch {left} Punkte da.',
  },
  'goodwill-too-much': {
    status: 409,
    en: 'At once, up to {most} points of goodwill can be given.',
    de: 'Auf einmal lassen sich bis zu {most} Punkte Kulanz geben.',
  },
  'request-too-large': { status: 413, en: 'The request is too large.', de: 'Die Anfrage ist zu groß.' },
} as const;

export function statusOf(code: RejectionCode): number {
  return table[code].status;
}

/** Status and sentence of a refusal for staff; {names} in the sentence are filled from its details. */
export function describeRejection(
  rejection: Rejection,
  language: Language,
): { status: number; sentence: string } {
  const row = table[rejection.code];
  const sentence = row[language].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(rejection.details?.[name] ?? '…'),
  );
  return { status: row.status, sentence };
}

/** The supported language of a BCP 47 tag; English for everything that is not spoken yet. */
export function languageOf(tag: string | null | undefined): Language {
  return tag?.toLowerCase().startsWith('de') ? 'de' : 'en';
}
