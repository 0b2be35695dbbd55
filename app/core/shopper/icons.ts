/** Pictures for the points: filled shapes in a box of 24 by 24, drawn for this project. */
export const ICONS = ['star', 'heart', 'gift', 'crown', 'leaf', 'coin'] as const;
export type Icon = (typeof ICONS)[number];

export const ICON_PATHS: Record<Icon, string> = {
  star: 'M12 2l2.9 6.3 6.9.8-5.1 4.7 1.4 6.8L12 17.2 5.9 20.6l1.4-6.8L2.2 9.1l6.9-.8z',
  heart: 'M12 21C5 15.5 2 12 2 8a5 5 0 0 1 10-1.5A5 5 0 0 1 22 8c0 4-3 7.5-10 13z',
  gift: 'M3 7h8v5H3zM13 7h8v5h-8zM4 13h7v8H4zM13 13h7v8h-7zM12 6C10 1 5 2 6 5c.5 1 3 1 6 1zM12 6c2-5 7-4 6-1-.5 1-3 1-6 1z',
  crown: 'M2 6l6 4 4-7 4 7 6-4-2 12H4zM4 19.5h16V22H4z',
  leaf: 'M21 3C10 4 4 9 4 17l-2 3 2 1 2-3c9 1 15-4 15-15zM7 16c2-4 5-6 9-8-3 3-6 5-9 8z',
  coin: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12z',
};
