/**
 * The ways to earn in words, in every language of the shoppers: what to do, without the points. German says them without
 * du or Sie.
 */
import type { DEEDS } from '#app/core/program/earning-rules.ts';
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export type WayKind = (typeof DEEDS)[number] | 'birthday' | 'order' | 'goods' | 'goodsMore' | 'more';

export const WAY_TITLES: Record<WayKind, InEveryLanguage> = {
  signUp: {
    en: 'Create an account',
    de: 'Kundenkonto anlegen',
    fr: 'Créer un compte',
    it: 'Crea un account',
    es: 'Crear una cuenta',
    nl: 'Een account aanmaken',
    pl: 'Załóż konto',
  },
  newsletter: {
    en: 'Subscribe to the newsletter',
    de: 'Newsletter abonnieren',
    fr: 'S’abonner à la newsletter',
    it: 'Iscriviti alla newsletter',
    es: 'Suscribirse al boletín',
    nl: 'Op de nieuwsbrief abonneren',
    pl: 'Zapisz się do newslettera',
  },
  completeProfile: {
    en: 'Complete the profile',
    de: 'Profil vervollständigen',
    fr: 'Compléter le profil',
    it: 'Completa il profilo',
    es: 'Completar el perfil',
    nl: 'Het profiel aanvullen',
    pl: 'Uzupełnij profil',
  },
  review: {
    en: 'Write a review',
    de: 'Bewertung schreiben',
    fr: 'Écrire un avis',
    it: 'Scrivi una recensione',
    es: 'Escribir una reseña',
    nl: 'Een beoordeling schrijven',
    pl: 'Napisz opinię',
  },
  photoReview: {
    en: 'Write a review with a photo',
    de: 'Bewertung mit Foto schreiben',
    fr: 'Écrire un avis avec photo',
    it: 'Scrivi una recensione con foto',
    es: 'Escribir una reseña con foto',
    nl: 'Een beoordeling met foto schrijven',
    pl: 'Napisz opinię ze zdjęciem',
  },
  survey: {
    en: 'Answer a survey',
    de: 'Umfrage beantworten',
    fr: 'Répondre à un sondage',
    it: 'Rispondi a un sondaggio',
    es: 'Responder a una encuesta',
    nl: 'Een enquête invullen',
    pl: 'Odpowiedz na ankietę',
  },
  share: {
    en: 'Share the shop',
    de: 'Shop teilen',
    fr: 'Partager la boutique',
    it: 'Condividi il negozio',
    es: 'Compartir la tienda',
    nl: 'De winkel delen',
    pl: 'Poleć sklep w sieci',
  },
  referral: {
    en: 'Recommend the shop to a friend who orders',
    de: 'Den Shop weiterempfehlen, wenn daraus eine Bestellung wird',
    fr: 'Recommander la boutique à un ami qui commande',
    it: 'Consiglia il negozio a un amico che ordina',
    es: 'Recomendar la tienda a un amigo que compre',
    nl: 'De winkel aanbevelen aan een vriend die bestelt',
    pl: 'Poleć sklep znajomemu, który złoży zamówienie',
  },
  custom: {
    en: 'Take part in an action of the shop',
    de: 'Bei einer Aktion mitmachen',
    fr: 'Participer à une action de la boutique',
    it: 'Partecipa a un’iniziativa del negozio',
    es: 'Participar en una acción de la tienda',
    nl: 'Meedoen aan een actie van de winkel',
    pl: 'Weź udział w akcji sklepu',
  },
  birthday: {
    en: 'Birthday',
    de: 'Geburtstag',
    fr: 'Anniversaire',
    it: 'Compleanno',
    es: 'Cumpleaños',
    nl: 'Verjaardag',
    pl: 'Urodziny',
  },
  order: {
    en: 'Every order',
    de: 'Jede Bestellung',
    fr: 'Chaque commande',
    it: 'Ogni ordine',
    es: 'Cada pedido',
    nl: 'Elke bestelling',
    pl: 'Każde zamówienie',
  },
  goods: {
    en: 'Selected products, each piece',
    de: 'Ausgewählte Produkte, je Stück',
    fr: 'Produits sélectionnés, par pièce',
    it: 'Prodotti selezionati, al pezzo',
    es: 'Productos seleccionados, por unidad',
    nl: 'Geselecteerde producten, per stuk',
    pl: 'Wybrane produkty, za sztukę',
  },
  goodsMore: {
    en: 'Selected products',
    de: 'Ausgewählte Produkte',
    fr: 'Produits sélectionnés',
    it: 'Prodotti selezionati',
    es: 'Productos seleccionados',
    nl: 'Geselecteerde producten',
    pl: 'Wybrane produkty',
  },
  more: {
    en: 'For a short time',
    de: 'Nur für kurze Zeit',
    fr: 'Pour une durée limitée',
    it: 'Per un periodo limitato',
    es: 'Por tiempo limitado',
    nl: 'Tijdelijk',
    pl: 'Przez krótki czas',
  },
};

/** "Visit the shop 7 days in a row". */
export const STREAK_TITLE: InEveryLanguage<(days: string) => string> = {
  en: (days) => `Visit the shop ${days} days in a row`,
  de: (days) => `Den Shop an ${days} Tagen in Folge besuchen`,
  fr: (days) => `Visiter la boutique ${days} jours de suite`,
  it: (days) => `Visita il negozio per ${days} giorni di fila`,
  es: (days) => `Visitar la tienda ${days} días seguidos`,
  nl: (days) => `De winkel ${days} dagen achter elkaar bezoeken`,
  pl: (days) => `Odwiedzaj sklep ${days} dni z rzędu`,
};

/** "Order number 5", and "Every 5 orders" where it comes again. */
export const NTH_ORDER_TITLE: InEveryLanguage<(count: string, again: boolean) => string> = {
  en: (count, again) => (again ? `Every ${count} orders` : `Order number ${count}`),
  de: (count, again) => (again ? `Alle ${count} Bestellungen` : `Bestellung Nummer ${count}`),
  fr: (count, again) => (again ? `Toutes les ${count} commandes` : `Commande numéro ${count}`),
  it: (count, again) => (again ? `Ogni ${count} ordini` : `Ordine numero ${count}`),
  es: (count, again) => (again ? `Cada ${count} pedidos` : `Pedido número ${count}`),
  nl: (count, again) => (again ? `Elke ${count} bestellingen` : `Bestelling nummer ${count}`),
  pl: (count, again) => (again ? `Co ${count} zamówień` : `Zamówienie numer ${count}`),
};

/** "Once €500 is spent", and "For every €500 spent". */
export const SPEND_TITLE: InEveryLanguage<(amount: string, again: boolean) => string> = {
  en: (amount, again) => (again ? `For every ${amount} spent` : `Once ${amount} is spent`),
  de: (amount, again) => (again ? `Je ${amount} Einkaufssumme` : `Ab ${amount} Einkaufssumme`),
  fr: (amount, again) => (again ? `Par tranche de ${amount} d’achats` : `Dès ${amount} d’achats`),
  it: (amount, again) => (again ? `Ogni ${amount} di acquisti` : `Dopo ${amount} di acquisti`),
  es: (amount, again) => (again ? `Por cada ${amount} en compras` : `Al llegar a ${amount} en compras`),
  nl: (amount, again) => (again ? `Per ${amount} aan aankopen` : `Vanaf ${amount} aan aankopen`),
  pl: (amount, again) => (again ? `Za każde ${amount} zakupów` : `Po zakupach za ${amount}`),
};
