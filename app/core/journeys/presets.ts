/** The ready-made journeys, in the order in which a customer meets them. None is on before somebody switches it on. */
import { type Journey, parseJourney } from '#app/core/journeys/journey.ts';
import { PARCEL_PRESETS } from '#app/core/journeys/presets/parcel.ts';
import { POINTS_PRESETS } from '#app/core/journeys/presets/points.ts';
import { inManner } from '#app/core/journeys/presets/preset.ts';
import { RETURN_PRESETS } from '#app/core/journeys/presets/return.ts';
import { THANKS_PRESETS } from '#app/core/journeys/presets/thanks.ts';
import { USE_PRESETS } from '#app/core/journeys/presets/use.ts';
import { WELCOME_PRESETS } from '#app/core/journeys/presets/welcome.ts';

const PRESETS = [
  ...WELCOME_PRESETS,
  ...PARCEL_PRESETS,
  ...USE_PRESETS,
  ...RETURN_PRESETS,
  ...POINTS_PRESETS,
  ...THANKS_PRESETS,
];

/** In the manner of the shop's program; du where there is none. */
export function readyFor(program: { formality: string } | undefined): Journey[] {
  return readyJourneys(program?.formality === 'formal');
}

/** @param formal how the shop's program speaks German: Sie, or du. */
export function readyJourneys(formal: boolean): Journey[] {
  return PRESETS.map((preset) => parseJourney(inManner(preset, formal)));
}
