/** Writes `docs/program.schema.json`: what a program file may say, for editors and for `--program`. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { programSchema } from '../app/core/program/program.ts';

const schema = z.toJSONSchema(programSchema, { io: 'input' });
writeFileSync(
  new URL('../docs/program.schema.json', import.meta.url),
  `${JSON.stringify(schema, null, 2)}\n`,
);
