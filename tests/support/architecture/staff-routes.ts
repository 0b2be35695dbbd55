/** Every admin route learns through one frame who asks and what she may do. */
import type { Source } from './sources.ts';

const FRAME = 'app/routes/staff.frame.ts';

export function checkStaffRoutes(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    if (!/^app\/routes\/app\..*\.tsx?$/.test(path) && path !== 'app/routes/app.tsx') return [];
    if (text.includes('authenticate.admin'))
      return [`${path} asks the library itself. Call openPage or answerStaff of ${FRAME}.`];
    const serves = /export (async )?(function|const) (loader|action)\b/.test(text);
    return serves && !/\b(openPage|answerStaff)\(/.test(text)
      ? [`${path} answers whoever asks. Call openPage or answerStaff of ${FRAME}.`]
      : [];
  });
}
