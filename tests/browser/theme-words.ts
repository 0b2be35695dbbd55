/** What points are called in the tests of the theme, in every language. */
export const pointsNames = {
  en: { one: 'point', other: 'points' },
  de: { one: 'Punkt', other: 'Punkte' },
  fr: { one: 'point', other: 'points' },
  it: { one: 'punto', other: 'punti' },
  es: { one: 'punto', other: 'puntos' },
  nl: { one: 'punt', other: 'punten' },
  pl: { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' },
};
