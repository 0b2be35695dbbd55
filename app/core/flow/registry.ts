/**
 * What Shopify Flow may ask of the program: the one list to which further systems add. Each action has an extension
 * `extensions/flow-action-HANDLE` with the same fields; a test holds the two together. A handle never changes.
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
