/** Writes `docs/journey.schema.json`: what a journey may say. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { journeySchema } from '../app/core/journeys/journey.ts';

const schema = z.toJSONSchema(journeySchema, { io: 'input' });
writeFileSync(
  new URL('../docs/journey.schema.json', import.meta.url),
  `${JSON.stringify(schema, null, 2)}\n`,
);
