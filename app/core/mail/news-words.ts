/** Words of the pages on which somebody asks for news by mail, confirms it, and chooses what she reads of. */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export type NewsWords = {
  preferencesTitle: string;
  interestsAsk: string;
  interestsAll: string;
  save: string;
  saved: string;
  confirmSubject: (shop: string) => string;
  confirmText: (shop: string) => string;
  confirmButton: string;
  confirmTitle: string;
  confirmAsk: (shop: string) => string;
  confirmed: (shop: string) => string;
  signupTitle: (shop: string) => string;
  signupField: string;
  signupConsent: (shop: string) => string;
  signupButton: string;
  signupDone: string;
  signupInvalid: string;
  signupLater: string;
  voucherTitle: (share: string) => string;
  voucherText: (share: string, until: string) => string;
  voucherUse: string;
  voucherLate: string;
  voucherFetch: string;
};

export const NEWS_WORDS: InEveryLanguage<NewsWords> = {
  en: {
    preferencesTitle: 'News preferences',
    interestsAsk: 'What do you want to read about?',
    interestsAll: 'All news',
    save: 'Save',
    saved: 'Saved.',
    confirmSubject: (shop) => `Please confirm: news from ${shop}`,
    confirmText: (shop) =>
      `Someone entered this address to get news from ${shop}. If it was you, confirm below. If not, do nothing: nothing will be sent.`,
    confirmButton: 'Yes, send me news',
    confirmTitle: 'Confirm your address',
    confirmAsk: (shop) => `One click and you are on the list of ${shop}.`,
    confirmed: (shop) => `Done. You get news from ${shop} from now on.`,
    signupTitle: (shop) => `Get news from ${shop}`,
    signupField: 'Your e-mail address',
    signupConsent: (shop) => `I want news and offers from ${shop} by e-mail. I can unsubscribe at any time.`,
    signupButton: 'Subscribe',
    signupDone: 'Almost done: please open the mail we have just sent you and confirm.',
    signupInvalid: 'Please enter a valid e-mail address.',
    signupLater: 'Please try again in a while.',
    voucherTitle: (share) => `Thank you: ${share} for your first order`,
    voucherText: (share, until) => `With this code your first order is ${share} off, until ${until}.`,
    voucherUse: 'Put it into my cart',
    voucherLate: 'Your voucher is almost there.',
    voucherFetch: 'Get the voucher',
  },
  de: {
    preferencesTitle: 'Neuigkeiten einstellen',
    interestsAsk: 'Worüber möchtest du lesen?',
    interestsAll: 'Alle Neuigkeiten',
    save: 'Speichern',
    saved: 'Gespeichert.',
    confirmSubject: (shop) => `Bitte bestätige: Neuigkeiten von ${shop}`,
    confirmText: (shop) =>
      `Diese Adresse wurde für Neuigkeiten von ${shop} eingetragen. Warst du das, dann bestätige es hier. Wenn nicht, tu einfach nichts: Es wird nichts verschickt.`,
    confirmButton: 'Ja, schickt mir Neuigkeiten',
    confirmTitle: 'Adresse bestätigen',
    confirmAsk: (shop) => `Ein Klick, und du bist bei ${shop} eingetragen.`,
    confirmed: (shop) => `Erledigt. Ab jetzt bekommst du Neuigkeiten von ${shop}.`,
    signupTitle: (shop) => `Neuigkeiten von ${shop}`,
    signupField: 'Deine E-Mail-Adresse',
    signupConsent: (shop) =>
      `Ich möchte Neuigkeiten und Angebote von ${shop} per E-Mail. Abmelden kann ich mich jederzeit.`,
    signupButton: 'Abonnieren',
    signupDone: 'Fast geschafft: Öffne bitte die Mail, die wir dir eben geschickt haben, und bestätige sie.',
    signupInvalid: 'Bitte gib eine gültige E-Mail-Adresse an.',
    signupLater: 'Bitte versuche es später noch einmal.',
    voucherTitle: (share) => `Danke: ${share} für deine erste Bestellung`,
    voucherText: (share, until) =>
      `Mit diesem Code kostet deine erste Bestellung ${share} weniger, bis ${until}.`,
    voucherUse: 'In meinen Warenkorb legen',
    voucherLate: 'Dein Gutschein ist gleich so weit.',
    voucherFetch: 'Gutschein holen',
  },
  fr: {
    preferencesTitle: 'Préférences',
    interestsAsk: 'Sur quoi souhaitez-vous lire ?',
    interestsAll: 'Toutes les nouvelles',
    save: 'Enregistrer',
    saved: 'C’est enregistré.',
    confirmSubject: (shop) => `Veuillez confirmer : nouvelles de ${shop}`,
    confirmText: (shop) =>
      `Cette adresse a été inscrite aux nouvelles de ${shop}. Si c’était vous, confirmez ci-dessous. Sinon, ne faites rien : rien ne sera envoyé.`,
    confirmButton: 'Oui, envoyez-moi des nouvelles',
    confirmTitle: 'Confirmer l’adresse',
    confirmAsk: (shop) => `Un clic et vous êtes inscrit chez ${shop}.`,
    confirmed: (shop) => `C’est fait. Vous recevrez désormais des nouvelles de ${shop}.`,
    signupTitle: (shop) => `Nouvelles de ${shop}`,
    signupField: 'Votre adresse e-mail',
    signupConsent: (shop) =>
      `Je souhaite recevoir des nouvelles et offres de ${shop} par e-mail. Je peux me désabonner à tout moment.`,
    signupButton: 'S’abonner',
    signupDone: 'Presque fini : ouvrez le message que nous venons de vous envoyer et confirmez.',
    signupInvalid: 'Veuillez saisir une adresse e-mail valable.',
    signupLater: 'Veuillez réessayer plus tard.',
    voucherTitle: (share) => `Merci : ${share} sur votre première commande`,
    voucherText: (share, until) =>
      `Avec ce code, votre première commande coûte ${share} de moins, jusqu’au ${until}.`,
    voucherUse: 'L’ajouter à mon panier',
    voucherLate: 'Votre bon est presque prêt.',
    voucherFetch: 'Obtenir le bon',
  },
  it: {
    preferencesTitle: 'Preferenze',
    interestsAsk: 'Di che cosa vuoi leggere?',
    interestsAll: 'Tutte le novità',
    save: 'Salva',
    saved: 'Salvato.',
    confirmSubject: (shop) => `Conferma: novità da ${shop}`,
    confirmText: (shop) =>
      `Questo indirizzo è stato inserito per le novità di ${shop}. Se sei stato tu, conferma qui. Altrimenti non fare nulla: non verrà inviato niente.`,
    confirmButton: 'Sì, mandatemi novità',
    confirmTitle: 'Conferma l’indirizzo',
    confirmAsk: (shop) => `Un clic e sei iscritto da ${shop}.`,
    confirmed: (shop) => `Fatto. D’ora in poi riceverai novità da ${shop}.`,
    signupTitle: (shop) => `Novità da ${shop}`,
    signupField: 'Il tuo indirizzo e-mail',
    signupConsent: (shop) =>
      `Voglio ricevere novità e offerte da ${shop} via e-mail. Posso annullare in ogni momento.`,
    signupButton: 'Iscriviti',
    signupDone: 'Quasi fatto: apri la mail che ti abbiamo appena inviato e conferma.',
    signupInvalid: 'Inserisci un indirizzo e-mail valido.',
    signupLater: 'Riprova più tardi.',
    voucherTitle: (share) => `Grazie: ${share} sul tuo primo ordine`,
    voucherText: (share, until) =>
      `Con questo codice il tuo primo ordine costa il ${share} in meno, fino al ${until}.`,
    voucherUse: 'Aggiungi al mio carrello',
    voucherLate: 'Il tuo buono è quasi pronto.',
    voucherFetch: 'Ottieni il buono',
  },
  es: {
    preferencesTitle: 'Preferencias',
    interestsAsk: '¿Sobre qué quieres leer?',
    interestsAll: 'Todas las novedades',
    save: 'Guardar',
    saved: 'Guardado.',
    confirmSubject: (shop) => `Confirma: novedades de ${shop}`,
    confirmText: (shop) =>
      `Esta dirección se inscribió para recibir novedades de ${shop}. Si fuiste tú, confírmalo aquí. Si no, no hagas nada: no se enviará nada.`,
    confirmButton: 'Sí, enviadme novedades',
    confirmTitle: 'Confirmar la dirección',
    confirmAsk: (shop) => `Un clic y estás en la lista de ${shop}.`,
    confirmed: (shop) => `Hecho. Desde ahora recibes novedades de ${shop}.`,
    signupTitle: (shop) => `Novedades de ${shop}`,
    signupField: 'Tu correo electrónico',
    signupConsent: (shop) =>
      `Quiero recibir novedades y ofertas de ${shop} por correo. Puedo darme de baja en cualquier momento.`,
    signupButton: 'Suscribirme',
    signupDone: 'Casi listo: abre el correo que acabamos de enviarte y confirma.',
    signupInvalid: 'Indica un correo electrónico válido.',
    signupLater: 'Inténtalo más tarde.',
    voucherTitle: (share) => `Gracias: ${share} en tu primer pedido`,
    voucherText: (share, until) =>
      `Con este código tu primer pedido cuesta un ${share} menos, hasta el ${until}.`,
    voucherUse: 'Ponerlo en mi cesta',
    voucherLate: 'Tu vale está casi listo.',
    voucherFetch: 'Obtener el vale',
  },
  nl: {
    preferencesTitle: 'Voorkeuren',
    interestsAsk: 'Waarover wil je lezen?',
    interestsAll: 'Al het nieuws',
    save: 'Opslaan',
    saved: 'Opgeslagen.',
    confirmSubject: (shop) => `Bevestig: nieuws van ${shop}`,
    confirmText: (shop) =>
      `Dit adres is opgegeven voor nieuws van ${shop}. Was jij dat, bevestig het dan hier. Zo niet, doe dan niets: er wordt niets verstuurd.`,
    confirmButton: 'Ja, stuur me nieuws',
    confirmTitle: 'Adres bevestigen',
    confirmAsk: (shop) => `Eén klik en je staat op de lijst van ${shop}.`,
    confirmed: (shop) => `Gedaan. Vanaf nu krijg je nieuws van ${shop}.`,
    signupTitle: (shop) => `Nieuws van ${shop}`,
    signupField: 'Je e-mailadres',
    signupConsent: (shop) =>
      `Ik wil nieuws en aanbiedingen van ${shop} per e-mail. Ik kan me altijd afmelden.`,
    signupButton: 'Abonneren',
    signupDone: 'Bijna klaar: open de mail die we je net hebben gestuurd en bevestig.',
    signupInvalid: 'Vul een geldig e-mailadres in.',
    signupLater: 'Probeer het later opnieuw.',
    voucherTitle: (share) => `Bedankt: ${share} op je eerste bestelling`,
    voucherText: (share, until) =>
      `Met deze code kost je eerste bestelling ${share} minder, tot en met ${until}.`,
    voucherUse: 'In mijn winkelwagen',
    voucherLate: 'Je waardebon is er bijna.',
    voucherFetch: 'Waardebon ophalen',
  },
  pl: {
    preferencesTitle: 'Preferencje',
    interestsAsk: 'O czym chcesz czytać?',
    interestsAll: 'Wszystkie nowości',
    save: 'Zapisz',
    saved: 'Zapisano.',
    confirmSubject: (shop) => `Potwierdź: nowości od ${shop}`,
    confirmText: (shop) =>
      `Ten adres podano, aby otrzymywać nowości od ${shop}. Jeśli to Twoja prośba, potwierdź ją tutaj. Jeśli nie, nie rób nic: niczego nie wyślemy.`,
    confirmButton: 'Tak, chcę nowości',
    confirmTitle: 'Potwierdź adres',
    confirmAsk: (shop) => `Jedno kliknięcie i jesteś na liście ${shop}.`,
    confirmed: (shop) => `Gotowe. Od teraz otrzymujesz nowości od ${shop}.`,
    signupTitle: (shop) => `Nowości od ${shop}`,
    signupField: 'Twój adres e-mail',
    signupConsent: (shop) =>
      `Chcę otrzymywać nowości i oferty od ${shop} e-mailem. W każdej chwili mogę się wypisać.`,
    signupButton: 'Zapisz się',
    signupDone: 'Prawie gotowe: otwórz wiadomość, którą właśnie wysłaliśmy, i potwierdź.',
    signupInvalid: 'Podaj prawidłowy adres e-mail.',
    signupLater: 'Spróbuj ponownie później.',
    voucherTitle: (share) => `Dziękujemy: ${share} na pierwsze zamówienie`,
    voucherText: (share, until) => `Z tym kodem pierwsze zamówienie kosztuje o ${share} mniej, do ${until}.`,
    voucherUse: 'Dodaj do mojego koszyka',
    voucherLate: 'Kupon jest prawie gotowy.',
    voucherFetch: 'Pobierz kupon',
  },
};

/** The other manner of German. */
export const NEWS_FORMAL: Partial<NewsWords> = {
  interestsAsk: 'Worüber möchten Sie lesen?',
  confirmSubject: (shop) => `Bitte bestätigen Sie: Neuigkeiten von ${shop}`,
  confirmText: (shop) =>
    `Diese Adresse wurde für Neuigkeiten von ${shop} eingetragen. Waren Sie das, dann bestätigen Sie es hier. Wenn nicht, müssen Sie nichts tun: Es wird nichts verschickt.`,
  confirmButton: 'Ja, senden Sie mir Neuigkeiten',
  confirmAsk: (shop) => `Ein Klick, und Sie sind bei ${shop} eingetragen.`,
  confirmed: (shop) => `Erledigt. Ab jetzt bekommen Sie Neuigkeiten von ${shop}.`,
  signupField: 'Ihre E-Mail-Adresse',
  signupDone:
    'Fast geschafft: Öffnen Sie bitte die Mail, die wir Ihnen eben geschickt haben, und bestätigen Sie sie.',
  signupInvalid: 'Bitte geben Sie eine gültige E-Mail-Adresse an.',
  signupLater: 'Bitte versuchen Sie es später noch einmal.',
  voucherTitle: (share) => `Danke: ${share} für Ihre erste Bestellung`,
  voucherText: (share, until) =>
    `Mit diesem Code kostet Ihre erste Bestellung ${share} weniger, bis ${until}.`,
  voucherLate: 'Ihr Gutschein ist gleich so weit.',
};
