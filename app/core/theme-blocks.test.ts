import { expect, test } from 'vitest';
import { findThemeBlocks, themeColours } from '#app/core/theme-blocks.ts';

const OWN = (name: string) => `shopify://apps/treuwerk/blocks/${name}/4d0c2b4e-6a53-4d0f-9e0e-7f6f2a9b1c01`;

test('embeds that are on and blocks in templates are found, behind a comment and however deep', () => {
  const settings = {
    current: {
      blocks: {
        '1': { type: OWN('panel'), disabled: false, settings: {} },
        '2': { type: OWN('cart-drawer'), disabled: true },
        '3': { type: 'shopify://apps/other/blocks/panel/1' },
      },
    },
  };
  const product = {
    sections: {
      main: { type: 'main-product', blocks: { a: { type: OWN('product-points') }, b: { type: 'price' } } },
      apps: { type: 'apps', disabled: true, blocks: { c: { type: OWN('member-price') } } },
    },
  };
  const files = [
    {
      filename: 'config/settings_data.json',
      content: `/* written by Shopify */\n${JSON.stringify(settings)}`,
    },
    { filename: 'templates/product.json', content: JSON.stringify(product) },
  ];
  expect(findThemeBlocks(files, 'treuwerk')).toEqual({
    embeds: ['panel'],
    blocks: [{ name: 'product-points', template: 'product' }],
  });
});

test('a theme that nobody changed, or that cannot be read, has nothing of ours', () => {
  const files = ['{"current":"Default"}', '{"current":', '[]', 'null', ''].flatMap((content) => [
    { filename: 'config/settings_data.json', content },
    { filename: 'templates/page.json', content },
  ]);
  expect(findThemeBlocks(files, 'treuwerk')).toEqual({ embeds: [], blocks: [] });
});

test('colours for a brand are those of buttons, accents and links, each once', () => {
  const file = (value: unknown) => [
    { filename: 'config/settings_data.json', content: `/* Shopify */ ${JSON.stringify(value)}` },
  ];
  const scheme = (button: string, more: object = {}) => ({
    settings: { background: '#ffffff', button, ...more },
  });
  expect(
    themeColours(
      file({
        current: {
          colors_accent_1: '#AA3300',
          color_schemes: { one: scheme('#1F5F4A'), two: scheme('#121212'), three: scheme('#1f5f4aff') },
          logo: '#fff',
        },
      }),
    ),
  ).toEqual(['#1f5f4a', '#aa3300']);
  expect(themeColours(file({ current: 'Default', presets: { Default: { link: '#0044cc' } } }))).toEqual([
    '#0044cc',
  ]);
  expect(themeColours(file({ current: 'Gone', presets: {} }))).toEqual([]);
  expect(themeColours([{ filename: 'config/settings_data.json', content: 'broken' }])).toEqual([]);
  expect(themeColours([])).toEqual([]);
});
