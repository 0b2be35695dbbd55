/** Draws the till's `s-*` components with plain custom elements: properties become attributes, which the style sheet reads. */
import { ELEMENTS, type ElementShape } from './elements.ts';

export function defineComponents(): void {
  for (const [name, shape] of Object.entries(ELEMENTS))
    customElements.define(name, withProperties(CLASSES[name] ?? PlainElement, shape));
}

/** Adds an accessor for each property that reflects to a kebab-case attribute. */
function withProperties(Base: typeof PlainElement, shape: ElementShape): typeof PlainElement {
  const Drawn = class extends Base {};
  for (const property of Object.keys(shape.properties)) {
    const attribute = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    Object.defineProperty(Drawn.prototype, property, {
      get(this: PlainElement) {
        return this.getAttribute(attribute);
      },
      set(this: PlainElement, value: unknown) {
        if (value === undefined || value === null || value === false) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value === true ? '' : String(value));
        this.changed();
      },
    });
  }
  return Drawn;
}

class PlainElement extends HTMLElement {
  connectedCallback(): void {
    this.changed();
  }

  /** Called after each property; keeps what plain attributes cannot express. */
  changed(): void {
    const heading = this.getAttribute('heading') ?? '';
    switch (this.localName) {
      case 's-heading':
        this.setAttribute('role', 'heading');
        this.setAttribute('aria-level', '3');
        return;
      case 's-banner':
        this.setAttribute('role', this.getAttribute('tone') === 'critical' ? 'alert' : 'status');
        this.dataset['heading'] = heading;
        return;
      case 's-spinner':
        this.setAttribute('role', 'progressbar');
        this.setAttribute('aria-label', this.getAttribute('accessibility-label') ?? '');
    }
  }
}

/** A heading of its own above what the extension puts in. */
class HeadedElement extends PlainElement {
  readonly shown: HTMLElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.shown = document.createElement('h2');
    this.shown.part = 'heading';
    root.append(this.shown, document.createElement('slot'));
  }

  override changed(): void {
    this.shown.textContent = this.getAttribute('heading');
  }
}

class ButtonElement extends PlainElement {
  readonly button: HTMLButtonElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.button = document.createElement('button');
    this.button.type = 'button';
    this.button.part = 'button';
    this.button.append(document.createElement('slot'));
    // A tap on what the extension put in is a tap on the whole: only an event of its own reaches the extension.
    this.button.addEventListener('click', (event) => {
      if (event.target === this.button) return;
      event.stopPropagation();
      this.dispatchEvent(new CustomEvent('click'));
    });
    root.append(this.button);
  }

  override changed(): void {
    const busy = this.hasAttribute('loading');
    this.button.disabled = this.hasAttribute('disabled') || busy;
    this.button.setAttribute('aria-busy', String(busy));
  }
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
