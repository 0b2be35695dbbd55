/** Which journeys an event starts, and by which key: the same key starts a member once. */
import type { MemberEvent } from '#app/core/journeys/events.ts';
import type { Journey } from '#app/core/journeys/journey.ts';

/** @returns what names the start once and for all; null when the event does not start it. */
export function startKey(journey: Pick<Journey, 'trigger' | 'again'>, event: MemberEvent): string | null {
  if (!starts(journey.trigger, event)) return null;
  return journey.again === 'never' ? 'once' : event.key;
}

function starts(trigger: Journey['trigger'], { kind, data }: MemberEvent): boolean {
  switch (trigger.kind) {
    case 'event':
      return trigger.event === kind;
    case 'segment':
      return kind === 'segment-entered' && data.segment === trigger.segment;
    case 'arrived':
      return kind === 'parcel-delivered';
    default:
      return false;
  }
}
