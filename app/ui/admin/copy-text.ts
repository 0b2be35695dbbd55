/** Puts a text on the clipboard. Without one the text stands there to be marked. */
import { showToast } from '#app/ui/admin/toast.ts';

export function copyText(text: string, said: string): void {
  void navigator.clipboard.writeText(text).then(
    () => showToast(said),
    () => undefined,
  );
}
