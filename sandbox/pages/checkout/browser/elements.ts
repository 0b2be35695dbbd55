/**
 * The `s-*` components that the sandbox can draw, with the properties and events that travel from the
 * extension's worker to the page. Names and kinds are those of the published types (`checkout-extension.test.ts` compares).
 */
export type ElementShape = { properties: Record<string, 'string' | 'boolean' | 'number'>; events: string[] };

const flow = {
  gap: 'string',
  alignItems: 'string',
  justifyContent: 'string',
  padding: 'string',
  accessibilityLabel: 'string',
  accessibilityRole: 'string',
} as const;
const text = { color: 'string', tone: 'string', type: 'string', dir: 'string', lang: 'string' } as const;

export const ELEMENTS: Record<string, ElementShape> = {
  's-badge': { properties: { tone: 'string' }, events: [] },
  's-banner': {
    properties: { heading: 'string', tone: 'string', dismissible: 'boolean', hidden: 'boolean' },
    events: ['dismiss'],
  },
  's-box': {
    properties: {
      padding: 'string',
      background: 'string',
      border: 'string',
      accessibilityLabel: 'string',
      accessibilityRole: 'string',
    },
    events: [],
  },
  's-button': {
    properties: {
      accessibilityLabel: 'string',
      disabled: 'boolean',
      loading: 'boolean',
      variant: 'string',
      tone: 'string',
      type: 'string',
      href: 'string',
      inlineSize: 'string',
      command: 'string',
      commandFor: 'string',
    },
    events: ['click'],
  },
  's-checkbox': {
    properties: { label: 'string', checked: 'boolean', disabled: 'boolean', error: 'string' },
    events: ['change'],
  },
  's-clipboard-item': { properties: { id: 'string', text: 'string' }, events: ['copy', 'copyerror'] },
  's-divider': { properties: {}, events: [] },
  's-grid': {
    properties: { ...flow, gridTemplateColumns: 'string', gridTemplateRows: 'string' },
    events: [],
  },
  's-heading': { properties: {}, events: [] },
  's-link': {
    properties: { href: 'string', target: 'string', accessibilityLabel: 'string' },
    events: ['click'],
  },
  's-list-item': { properties: {}, events: [] },
  's-page': { properties: { heading: 'string', subheading: 'string' }, events: [] },
  's-paragraph': { properties: text, events: [] },
  's-progress': { properties: { accessibilityLabel: 'string', max: 'number', value: 'number' }, events: [] },
  's-qr-code': {
    properties: { accessibilityLabel: 'string', content: 'string', border: 'string', size: 'string' },
    events: ['error'],
  },
  's-section': { properties: { heading: 'string', accessibilityLabel: 'string' }, events: [] },
  's-skeleton-paragraph': { properties: { content: 'string' }, events: [] },
  's-spinner': { properties: { accessibilityLabel: 'string', size: 'string' }, events: [] },
  's-stack': { properties: { ...flow, direction: 'string' }, events: [] },
  's-url-field': {
    properties: { label: 'string', value: 'string', disabled: 'boolean', error: 'string' },
    events: ['input', 'change'],
  },
  's-unordered-list': { properties: {}, events: [] },
  's-text': { properties: text, events: [] },
};
