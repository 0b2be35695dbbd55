/** The app's menu in the sidebar, and toasts. */
import type { FromApp, NavItem } from '../protocol.ts';

export type FrameTexts = {
  unsaved: string;
  dismiss: string;
  pickerTitle: string;
  pickerSearch: string;
  pickerEmpty: string;
  pickerCancel: string;
  pickerChoose: string;
};

type Toast = Extract<FromApp, { type: 'toast' }>;

export function drawMenu(menu: HTMLElement, items: NavItem[], base: string): void {
  const current = menu.dataset.path ?? '';
  menu.replaceChildren(
    ...items.map((item) => {
      const link = document.createElement('a');
      link.href = base + item.href;
      link.dataset.appPath = item.href;
      link.dataset.home = String(item.home);
      link.textContent = item.label;
      const entry = document.createElement('li');
      entry.append(link);
      return entry;
    }),
  );
  markCurrent(menu, current);
}

/** The longest menu address that the page's address begins with; the home entry only matches itself. */
export function markCurrent(menu: HTMLElement, path: string): void {
  menu.dataset.path = path;
  const pathname = path.split('?')[0] ?? '';
  for (const link of menu.querySelectorAll<HTMLAnchorElement>('a')) {
    const target = link.dataset.appPath ?? '';
    const here = pathname === target || (link.dataset.home !== 'true' && pathname.startsWith(`${target}/`));
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

export function showToast(
  toast: Toast,
  texts: FrameTexts,
  report: (id: string, event: 'action' | 'dismiss') => void,
): void {
  const box = document.createElement('div');
  box.className = 'toast';
  box.id = `toast-${toast.id}`;
  box.toggleAttribute('data-error', toast.isError);
  const text = document.createElement('span');
  text.textContent = toast.message;
  box.append(text);
  if (toast.action) box.append(button(toast.action, () => report(toast.id, 'action')));
  const dismiss = button('×', () => {
    report(toast.id, 'dismiss');
    removeToast(toast.id);
  });
  dismiss.setAttribute('aria-label', texts.dismiss);
  box.append(dismiss);
  document.getElementById('toasts')?.append(box);
  setTimeout(() => removeToast(toast.id), toast.durationMs);
}

export function removeToast(id: string): void {
  document.getElementById(`toast-${id}`)?.remove();
}

export function button(label: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', onClick);
  return element;
}
