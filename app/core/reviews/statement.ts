/**
 * What a shop says beside its reviews: that some were rewarded, that the stars did not matter, how they are checked (§ 5b (3) UWG,
 * Art. 7 (6) of Directive 2005/29/EC). In the languages of its shoppers.
 */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export const REVIEW_STATEMENT: InEveryLanguage = {
  en: 'Some of these reviews were rewarded with points of our loyalty program. Every rating gives the same points. Points are given only for products that the reviewer bought from us; we check this against our orders.',
  de: 'Ein Teil dieser Bewertungen wurde mit Punkten unseres Treueprogramms belohnt. Jede Bewertung bringt gleich viele Punkte, ob gut oder schlecht. Punkte gibt es nur für Produkte, die bei uns gekauft wurden; das prüfen wir anhand der Bestellungen.',
  fr: 'Une partie de ces avis a été récompensée par des points de notre programme de fidélité. Chaque note donne le même nombre de points. Les points ne sont accordés que pour des produits achetés chez nous ; nous le vérifions à partir des commandes.',
  it: 'Una parte di queste recensioni è stata premiata con punti del nostro programma fedeltà. Ogni voto dà gli stessi punti. I punti spettano solo per prodotti acquistati da noi; lo verifichiamo in base agli ordini.',
  es: 'Parte de estas reseñas se premió con puntos de nuestro programa de fidelidad. Todas las puntuaciones dan los mismos puntos. Solo se dan puntos por productos comprados en nuestra tienda; lo comprobamos con los pedidos.',
  nl: 'Een deel van deze beoordelingen is beloond met punten van ons loyaliteitsprogramma. Elke beoordeling levert evenveel punten op. Punten zijn er alleen voor producten die bij ons zijn gekocht; dat controleren we aan de hand van de bestellingen.',
  pl: 'Część tych opinii nagrodzono punktami naszego programu lojalnościowego. Każda ocena daje tyle samo punktów. Punkty przyznajemy tylko za produkty kupione u nas; sprawdzamy to na podstawie zamówień.',
};
