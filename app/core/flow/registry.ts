/**
 * What Shopify Flow may ask of the program, and what it is told: the one list to which further systems add. Each entry has
 * an extension `extensions/flow-action-HANDLE` or `flow-trigger-HANDLE` with the same fields; a test holds them together. A
 * handle never changes, nor does the key of a trigger's field: merchants' workflows name it.
 */
export type FlowField = {
  type: 'number_decimal' | 'single_line_text_field';
  required: boolean;
};

/** The customer is a field of every action. */
export const FLOW_ACTIONS = {
  'add-points': {
    points: { type: 'number_decimal', required: true },
    note: { type: 'single_line_text_field', required: false },
  },
  'remove-points': {
    points: { type: 'number_decimal', required: true },
    note: { type: 'single_line_text_field', required: false },
  },
  'move-tier': { tier: { type: 'single_line_text_field', required: true } },
  'issue-reward': { reward: { type: 'single_line_text_field', required: true } },
} as const satisfies Record<string, Record<string, FlowField>>;

export type FlowAction = keyof typeof FLOW_ACTIONS;

export function isFlowAction(handle: string): handle is FlowAction {
  return Object.hasOwn(FLOW_ACTIONS, handle);
}

const POINTS = { Points: 'number_decimal', 'Available points': 'number_decimal' } as const;
const CAUSE = { Source: 'single_line_text_field', 'Order ID': 'single_line_text_field' } as const;
/** Shopify may be told twice when its answer was lost: by this a workflow knows the same event again. */
const EVENT = { 'Event ID': 'single_line_text_field' } as const;

/** The customer is a field of every trigger. Shopify takes letters and spaces in these keys, nothing else. */
export const FLOW_TRIGGERS = {
  'points-earned': { ...POINTS, ...CAUSE, ...EVENT },
  'points-redeemed': {
    ...POINTS,
    Reward: 'single_line_text_field',
    'Order ID': 'single_line_text_field',
    ...EVENT,
  },
  'points-expiring': { ...POINTS, 'Last day': 'single_line_text_field', ...EVENT },
  'points-taken-back': { ...POINTS, ...CAUSE, ...EVENT },
  /** A step of a journey that starts workflows by a name. */
  'journey-step': { Name: 'single_line_text_field', Journey: 'single_line_text_field', ...EVENT },
  'tier-changed': { Tier: 'single_line_text_field', 'Previous tier': 'single_line_text_field', ...EVENT },
} as const satisfies Record<string, Record<string, FlowField['type']>>;

export type FlowTrigger = keyof typeof FLOW_TRIGGERS;

/** How long before their end points count as expiring. */
export const EXPIRING_NOTICE_DAYS = 14;
