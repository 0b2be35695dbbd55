/** The assortment as data: titles in two languages, prices in hundredths of a euro, how often each thing is bought. */
import type { Texts } from '../store/model.ts';

/** Price, cost and former price in hundredths of a euro. */
export type Entry = {
  handle: string;
  title: Texts;
  about: Texts;
  type: string;
  tags?: string[];
  motif: string;
  hue: number;
  variants: { title: string; price: number; cost: number | null; before?: number }[];
  giftCard?: boolean;
  /** How often it is bought, relative to others. */
  weight: number;
};

type Shelf = { handle: string; title: Texts; entries: Entry[] };

const COFFEE: Entry[] = [
  {
    handle: 'hausroestung',
    title: { en: 'House roast', de: 'Hausröstung' },
    about: {
      en: 'Chocolate and hazelnut, roasted slowly. For every day.',
      de: 'Schokolade und Haselnuss, langsam geröstet. Für jeden Tag.',
    },
    type: 'Coffee',
    tags: ['consumable', 'organic'],
    motif: 'bag',
    hue: 24,
    variants: [
      { title: '250 g', price: 890, cost: 410 },
      { title: '1 kg', price: 2990, cost: 1490 },
    ],
    weight: 16,
  },
  {
    handle: 'espresso-nero',
    title: { en: 'Espresso Nero', de: 'Espresso Nero' },
    about: { en: 'Dark, dense, with a long finish.', de: 'Dunkel, dicht, mit langem Abgang.' },
    type: 'Coffee',
    tags: ['consumable'],
    motif: 'bag',
    hue: 12,
    variants: [
      { title: '250 g', price: 990, cost: 450 },
      { title: '1 kg', price: 3290, cost: 1600 },
    ],
    weight: 13,
  },
  {
    handle: 'aethiopien-sidamo',
    title: { en: 'Ethiopia Sidamo', de: 'Äthiopien Sidamo' },
    about: { en: 'Bergamot and apricot, for the filter.', de: 'Bergamotte und Aprikose, für den Filter.' },
    type: 'Coffee',
    tags: ['consumable', 'organic', 'fair'],
    motif: 'bag',
    hue: 36,
    variants: [{ title: '250 g', price: 1290, cost: 620 }],
    weight: 7,
  },
  {
    handle: 'koffeinfrei',
    title: { en: 'Quiet night, decaf', de: 'Ruhige Nacht, koffeinfrei' },
    about: { en: 'All the taste, none of the hurry.', de: 'Voller Geschmack, ganz ohne Eile.' },
    type: 'Coffee',
    tags: ['consumable'],
    motif: 'bag',
    hue: 210,
    variants: [{ title: '250 g', price: 1090, cost: 520 }],
    weight: 4,
  },
  {
    handle: 'handfilter',
    title: { en: 'Pour-over dripper', de: 'Handfilter aus Porzellan' },
    about: {
      en: 'Porcelain from Thuringia, for one to four cups.',
      de: 'Porzellan aus Thüringen, für eine bis vier Tassen.',
    },
    type: 'Coffee gear',
    motif: 'cup',
    hue: 190,
    variants: [{ title: 'Weiß', price: 2490, cost: 1050 }],
    weight: 4,
  },
  {
    handle: 'handmuehle',
    title: { en: 'Hand grinder', de: 'Handmühle' },
    about: {
      en: 'Steel burrs, forty settings, a lifetime of mornings.',
      de: 'Stahlmahlwerk, vierzig Stufen, ein Leben lang Morgen.',
    },
    type: 'Coffee gear',
    motif: 'cup',
    hue: 28,
    variants: [{ title: 'Eiche', price: 8900, cost: 4300 }],
    weight: 2,
  },
  {
    handle: 'filterpapier',
    title: { en: 'Filter papers, 100', de: 'Filterpapier, 100 Stück' },
    about: { en: 'Unbleached, fits size 02.', de: 'Ungebleicht, passend für Größe 02.' },
    type: 'Coffee gear',
    tags: ['consumable'],
    motif: 'cup',
    hue: 40,
    variants: [{ title: '100', price: 590, cost: 210 }],
    weight: 7,
  },
];

const TEA: Entry[] = [
  {
    handle: 'earl-grey',
    title: { en: 'Earl Grey', de: 'Earl Grey' },
    about: { en: 'Darjeeling with true bergamot oil.', de: 'Darjeeling mit echtem Bergamottöl.' },
    type: 'Tea',
    tags: ['consumable', 'organic'],
    motif: 'leaf',
    hue: 265,
    variants: [{ title: '100 g', price: 990, cost: 380 }],
    weight: 8,
  },
  {
    handle: 'sencha',
    title: { en: 'Sencha Uji', de: 'Sencha Uji' },
    about: { en: 'First harvest, grassy and sweet.', de: 'Erste Ernte, grasig und süß.' },
    type: 'Tea',
    tags: ['consumable', 'organic'],
    motif: 'leaf',
    hue: 120,
    variants: [{ title: '100 g', price: 1690, cost: 820 }],
    weight: 5,
  },
  {
    handle: 'kraeutergarten',
    title: { en: 'Herb garden', de: 'Kräutergarten' },
    about: {
      en: 'Lemon balm, mint and marigold from the Harz.',
      de: 'Melisse, Minze und Ringelblume aus dem Harz.',
    },
    type: 'Tea',
    tags: ['consumable', 'regional'],
    motif: 'leaf',
    hue: 96,
    variants: [{ title: '80 g', price: 790, cost: 270 }],
    weight: 8,
  },
  {
    handle: 'rooibos-vanille',
    title: { en: 'Rooibos vanilla', de: 'Rooibos Vanille' },
    about: { en: 'Round and red, with real vanilla.', de: 'Rund und rot, mit echter Vanille.' },
    type: 'Tea',
    tags: ['consumable'],
    motif: 'leaf',
    hue: 8,
    variants: [{ title: '100 g', price: 890, cost: 310 }],
    weight: 5,
  },
  {
    handle: 'teekanne',
    title: { en: 'Glass teapot', de: 'Teekanne aus Glas' },
    about: { en: 'With a steel strainer, one litre.', de: 'Mit Edelstahlsieb, ein Liter.' },
    type: 'Tea ware',
    motif: 'cup',
    hue: 180,
    variants: [{ title: '1 l', price: 3490, cost: 1520, before: 3990 }],
    weight: 2,
  },
  {
    handle: 'honig',
    title: { en: 'Linden honey', de: 'Lindenhonig' },
    about: { en: 'From hives by the Saale.', de: 'Aus Bienenstöcken an der Saale.' },
    type: 'Food',
    tags: ['consumable', 'regional'],
    motif: 'bottle',
    hue: 44,
    variants: [{ title: '500 g', price: 1190, cost: 640 }],
    weight: 6,
  },
];

const KITCHEN: Entry[] = [
  {
    handle: 'brotmesser',
    title: { en: 'Bread knife', de: 'Brotmesser' },
    about: { en: 'Solingen steel, plum-wood handle.', de: 'Solinger Stahl, Griff aus Pflaumenholz.' },
    type: 'Kitchen',
    motif: 'box',
    hue: 350,
    variants: [{ title: '22 cm', price: 7900, cost: 3700 }],
    weight: 2,
  },
  {
    handle: 'schneidebrett',
    title: { en: 'Chopping board', de: 'Schneidebrett' },
    about: { en: 'One piece of oak, oiled.', de: 'Ein Stück Eiche, geölt.' },
    type: 'Kitchen',
    motif: 'box',
    hue: 30,
    variants: [
      { title: 'S', price: 2900, cost: 1300 },
      { title: 'L', price: 4900, cost: 2250 },
    ],
    weight: 3,
  },
  {
    handle: 'geschirrtuch',
    title: { en: 'Tea towels, set of two', de: 'Geschirrtücher, zwei Stück' },
    about: { en: 'Half linen, woven in Saxony.', de: 'Halbleinen, in Sachsen gewebt.' },
    type: 'Kitchen',
    motif: 'shirt',
    hue: 200,
    variants: [{ title: 'Indigo', price: 1990, cost: 860 }],
    weight: 4,
  },
  {
    handle: 'tassen',
    title: { en: 'Stoneware mugs, set of four', de: 'Steinzeugtassen, vier Stück' },
    about: { en: 'Thrown by hand in Bürgel.', de: 'Von Hand gedreht in Bürgel.' },
    type: 'Kitchen',
    motif: 'cup',
    hue: 220,
    variants: [{ title: 'Blau', price: 6400, cost: null }],
    weight: 3,
  },
  {
    handle: 'gewuerzset',
    title: { en: 'Spice box', de: 'Gewürzkiste' },
    about: {
      en: 'Eight spices, freshly ground each month.',
      de: 'Acht Gewürze, jeden Monat frisch gemahlen.',
    },
    type: 'Food',
    tags: ['consumable'],
    motif: 'bottle',
    hue: 16,
    variants: [{ title: '8 × 30 g', price: 3900, cost: 1700 }],
    weight: 3,
  },
  {
    handle: 'olivenoel',
    title: { en: 'Olive oil', de: 'Olivenöl' },
    about: { en: 'Early harvest from Crete.', de: 'Frühe Ernte aus Kreta.' },
    type: 'Food',
    tags: ['consumable', 'organic'],
    motif: 'bottle',
    hue: 70,
    variants: [{ title: '500 ml', price: 1590, cost: 840 }],
    weight: 6,
  },
];

const BATH: Entry[] = [
  {
    handle: 'seife',
    title: { en: 'Lavender soap', de: 'Lavendelseife' },
    about: { en: 'Cold-processed, without palm oil.', de: 'Kalt gerührt, ohne Palmöl.' },
    type: 'Bath',
    tags: ['consumable', 'organic'],
    motif: 'bottle',
    hue: 280,
    variants: [{ title: '100 g', price: 690, cost: 220 }],
    weight: 7,
  },
  {
    handle: 'badesalz',
    title: { en: 'Bath salt', de: 'Badesalz' },
    about: { en: 'Spruce and juniper, for cold evenings.', de: 'Fichte und Wacholder, für kalte Abende.' },
    type: 'Bath',
    tags: ['consumable'],
    motif: 'bottle',
    hue: 150,
    variants: [{ title: '400 g', price: 1490, cost: 520 }],
    weight: 4,
  },
  {
    handle: 'handtuch',
    title: { en: 'Waffle towel', de: 'Waffelpikee-Handtuch' },
    about: { en: 'Light, quick to dry.', de: 'Leicht und schnell trocken.' },
    type: 'Bath',
    motif: 'shirt',
    hue: 340,
    variants: [
      { title: '50 × 100', price: 1990, cost: 900 },
      { title: '80 × 150', price: 3490, cost: 1600 },
    ],
    weight: 3,
  },
  {
    handle: 'kerze',
    title: { en: 'Beeswax candle', de: 'Bienenwachskerze' },
    about: { en: 'Burns forty hours, smells of summer.', de: 'Brennt vierzig Stunden, duftet nach Sommer.' },
    type: 'Bath',
    tags: ['regional'],
    motif: 'candle',
    hue: 48,
    variants: [{ title: 'Groß', price: 1890, cost: null }],
    weight: 4,
  },
  {
    handle: 'gutschein',
    title: { en: 'Gift card', de: 'Gutschein' },
    about: {
      en: 'For whoever finds what she likes herself.',
      de: 'Für alle, die sich selbst etwas aussuchen.',
    },
    type: 'Gift card',
    motif: 'book',
    hue: 320,
    giftCard: true,
    variants: [
      { title: '25', price: 2500, cost: 2500 },
      { title: '50', price: 5000, cost: 5000 },
    ],
    weight: 1,
  },
];

export const SHELVES: Shelf[] = [
  { handle: 'kaffee', title: { en: 'Coffee', de: 'Kaffee' }, entries: COFFEE },
  { handle: 'tee', title: { en: 'Tea', de: 'Tee' }, entries: TEA },
  { handle: 'kueche', title: { en: 'Kitchen', de: 'Küche' }, entries: KITCHEN },
  { handle: 'bad', title: { en: 'Bath and home', de: 'Bad und Zuhause' }, entries: BATH },
];
