/** `ui-modal`: drawn as a dialog within the app's frame, with the buttons of its title bar. */
export type ModalElement = HTMLElement & {
  readonly content: HTMLElement;
  show: () => Promise<void>;
  hide: () => Promise<void>;
  toggle: () => Promise<void>;
};

export function defineModal(): void {
  customElements.define(
    'ui-modal',
    class extends HTMLElement {
      readonly content = document.createElement('div');
      #dialog: HTMLDialogElement | undefined;

      connectedCallback(): void {
        this.style.display = 'none';
      }

      disconnectedCallback(): void {
        this.#dialog?.remove();
        this.#dialog = undefined;
      }

      async show(): Promise<void> {
        if (this.#dialog?.open) return;
        const dialog = this.#draw();
        document.body.append(dialog);
        dialog.addEventListener('close', () => this.dispatchEvent(new Event('hide')));
        dialog.showModal();
        this.#dialog = dialog;
        this.dispatchEvent(new Event('show'));
      }

      async hide(): Promise<void> {
        this.#dialog?.close();
        this.#dialog?.remove();
        this.#dialog = undefined;
      }

      async toggle(): Promise<void> {
        await (this.#dialog?.open ? this.hide() : this.show());
      }

      #draw(): HTMLDialogElement {
        const dialog = document.createElement('dialog');
        const bar = this.querySelector('ui-title-bar');
        const heading = document.createElement('h2');
        heading.textContent = bar?.getAttribute('title') ?? '';
        const footer = document.createElement('footer');
        for (const button of bar?.querySelectorAll('button') ?? []) {
          const copy = document.createElement('button');
          copy.type = 'button';
          copy.textContent = button.textContent;
          copy.addEventListener('click', () => button.click());
          footer.append(copy);
        }
        dialog.append(heading, this.content, footer);
        return dialog;
      }
    },
  );
}
