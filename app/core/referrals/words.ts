/** What friend and advocate read of a recommendation, in every language of the shoppers. */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export type LandingWords = {
  /** `from`: first name of who recommends; `what`: "10% off". */
  title: (from: string | null, what: string) => string;
  intro: string;
  minimum: (amount: string) => string;
  take: string;
  /** What the tap stores. */
  privacy: string;
  taken: string;
  code: string;
  until: (day: string) => string;
  shop: string;
  own: string;
  off: string;
  delayed: string;
  tooMany: string;
};

const title =
  (gives: (from: string, what: string) => string, nobody: (what: string) => string) =>
  (from: string | null, what: string) => (from === null ? nobody(what) : gives(from, what));

export const LANDING_WORDS: InEveryLanguage<LandingWords> = {
  en: {
    title: title(
      (from, what) => `${from} has something for you: ${what}`,
      (what) => `A present for you: ${what}`,
    ),
    intro: 'For your first order in this shop.',
    minimum: (amount) => `From an order value of ${amount}.`,
    take: 'Take the voucher',
    privacy: 'We make a voucher code and put it into your cart. We store nothing about you for it.',
    taken: 'The voucher is yours',
    code: 'Your code',
    until: (day) => `Valid until ${day}, for one order.`,
    shop: 'Go shopping with it',
    own: 'This is your own link. Send it to friends: the voucher is for their first order.',
    off: 'This recommendation does not apply any more. You are welcome all the same.',
    delayed: 'The voucher is on its way. Please try again in a moment.',
    tooMany:
      'So many friends have taken a voucher lately that there is none left. Please try again in some days.',
  },
  de: {
    title: title(
      (from, what) => `${from} hat etwas für dich: ${what}`,
      (what) => `Ein Geschenk für dich: ${what}`,
    ),
    intro: 'Für deine erste Bestellung in diesem Shop.',
    minimum: (amount) => `Ab einem Einkaufswert von ${amount}.`,
    take: 'Gutschein holen',
    privacy:
      'Wir machen einen Gutscheincode und legen ihn in deinen Warenkorb. Über dich speichern wir dafür nichts.',
    taken: 'Der Gutschein gehört dir',
    code: 'Dein Code',
    until: (day) => `Gültig bis ${day}, für eine Bestellung.`,
    shop: 'Damit einkaufen',
    own: 'Das ist dein eigener Link. Schick ihn Freunden: Der Gutschein gilt für ihre erste Bestellung.',
    off: 'Diese Empfehlung gilt nicht mehr. Du bist trotzdem willkommen.',
    delayed: 'Der Gutschein ist unterwegs. Bitte versuch es gleich noch einmal.',
    tooMany:
      'In letzter Zeit wurden so viele Gutscheine geholt, dass gerade keiner mehr da ist. Bitte versuch es in einigen Tagen noch einmal.',
  },
  fr: {
    title: title(
      (from, what) => `${from} pense à vous : ${what}`,
      (what) => `Un cadeau pour vous : ${what}`,
    ),
    intro: 'Pour votre première commande dans cette boutique.',
    minimum: (amount) => `À partir de ${amount} d’achat.`,
    take: 'Prendre le bon',
    privacy:
      'Nous créons un code et le plaçons dans votre panier. Nous n’enregistrons rien sur vous pour cela.',
    taken: 'Le bon est à vous',
    code: 'Votre code',
    until: (day) => `Valable jusqu’au ${day}, pour une commande.`,
    shop: 'Faire ses achats avec',
    own: 'C’est votre propre lien. Envoyez-le à vos amis : le bon est pour leur première commande.',
    off: 'Cette recommandation n’est plus valable. Vous êtes tout de même la bienvenue, le bienvenu.',
    delayed: 'Le bon arrive. Veuillez réessayer dans un instant.',
    tooMany:
      'Tant d’amis ont pris un bon ces derniers temps qu’il n’en reste plus. Veuillez réessayer dans quelques jours.',
  },
  it: {
    title: title(
      (from, what) => `${from} ha qualcosa per te: ${what}`,
      (what) => `Un regalo per te: ${what}`,
    ),
    intro: 'Per il tuo primo ordine in questo negozio.',
    minimum: (amount) => `A partire da ${amount} di spesa.`,
    take: 'Prendi il buono',
    privacy: 'Creiamo un codice e lo mettiamo nel tuo carrello. Per questo non salviamo nulla su di te.',
    taken: 'Il buono è tuo',
    code: 'Il tuo codice',
    until: (day) => `Valido fino al ${day}, per un ordine.`,
    shop: 'Fai acquisti con il buono',
    own: 'Questo è il tuo link. Invialo agli amici: il buono vale per il loro primo ordine.',
    off: 'Questo consiglio non è più valido. Sei comunque la persona benvenuta.',
    delayed: 'Il buono sta arrivando. Riprova tra un attimo.',
    tooMany:
      'Ultimamente tanti amici hanno preso un buono e al momento non ce ne sono più. Riprova tra qualche giorno.',
  },
  es: {
    title: title(
      (from, what) => `${from} tiene algo para ti: ${what}`,
      (what) => `Un regalo para ti: ${what}`,
    ),
    intro: 'Para tu primer pedido en esta tienda.',
    minimum: (amount) => `Desde ${amount} de compra.`,
    take: 'Quiero el vale',
    privacy: 'Creamos un código y lo ponemos en tu carrito. No guardamos nada sobre ti para ello.',
    taken: 'El vale es tuyo',
    code: 'Tu código',
    until: (day) => `Válido hasta el ${day}, para un pedido.`,
    shop: 'Comprar con él',
    own: 'Este es tu propio enlace. Envíalo a tus amigos: el vale es para su primer pedido.',
    off: 'Esta recomendación ya no es válida. De todos modos, te damos la bienvenida.',
    delayed: 'El vale está en camino. Inténtalo de nuevo en un momento.',
    tooMany:
      'Tantos amigos han cogido un vale últimamente que no queda ninguno. Inténtalo de nuevo en unos días.',
  },
  nl: {
    title: title(
      (from, what) => `${from} heeft iets voor je: ${what}`,
      (what) => `Een cadeau voor jou: ${what}`,
    ),
    intro: 'Voor je eerste bestelling in deze winkel.',
    minimum: (amount) => `Vanaf een bestelwaarde van ${amount}.`,
    take: 'Waardebon nemen',
    privacy: 'We maken een code en leggen die in je winkelwagen. We slaan daarvoor niets over je op.',
    taken: 'De waardebon is van jou',
    code: 'Je code',
    until: (day) => `Geldig tot ${day}, voor één bestelling.`,
    shop: 'Ermee winkelen',
    own: 'Dit is je eigen link. Stuur hem naar vrienden: de waardebon is voor hun eerste bestelling.',
    off: 'Deze aanbeveling geldt niet meer. Je bent toch welkom.',
    delayed: 'De waardebon is onderweg. Probeer het zo nog eens.',
    tooMany:
      'Zoveel vrienden hebben onlangs een waardebon genomen dat er nu geen meer is. Probeer het over een paar dagen nog eens.',
  },
  pl: {
    title: title(
      (from, what) => `${from} ma coś dla Ciebie: ${what}`,
      (what) => `Prezent dla Ciebie: ${what}`,
    ),
    intro: 'Na Twoje pierwsze zamówienie w tym sklepie.',
    minimum: (amount) => `Przy zamówieniu od ${amount}.`,
    take: 'Odbierz kupon',
    privacy: 'Tworzymy kod i wkładamy go do Twojego koszyka. Nie zapisujemy przy tym niczego o Tobie.',
    taken: 'Kupon jest Twój',
    code: 'Twój kod',
    until: (day) => `Ważny do ${day}, na jedno zamówienie.`,
    shop: 'Zrób z nim zakupy',
    own: 'To jest Twój własny link. Wyślij go znajomym: kupon jest na ich pierwsze zamówienie.',
    off: 'To polecenie już nie obowiązuje. I tak serdecznie witamy.',
    delayed: 'Kupon jest w drodze. Spróbuj ponownie za chwilę.',
    tooMany: 'Ostatnio tylu znajomych odebrało kupon, że chwilowo ich brak. Spróbuj ponownie za kilka dni.',
  },
};

/** The other manner of German. */
export const LANDING_FORMAL: Partial<LandingWords> = {
  title: title(
    (from, what) => `${from} hat etwas für Sie: ${what}`,
    (what) => `Ein Geschenk für Sie: ${what}`,
  ),
  intro: 'Für Ihre erste Bestellung in diesem Shop.',
  privacy:
    'Wir machen einen Gutscheincode und legen ihn in Ihren Warenkorb. Über Sie speichern wir dafür nichts.',
  taken: 'Der Gutschein gehört Ihnen',
  code: 'Ihr Code',
  own: 'Das ist Ihr eigener Link. Schicken Sie ihn Freunden: Der Gutschein gilt für deren erste Bestellung.',
  off: 'Diese Empfehlung gilt nicht mehr. Sie sind trotzdem willkommen.',
  delayed: 'Der Gutschein ist unterwegs. Bitte versuchen Sie es gleich noch einmal.',
  tooMany:
    'In letzter Zeit wurden so viele Gutscheine geholt, dass gerade keiner mehr da ist. Bitte versuchen Sie es in einigen Tagen noch einmal.',
};
