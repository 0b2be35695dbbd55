/** The title bar and the save bar: elements of the app that the admin draws outside of its frame. */
import type { BarButton } from '../protocol.ts';
import type { Channel } from './channel.ts';

export type SaveBarElement = HTMLElement & {
  readonly showing: boolean;
  show: () => Promise<void>;
  hide: () => Promise<void>;
  toggle: () => Promise<void>;
};

export function defineBars(channel: Channel): void {
  defineTitleBar(channel);
  defineSaveBar(channel);
}

export function anySaveBarShowing(): boolean {
  return [...document.querySelectorAll<SaveBarElement>('ui-save-bar')].some((bar) => bar.showing);
}

function defineTitleBar(channel: Channel): void {
  let current: HTMLElement | undefined;
  channel.on('title-button', ({ index }) => current && buttonsOf(current)[index]?.click());
  customElements.define(
    'ui-title-bar',
    class extends HTMLElement {
      readonly #observer = new MutationObserver(() => this.#report());

      connectedCallback(): void {
        hide(this);
        // Inside a modal the bar belongs to the modal.
        if (this.closest('ui-modal')) return;
        this.#observer.observe(this, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
        });
        current = this;
        this.#report();
      }

      disconnectedCallback(): void {
        this.#observer.disconnect();
        if (current !== this) return;
        current = undefined;
        channel.send({ type: 'title-bar', title: '', buttons: [] });
      }

      #report(): void {
        if (current !== this) return;
        channel.send({ type: 'title-bar', title: this.getAttribute('title') ?? '', buttons: describe(this) });
      }
    },
  );
}

function defineSaveBar(channel: Channel): void {
  let current: HTMLElement | undefined;
  channel.on('save-button', ({ index }) => current && buttonsOf(current)[index]?.click());
  customElements.define(
    'ui-save-bar',
    class extends HTMLElement {
      readonly #observer = new MutationObserver(() => this.#report());

      get showing(): boolean {
        return current === this;
      }

      connectedCallback(): void {
        hide(this);
        this.#observer.observe(this, {
          childList: true,
          subtree: true,
          characterData: true,
          attributes: true,
        });
      }

      disconnectedCallback(): void {
        this.#observer.disconnect();
        void this.hide();
      }

      async show(): Promise<void> {
        if (current === this) return;
        current = this;
        this.#report();
        this.dispatchEvent(new Event('show'));
      }

      async hide(): Promise<void> {
        if (current !== this) return;
        current = undefined;
        channel.send({ type: 'save-bar', buttons: null });
        this.dispatchEvent(new Event('hide'));
      }

      async toggle(): Promise<void> {
        await (current === this ? this.hide() : this.show());
      }

      #report(): void {
        if (current === this) channel.send({ type: 'save-bar', buttons: describe(this) });
      }
    },
  );
}

function hide(element: HTMLElement): void {
  element.style.display = 'none';
}

function buttonsOf(bar: HTMLElement): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>('button, a')];
}

function describe(bar: HTMLElement): BarButton[] {
  return buttonsOf(bar).map((button) => {
    const variant = button.getAttribute('variant');
    return {
      label: button.textContent?.trim() ?? '',
      kind: variant === 'primary' ? 'primary' : variant === 'breadcrumb' ? 'breadcrumb' : 'plain',
      disabled: button.hasAttribute('disabled'),
      loading: isOn(button.getAttribute('loading')),
      critical: button.getAttribute('tone') === 'critical',
    };
  });
}

/** React writes a boolean attribute of a custom meaning as text. */
function isOn(value: string | null): boolean {
  return value !== null && value !== 'false';
}
