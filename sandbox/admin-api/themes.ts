/** The shop's one theme as the Admin API shows it: the files that say which app blocks stand where, as the storefront draws them. */
import type { SandboxContext } from '../store/context.ts';
import { gid } from '../store/ids.ts';

const EXTENSION_UID = '4d0c2b4e-6a53-4d0f-9e0e-7f6f2a9b1c01';
const TEMPLATES: Record<string, string[]> = {
  product: ['product-points', 'member-price'],
  cart: ['cart-redeem'],
  'page.rewards': [
    'loyalty-intro',
    'member-card',
    'loyalty-steps',
    'loyalty-ways',
    'loyalty-rewards',
    'tier-table',
    'loyalty-faq',
    'newsletter',
  ],
  index: [],
};

type File = { filename: string; content: string };

export function themeQueries(_context: SandboxContext, scopes: string[]): Record<string, unknown> {
  return {
    themes: ({ roles }: { roles?: string[] | null }) => {
      if (!scopes.includes('read_themes') && !scopes.includes('write_themes'))
        throw new Error('Access denied for themes field. Required access: `read_themes` access scope.');
      const nodes = roles && !roles.includes('MAIN') ? [] : [themeNode()];
      return { __typename: 'OnlineStoreThemeConnection', nodes, edges: [] };
    },
  };
}

function themeNode() {
  return {
    __typename: 'OnlineStoreTheme',
    id: gid('OnlineStoreTheme', '1'),
    name: 'Sandbox',
    role: 'MAIN',
    files: ({ filenames }: { filenames?: string[] | null }) => ({
      __typename: 'OnlineStoreThemeFileConnection',
      nodes: themeFiles()
        .filter(({ filename }) => !filenames || filenames.some((asked) => fits(asked, filename)))
        .map(({ filename, content }) => ({
          __typename: 'OnlineStoreThemeFile',
          filename,
          body: { __typename: 'OnlineStoreThemeFileBodyText', content },
        })),
      edges: [],
      userErrors: [],
    }),
  };
}

function themeFiles(): File[] {
  const embeds = Object.fromEntries(
    ['panel', 'cart-drawer'].map((name, index) => [`${index}`, { type: typeOf(name), disabled: false }]),
  );
  const schemes = {
    'scheme-1': {
      settings: { background: '#FFFFFF', text: '#121212', button: '#1f5f4a', button_label: '#ffffff' },
    },
    'scheme-2': {
      settings: { background: '#f3f3f3', text: '#121212', button: '#7a2e3a', button_label: '#ffffff' },
    },
  };
  const settings = { current: { color_schemes: schemes, blocks: embeds } };
  const note = '/*\n * Written by Shopify.\n */\n';
  return [
    { filename: 'config/settings_data.json', content: note + JSON.stringify(settings) },
    ...Object.entries(TEMPLATES).map(([template, names]) => ({
      filename: `templates/${template}.json`,
      content: note + JSON.stringify(templateOf(names)),
    })),
  ];
}

function templateOf(names: string[]) {
  const blocks = Object.fromEntries(names.map((name, index) => [`b${index}`, { type: typeOf(name) }]));
  return { sections: { main: { type: 'main', blocks } }, order: ['main'] };
}

function typeOf(name: string): string {
  return `shopify://apps/treuwerk/blocks/${name}/${EXTENSION_UID}`;
}

/** A star stands for anything. */
function fits(asked: string, filename: string): boolean {
  const parts = asked.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(filename);
}
