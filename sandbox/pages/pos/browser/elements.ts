/**
 * The `s-*` components of the till that the sandbox can draw, with the properties and events that travel from the extension's
 * worker to the page. Names are those of the published types (`pos-extension.test.ts` compares).
 */
import type { ElementShape } from '../../remote/protocol.ts';

const box = { padding: 'string', inlineSize: 'string' } as const;

export const ELEMENTS: Record<string, ElementShape> = {
  's-badge': { properties: { tone: 'string' }, events: [] },
  's-banner': { properties: { heading: 'string', tone: 'string', hidden: 'boolean' }, events: [] },
  's-button': {
    properties: { disabled: 'boolean', loading: 'boolean', variant: 'string', tone: 'string' },
    events: ['click'],
  },
  's-clickable': { properties: { disabled: 'boolean' }, events: ['click'] },
  's-heading': { properties: {}, events: [] },
  's-page': { properties: { heading: 'string', subheading: 'string' }, events: [] },
  's-pos-block': { properties: { heading: 'string' }, events: [] },
  's-scroll-box': { properties: box, events: [] },
  's-search-field': {
    properties: { value: 'string', placeholder: 'string', disabled: 'boolean' },
    events: ['input', 'change'],
  },
  's-section': { properties: { heading: 'string' }, events: [] },
  's-spinner': { properties: { accessibilityLabel: 'string' }, events: [] },
  's-stack': {
    properties: { ...box, direction: 'string', gap: 'string', alignItems: 'string' },
    events: [],
  },
  's-text': { properties: { color: 'string', type: 'string', tone: 'string' }, events: [] },
  's-tile': {
    properties: {
      heading: 'string',
      subheading: 'string',
      itemCount: 'number',
      tone: 'string',
      disabled: 'boolean',
    },
    events: ['click'],
  },
};
