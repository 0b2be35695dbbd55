/** Title bar and contextual save bar of the admin page. */
import type { BarButton, FromApp } from '../protocol.ts';
import { button } from './frame-parts.ts';

export function drawTitleBar(
  bar: HTMLElement,
  { title, buttons }: Extract<FromApp, { type: 'title-bar' }>,
  press: (index: number) => void,
): void {
  const heading = document.createElement('span');
  heading.className = 'title';
  heading.textContent = title;
  bar.replaceChildren(heading, ...drawButtons(buttons, press));
}

export function drawSaveBar(
  bar: HTMLElement,
  buttons: BarButton[] | null,
  message: string,
  press: (index: number) => void,
): void {
  bar.hidden = buttons === null;
  if (buttons === null) return bar.replaceChildren();
  const text = document.createElement('span');
  text.textContent = message;
  const drawn = drawButtons(buttons, press);
  // The way back stands before the way on, whatever the order in the app.
  drawn.sort(
    (one, other) => Number(one.dataset.kind === 'primary') - Number(other.dataset.kind === 'primary'),
  );
  bar.replaceChildren(text, ...drawn);
}

export function shakeSaveBar(bar: HTMLElement): void {
  bar.classList.remove('shake');
  void bar.offsetWidth;
  bar.classList.add('shake');
  bar.querySelector<HTMLElement>('[data-kind="primary"]')?.focus();
}

function drawButtons(buttons: BarButton[], press: (index: number) => void): HTMLButtonElement[] {
  return buttons.map((described, index) => {
    const drawn = button(described.kind === 'breadcrumb' ? `‹ ${described.label}` : described.label, () =>
      press(index),
    );
    drawn.dataset.kind = described.kind;
    drawn.disabled = described.disabled || described.loading;
    drawn.toggleAttribute('data-loading', described.loading);
    drawn.toggleAttribute('data-critical', described.critical);
    return drawn;
  });
}
