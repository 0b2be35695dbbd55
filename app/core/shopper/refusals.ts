/**
 * Why a shopper's wish was refused, in one sentence of her language. What she cannot cause herself is said in general
 * words; amounts come in `details` as written for the language already, or as numbers.
 */
import type { RejectionCode } from '#app/core/rejection.ts';
import { type InEveryLanguage, type Speech, speltIn } from '#app/core/shopper/languages.ts';

/** German in the formal manner stands beside, where it differs. */
type Sentence = InEveryLanguage & { Sie?: string };

const INVALID: Sentence = {
  en: 'That did not work. Please load the page again.',
  de: 'Das hat nicht geklappt. Bitte die Seite neu laden.',
  fr: 'Cela n’a pas fonctionné. Veuillez recharger la page.',
  it: 'Non ha funzionato. Ricarica la pagina.',
  es: 'No ha funcionado. Vuelve a cargar la página.',
  nl: 'Dat is niet gelukt. Laad de pagina opnieuw.',
  pl: 'Coś poszło nie tak. Odśwież stronę.',
};

const NO_PROGRAM: Sentence = {
  en: 'This shop has no loyalty program at the moment.',
  de: 'Dieser Shop hat gerade kein Treueprogramm.',
  fr: 'Cette boutique n’a pas de programme de fidélité en ce moment.',
  it: 'Al momento questo negozio non ha un programma fedeltà.',
  es: 'Esta tienda no tiene ahora un programa de fidelidad.',
  nl: 'Deze winkel heeft nu geen loyaliteitsprogramma.',
  pl: 'Ten sklep nie ma teraz programu lojalnościowego.',
};

const SENTENCES: Partial<Record<RejectionCode, Sentence>> = {
  'request-invalid': INVALID,
  'request-unsigned': INVALID,
  'request-too-large': INVALID,
  'key-reused': INVALID,
  'shop-unknown': NO_PROGRAM,
  'program-missing': NO_PROGRAM,
  'program-paused': {
    en: 'The program is paused at the moment. Your points are safe.',
    de: 'Das Programm pausiert gerade. Deine Punkte bleiben erhalten.',
    Sie: 'Das Programm pausiert gerade. Ihre Punkte bleiben erhalten.',
    fr: 'Le programme est en pause. Vos points sont conservés.',
    it: 'Il programma è in pausa. I tuoi punti restano al sicuro.',
    es: 'El programa está en pausa. Tus puntos se conservan.',
    nl: 'Het programma staat even stil. Je punten blijven behouden.',
    pl: 'Program jest wstrzymany. Twoje punkty są bezpieczne.',
  },
  'signed-out': {
    en: 'Please sign in to use your points.',
    de: 'Bitte melde dich an, um deine Punkte zu nutzen.',
    Sie: 'Bitte melden Sie sich an, um Ihre Punkte zu nutzen.',
    fr: 'Connectez-vous pour utiliser vos points.',
    it: 'Accedi per usare i tuoi punti.',
    es: 'Inicia sesión para usar tus puntos.',
    nl: 'Log in om je punten te gebruiken.',
    pl: 'Zaloguj się, aby użyć punktów.',
  },
  'terms-changed': {
    en: 'The terms have changed. Please read them and join again.',
    de: 'Die Bedingungen haben sich geändert. Bitte lies sie und tritt noch einmal bei.',
    Sie: 'Die Bedingungen haben sich geändert. Bitte lesen Sie sie und treten Sie noch einmal bei.',
    fr: 'Les conditions ont changé. Veuillez les lire et confirmer de nouveau.',
    it: 'Le condizioni sono cambiate. Leggile e conferma di nuovo.',
    es: 'Las condiciones han cambiado. Léelas y vuelve a confirmar.',
    nl: 'De voorwaarden zijn veranderd. Lees ze en bevestig opnieuw.',
    pl: 'Zasady się zmieniły. Przeczytaj je i potwierdź ponownie.',
  },
  'reward-unknown': {
    en: 'This reward is no longer offered.',
    de: 'Diese Prämie wird nicht mehr angeboten.',
    fr: 'Cette récompense n’est plus proposée.',
    it: 'Questo premio non è più disponibile.',
    es: 'Esta recompensa ya no está disponible.',
    nl: 'Deze beloning is er niet meer.',
    pl: 'Ta nagroda nie jest już dostępna.',
  },
  'points-insufficient': {
    en: 'That takes {needed}; you have {available}.',
    de: 'Dafür braucht es {needed}; verfügbar sind {available}.',
    fr: 'Il en faut {needed} ; vous en avez {available}.',
    it: 'Ne servono {needed}; ne hai {available}.',
    es: 'Se necesitan {needed}; tienes {available}.',
    nl: 'Daarvoor zijn er {needed} nodig; je hebt er {available}.',
    pl: 'Potrzeba {needed}, masz {available}.',
  },
  'redemption-unknown': {
    en: 'We do not know this code.',
    de: 'Diesen Code kennen wir nicht.',
    fr: 'Nous ne connaissons pas ce code.',
    it: 'Non conosciamo questo codice.',
    es: 'No conocemos este código.',
    nl: 'Deze code kennen we niet.',
    pl: 'Nie znamy tego kodu.',
  },
  'redemption-used': {
    en: 'This code has already been used in an order.',
    de: 'Dieser Code wurde schon in einer Bestellung verwendet.',
    fr: 'Ce code a déjà été utilisé dans une commande.',
    it: 'Questo codice è già stato usato in un ordine.',
    es: 'Este código ya se ha usado en un pedido.',
    nl: 'Deze code is al in een bestelling gebruikt.',
    pl: 'Ten kod został już użyty w zamówieniu.',
  },
  'redemptions-too-many': {
    en: 'You have too many unused codes. Use or return one first.',
    de: 'Du hast zu viele ungenutzte Codes. Nutze erst einen oder gib einen zurück.',
    Sie: 'Sie haben zu viele ungenutzte Codes. Nutzen Sie erst einen oder geben Sie einen zurück.',
    fr: 'Vous avez trop de codes inutilisés. Utilisez-en un ou rendez-en un d’abord.',
    it: 'Hai troppi codici non usati. Usane o restituiscine uno prima.',
    es: 'Tienes demasiados códigos sin usar. Usa o devuelve uno primero.',
    nl: 'Je hebt te veel ongebruikte codes. Gebruik er eerst een of geef er een terug.',
    pl: 'Masz zbyt wiele niewykorzystanych kodów. Najpierw użyj lub zwróć jeden z nich.',
  },
  'cart-too-small': {
    en: 'Your cart is {missing} short of what this reward needs. No points were used.',
    de: 'Dem Warenkorb fehlen {missing} für diese Prämie. Es wurden keine Punkte verwendet.',
    fr: 'Il manque {missing} au panier pour cette récompense. Aucun point n’a été utilisé.',
    it: 'Al carrello mancano {missing} per questo premio. Non è stato usato nessun punto.',
    es: 'Al carrito le faltan {missing} para esta recompensa. No se ha usado ningún punto.',
    nl: 'Je winkelwagen komt {missing} tekort voor deze beloning. Er zijn geen punten gebruikt.',
    pl: 'Do tej nagrody brakuje w koszyku {missing}. Nie wykorzystano żadnych punktów.',
  },
  'code-better': {
    en: 'Your code {code} saves {theirs}, this reward {ours}, and they cannot be combined. No points were used.',
    de: 'Der Code {code} spart {theirs}, diese Prämie {ours}, und beides geht nicht zusammen. Es wurden keine Punkte verwendet.',
    fr: 'Le code {code} fait économiser {theirs}, cette récompense {ours}, et ils ne se cumulent pas. Aucun point n’a été utilisé.',
    it: 'Il codice {code} fa risparmiare {theirs}, questo premio {ours}, e non sono cumulabili. Non è stato usato nessun punto.',
    es: 'El código {code} ahorra {theirs}, esta recompensa {ours}, y no se pueden combinar. No se ha usado ningún punto.',
    nl: 'De code {code} bespaart {theirs}, deze beloning {ours}, en ze gaan niet samen. Er zijn geen punten gebruikt.',
    pl: 'Kod {code} daje {theirs} oszczędności, ta nagroda {ours}, a nie można ich łączyć. Nie wykorzystano żadnych punktów.',
  },
  'code-replaced': {
    en: 'This reward saves {ours}, your code {code} saves {theirs}, and they cannot be combined. Use the reward instead?',
    de: 'Diese Prämie spart {ours}, der Code {code} nur {theirs}, und beides geht nicht zusammen. Stattdessen die Prämie verwenden?',
    fr: 'Cette récompense fait économiser {ours}, le code {code} {theirs}, et ils ne se cumulent pas. Utiliser plutôt la récompense ?',
    it: 'Questo premio fa risparmiare {ours}, il codice {code} {theirs}, e non sono cumulabili. Usare il premio al suo posto?',
    es: 'Esta recompensa ahorra {ours}, el código {code} {theirs}, y no se pueden combinar. ¿Usar la recompensa en su lugar?',
    nl: 'Deze beloning bespaart {ours}, de code {code} {theirs}, en ze gaan niet samen. Liever de beloning gebruiken?',
    pl: 'Ta nagroda daje {ours} oszczędności, kod {code} {theirs}, a nie można ich łączyć. Użyć zamiast niego nagrody?',
  },
  'redemption-refused': {
    en: 'The shop could not provide this reward. Your points are back.',
    de: 'Der Shop konnte diese Prämie nicht bereitstellen. Deine Punkte sind zurück.',
    Sie: 'Der Shop konnte diese Prämie nicht bereitstellen. Ihre Punkte sind zurück.',
    fr: 'La boutique n’a pas pu fournir cette récompense. Vos points vous ont été rendus.',
    it: 'Il negozio non ha potuto fornire questo premio. I tuoi punti sono tornati.',
    es: 'La tienda no ha podido dar esta recompensa. Tus puntos han vuelto.',
    nl: 'De winkel kon deze beloning niet geven. Je punten zijn terug.',
    pl: 'Sklep nie mógł wydać tej nagrody. Punkty wróciły na konto.',
  },
  'redemption-final': {
    en: 'This reward has been given for good and cannot be returned.',
    de: 'Diese Prämie ist endgültig vergeben und kann nicht zurückgegeben werden.',
    fr: 'Cette récompense est définitive et ne peut pas être rendue.',
    it: 'Questo premio è definitivo e non si può restituire.',
    es: 'Esta recompensa es definitiva y no se puede devolver.',
    nl: 'Deze beloning is definitief en kan niet terug.',
    pl: 'Ta nagroda została wydana na stałe i nie można jej zwrócić.',
  },
  'redemption-parked': {
    en: 'The shop has to look at this reward itself. Your points are set aside until then.',
    de: 'Der Shop muss diese Prämie selbst prüfen. Deine Punkte sind so lange zurückgelegt.',
    Sie: 'Der Shop muss diese Prämie selbst prüfen. Ihre Punkte sind so lange zurückgelegt.',
    fr: 'La boutique doit vérifier cette récompense. Vos points sont mis de côté jusque-là.',
    it: 'Il negozio deve controllare questo premio. Fino ad allora i tuoi punti sono messi da parte.',
    es: 'La tienda debe revisar esta recompensa. Tus puntos quedan reservados hasta entonces.',
    nl: 'De winkel moet deze beloning zelf bekijken. Je punten zijn zolang opzijgezet.',
    pl: 'Sklep musi sam sprawdzić tę nagrodę. Do tego czasu punkty są odłożone.',
  },
  'redemption-delayed': {
    en: 'The shop is not answering. Your points are set aside; try again in a moment or they return by themselves.',
    de: 'Der Shop antwortet nicht. Deine Punkte sind zurückgelegt; versuche es gleich noch einmal, sonst kommen sie von selbst zurück.',
    Sie: 'Der Shop antwortet nicht. Ihre Punkte sind zurückgelegt; versuchen Sie es gleich noch einmal, sonst kommen sie von selbst zurück.',
    fr: 'La boutique ne répond pas. Vos points sont mis de côté ; réessayez dans un instant, sinon ils reviennent d’eux-mêmes.',
    it: 'Il negozio non risponde. I tuoi punti sono messi da parte; riprova tra poco, altrimenti tornano da soli.',
    es: 'La tienda no responde. Tus puntos están reservados; inténtalo de nuevo en un momento o volverán solos.',
    nl: 'De winkel antwoordt niet. Je punten zijn opzijgezet; probeer het zo nog eens, anders komen ze vanzelf terug.',
    pl: 'Sklep nie odpowiada. Punkty są odłożone; spróbuj za chwilę albo wrócą same.',
  },
  'post-invalid': {
    en: 'This does not look like the address of a post. Copy it from where you posted.',
    de: 'Das sieht nicht nach der Adresse eines Beitrags aus. Am besten dort kopieren, wo er steht.',
    fr: 'Cela ne ressemble pas à l’adresse d’une publication. Copiez-la là où vous avez publié.',
    it: 'Non sembra l’indirizzo di un post. Copialo da dove hai pubblicato.',
    es: 'No parece la dirección de una publicación. Cópiala desde donde publicaste.',
    nl: 'Dit lijkt niet op het adres van een post. Kopieer het waar je hebt gepost.',
    pl: 'To nie wygląda na adres posta. Skopiuj go z miejsca publikacji.',
  },
  'post-known': {
    en: 'This post has been handed in already.',
    de: 'Dieser Beitrag wurde schon eingereicht.',
    fr: 'Cette publication a déjà été envoyée.',
    it: 'Questo post è già stato inviato.',
    es: 'Esta publicación ya se ha enviado.',
    nl: 'Deze post is al ingezonden.',
    pl: 'Ten post został już zgłoszony.',
  },
  'posts-full': {
    en: 'We are still looking at your last posts. Please hand in the next one after that.',
    de: 'Wir sehen uns noch die letzten Beiträge an. Der nächste kann danach eingereicht werden.',
    fr: 'Nous regardons encore vos dernières publications. Envoyez la suivante après.',
    it: 'Stiamo ancora guardando i tuoi ultimi post. Invia il prossimo dopo.',
    es: 'Aún estamos viendo tus últimas publicaciones. Envía la siguiente después.',
    nl: 'We bekijken je laatste posts nog. Zend de volgende daarna in.',
    pl: 'Wciąż przeglądamy ostatnie posty. Następny zgłoś później.',
  },
};

/** Codes that a shopper's command can be refused with. */
export const TOLD_TO_SHOPPERS = Object.keys(SENTENCES) as RejectionCode[];

/** What is not in the list is no shopper's business: she reads that it did not work. */
export function tellShopper(
  code: RejectionCode,
  details: Record<string, string | number>,
  speech: Speech,
  isFormal: boolean,
): string {
  const sentence = SENTENCES[code] ?? INVALID;
  const text =
    speech.language === 'de' && isFormal ? (sentence.Sie ?? sentence.de) : sentence[speech.language];
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name];
    return typeof value === 'number' ? new Intl.NumberFormat(speech.tag).format(value) : (value ?? '…');
  });
  return speltIn(filled, speech);
}
