/**
 * The `s-*` components of the admin that the sandbox can draw, with the properties and events that travel from the
 * extension's worker to the page. Names are those of the published types (`admin-extension.test.ts` compares).
 */
import type { ElementShape } from '../../../remote/protocol.ts';

const field = {
  label: 'string',
  details: 'string',
  value: 'string',
  disabled: 'boolean',
  error: 'string',
} as const;
const typed = ['input', 'change'];

export const ELEMENTS: Record<string, ElementShape> = {
  's-admin-action': { properties: { heading: 'string', loading: 'boolean' }, events: [] },
  's-admin-block': { properties: { heading: 'string', collapsedSummary: 'string' }, events: [] },
  's-badge': { properties: { tone: 'string' }, events: [] },
  's-banner': { properties: { heading: 'string', tone: 'string' }, events: [] },
  's-button': {
    // The place in an action; HTML's own, not the component's.
    properties: { slot: 'string', disabled: 'boolean', loading: 'boolean', variant: 'string' },
    events: ['click'],
  },
  's-heading': { properties: {}, events: [] },
  's-link': { properties: { href: 'string' }, events: [] },
  's-number-field': {
    properties: { ...field, min: 'number', max: 'number', step: 'number', inputMode: 'string' },
    events: typed,
  },
  's-option': { properties: { value: 'string' }, events: [] },
  's-paragraph': { properties: { color: 'string', tone: 'string' }, events: [] },
  's-section': { properties: { heading: 'string' }, events: [] },
  's-select': { properties: field, events: typed },
  's-spinner': { properties: { accessibilityLabel: 'string' }, events: [] },
  's-stack': {
    properties: { direction: 'string', gap: 'string', alignItems: 'string' },
    events: [],
  },
  's-text': { properties: { color: 'string', type: 'string', tone: 'string' }, events: [] },
  's-text-area': {
    properties: { ...field, rows: 'number', readOnly: 'boolean', maxLength: 'number' },
    events: typed,
  },
};
