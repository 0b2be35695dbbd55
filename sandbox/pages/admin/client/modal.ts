/** `ui-modal`: drawn as a dialog within the app's frame, with the buttons of its title bar. */
const STYLE = `
  dialog.bridge-modal { width: min(92vw, 620px); padding: 0; border: 0; border-radius: 16px; box-shadow: 0 8px 40px #0004; }
  dialog.bridge-modal::backdrop { background: #0008; }
  dialog.bridge-modal h2 { margin: 0; padding: 12px 16px; background: #f3f3f3; font-size: 14px; font-weight: 650; }
  dialog.bridge-modal > div { padding: 16px; }
  dialog.bridge-modal footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; }
  dialog.bridge-modal footer button { min-height: 32px; padding: 0 12px; border: 1px solid #d4d4d4; border-radius: 8px; background: #fff; font: inherit; cursor: pointer; }
  dialog.bridge-modal footer button[data-kind='primary'] { border-color: #303030; background: #303030; color: #fff; }
`;

export type ModalElement = HTMLElement & {
  readonly content: HTMLElement;
  show: () => Promise<void>;
  hide: () => Promise<void>;
  toggle: () => Promise<void>;
};

export function defineModal(): void {
  // No element: the app's framework takes over the whole document and would stumble over one it did not write.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
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
        dialog.className = 'bridge-modal';
        const bar = this.querySelector('ui-title-bar');
        const heading = document.createElement('h2');
        heading.textContent = bar?.getAttribute('title') ?? '';
        const footer = document.createElement('footer');
        for (const button of bar?.querySelectorAll('button') ?? []) {
          const copy = document.createElement('button');
          copy.type = 'button';
          copy.textContent = button.textContent;
          copy.dataset.kind = button.getAttribute('variant') ?? 'plain';
          copy.addEventListener('click', () => button.click());
          footer.append(copy);
        }
        dialog.append(heading, this.content, footer);
        return dialog;
      }
    },
  );
}
