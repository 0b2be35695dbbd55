/** Wakes the inbox worker of this process at once; others find new deliveries at their next look. */
const listeners = new Set<() => void>();

export function nudgeInbox(): void {
  for (const listener of listeners) listener();
}

export function onInboxNudge(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
