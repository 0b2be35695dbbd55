/** Fixed words of mails and of the pages behind their links, in every language of the shoppers. */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export type MailWords = {
  /** Below a mail that sells: why she gets it. */
  because: (shop: string) => string;
  /** Below one that belongs to an order or to her points. */
  service: (shop: string) => string;
  unsubscribe: string;
  preferences: string;
  leaveTitle: string;
  leaveAsk: (shop: string) => string;
  leaveButton: string;
  left: (shop: string) => string;
  invalid: string;
};

export const MAIL_WORDS: InEveryLanguage<MailWords> = {
  en: {
    because: (shop) => `You get this because you subscribed to news from ${shop}.`,
    service: (shop) => `This message belongs to your membership at ${shop}.`,
    preferences: 'Preferences',
    unsubscribe: 'Unsubscribe',
    leaveTitle: 'Unsubscribe',
    leaveAsk: (shop) => `Do you want no more news from ${shop}? Your points and orders stay as they are.`,
    leaveButton: 'Unsubscribe',
    left: (shop) => `Done. ${shop} sends you no more news. Your points and orders stay as they are.`,
    invalid: 'This link is not valid.',
  },
  de: {
    because: (shop) => `Diese Nachricht kommt, weil du Neuigkeiten von ${shop} abonniert hast.`,
    service: (shop) => `Diese Nachricht gehört zu deiner Mitgliedschaft bei ${shop}.`,
    preferences: 'Einstellungen',
    unsubscribe: 'Abmelden',
    leaveTitle: 'Abmelden',
    leaveAsk: (shop) =>
      `Möchtest du keine Neuigkeiten von ${shop} mehr? Punkte und Bestellungen bleiben, wie sie sind.`,
    leaveButton: 'Abmelden',
    left: (shop) =>
      `Erledigt. ${shop} schickt dir keine Neuigkeiten mehr. Punkte und Bestellungen bleiben, wie sie sind.`,
    invalid: 'Dieser Link ist nicht gültig.',
  },
  fr: {
    because: (shop) => `Vous recevez ce message car vous êtes abonné aux nouvelles de ${shop}.`,
    service: (shop) => `Ce message concerne votre adhésion chez ${shop}.`,
    preferences: 'Préférences',
    unsubscribe: 'Se désabonner',
    leaveTitle: 'Se désabonner',
    leaveAsk: (shop) =>
      `Ne plus recevoir de nouvelles de ${shop} ? Vos points et commandes restent inchangés.`,
    leaveButton: 'Se désabonner',
    left: (shop) =>
      `C’est fait. ${shop} ne vous envoie plus de nouvelles. Vos points et commandes restent inchangés.`,
    invalid: 'Ce lien n’est pas valable.',
  },
  it: {
    because: (shop) => `Ricevi questo messaggio perché ti sei iscritto alle novità di ${shop}.`,
    service: (shop) => `Questo messaggio riguarda la tua iscrizione presso ${shop}.`,
    preferences: 'Preferenze',
    unsubscribe: 'Annulla l’iscrizione',
    leaveTitle: 'Annulla l’iscrizione',
    leaveAsk: (shop) => `Non vuoi più novità da ${shop}? Punti e ordini restano come sono.`,
    leaveButton: 'Annulla l’iscrizione',
    left: (shop) => `Fatto. ${shop} non ti invia più novità. Punti e ordini restano come sono.`,
    invalid: 'Questo link non è valido.',
  },
  es: {
    because: (shop) => `Recibes este mensaje porque te suscribiste a las novedades de ${shop}.`,
    service: (shop) => `Este mensaje forma parte de tu membresía en ${shop}.`,
    preferences: 'Preferencias',
    unsubscribe: 'Darse de baja',
    leaveTitle: 'Darse de baja',
    leaveAsk: (shop) => `¿No quieres más novedades de ${shop}? Tus puntos y pedidos siguen igual.`,
    leaveButton: 'Darme de baja',
    left: (shop) => `Hecho. ${shop} ya no te envía novedades. Tus puntos y pedidos siguen igual.`,
    invalid: 'Este enlace no es válido.',
  },
  nl: {
    because: (shop) => `Je krijgt dit omdat je je hebt aangemeld voor nieuws van ${shop}.`,
    service: (shop) => `Dit bericht hoort bij je lidmaatschap bij ${shop}.`,
    preferences: 'Voorkeuren',
    unsubscribe: 'Afmelden',
    leaveTitle: 'Afmelden',
    leaveAsk: (shop) =>
      `Wil je geen nieuws van ${shop} meer? Je punten en bestellingen blijven zoals ze zijn.`,
    leaveButton: 'Afmelden',
    left: (shop) =>
      `Gedaan. ${shop} stuurt je geen nieuws meer. Je punten en bestellingen blijven zoals ze zijn.`,
    invalid: 'Deze link is niet geldig.',
  },
  pl: {
    because: (shop) => `Otrzymujesz tę wiadomość, ponieważ zapisano Cię na nowości od ${shop}.`,
    service: (shop) => `Ta wiadomość dotyczy Twojego członkostwa w ${shop}.`,
    preferences: 'Preferencje',
    unsubscribe: 'Wypisz się',
    leaveTitle: 'Wypisz się',
    leaveAsk: (shop) => `Nie chcesz już nowości od ${shop}? Punkty i zamówienia pozostają bez zmian.`,
    leaveButton: 'Wypisz mnie',
    left: (shop) => `Gotowe. ${shop} nie wysyła Ci już nowości. Punkty i zamówienia pozostają bez zmian.`,
    invalid: 'Ten link jest nieważny.',
  },
};

/** The other manner of German. */
export const MAIL_FORMAL: Partial<MailWords> = {
  because: (shop) => `Diese Nachricht kommt, weil Sie Neuigkeiten von ${shop} abonniert haben.`,
  service: (shop) => `Diese Nachricht gehört zu Ihrer Mitgliedschaft bei ${shop}.`,
  leaveAsk: (shop) =>
    `Möchten Sie keine Neuigkeiten von ${shop} mehr? Punkte und Bestellungen bleiben, wie sie sind.`,
  left: (shop) =>
    `Erledigt. ${shop} schickt Ihnen keine Neuigkeiten mehr. Punkte und Bestellungen bleiben, wie sie sind.`,
};
