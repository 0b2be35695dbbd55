/** Components that only the till has, and which of the drawn ones stands for which name. */
import { ButtonElement, defineComponents as define, HeadedElement, PlainElement } from '../../remote/draw.ts';
import { ELEMENTS } from './elements.ts';

export function defineComponents(): void {
  define(ELEMENTS, CLASSES);
}

class TileElement extends ButtonElement {
  override changed(): void {
    super.changed();
    const count = this.getAttribute('item-count');
    const lines = [
      ['strong', this.getAttribute('heading')],
      ['span', this.getAttribute('subheading')],
      ['b', count],
    ] as const;
    this.button.replaceChildren(
      ...lines.flatMap(([tag, text]) => {
        if (!text) return [];
        const line = document.createElement(tag);
        line.textContent = text;
        line.part = tag === 'b' ? 'count' : tag;
        return [line];
      }),
    );
  }
}

class SearchElement extends PlainElement {
  readonly input: HTMLInputElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.input = document.createElement('input');
    this.input.type = 'search';
    this.input.part = 'input';
    for (const type of ['input', 'change'])
      this.input.addEventListener(type, (event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent(type, { detail: this.input.value }));
      });
    root.append(this.input);
  }

  override changed(): void {
    const placeholder = this.getAttribute('placeholder') ?? '';
    this.input.placeholder = placeholder;
    this.input.setAttribute('aria-label', placeholder);
    this.input.disabled = this.hasAttribute('disabled');
    // What the extension knows of a field in which somebody types is always a moment old.
    if (this.shadowRoot?.activeElement !== this.input) this.input.value = this.getAttribute('value') ?? '';
  }
}

const CLASSES: Record<string, typeof PlainElement> = {
  's-button': ButtonElement,
  's-clickable': ButtonElement,
  's-page': HeadedElement,
  's-pos-block': HeadedElement,
  's-search-field': SearchElement,
  's-section': HeadedElement,
  's-tile': TileElement,
};
