/**
 * What the App Bridge stand-in inside the app's frame and the admin page around it say to each other by
 * `postMessage`. Both sides check the sender's window; the mark keeps other scripts' messages apart.
 */
export const MARK = 'treuwerk-sandbox-bridge';

export type NavItem = { label: string; href: string; home: boolean };

export type BarButton = {
  label: string;
  kind: 'primary' | 'breadcrumb' | 'plain';
  disabled: boolean;
  loading: boolean;
  critical: boolean;
};

export type PickerOptions = {
  type: 'product' | 'variant' | 'collection';
  multiple: boolean;
  query: string;
  selectedIds: string[];
};

/** Questions of the app that the admin answers. */
export type Question =
  | { name: 'id-token' }
  | { name: 'scopes-request'; scopes: string[] }
  | { name: 'resource-picker'; options: PickerOptions }
  | { name: 'leave-confirmation' };

export type FromApp =
  | { type: 'location'; path: string }
  | { type: 'navigation'; items: NavItem[] }
  | { type: 'title-bar'; title: string; buttons: BarButton[] }
  | { type: 'save-bar'; buttons: BarButton[] | null }
  | {
      type: 'toast';
      id: string;
      message: string;
      isError: boolean;
      action: string | null;
      durationMs: number;
    }
  | { type: 'toast-hide'; id: string }
  | { type: 'loading'; on: boolean }
  | { type: 'open'; url: string }
  | { type: 'question'; id: number; question: Question };

export type ToApp =
  | { type: 'navigate'; path: string }
  | { type: 'title-button'; index: number }
  | { type: 'save-button'; index: number }
  | { type: 'toast-event'; id: string; event: 'action' | 'dismiss' }
  | { type: 'answer'; id: number; value?: unknown; error?: string };

export type Envelope<Message> = { mark: typeof MARK; message: Message };

/** The message of an event, if it comes from that window and carries the mark. */
export function readEnvelope<Message>(
  event: MessageEvent,
  from: MessageEventSource | null,
): Message | undefined {
  const data = event.data as Partial<Envelope<Message>> | null;
  return event.source === from && data?.mark === MARK ? data.message : undefined;
}
