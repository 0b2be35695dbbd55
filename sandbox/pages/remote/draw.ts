/** Draws `s-*` components with plain custom elements: properties become attributes, which the style sheet reads. */
import type { ElementShape } from './protocol.ts';

export function defineComponents(
  elements: Record<string, ElementShape>,
  classes: Record<string, typeof PlainElement>,
): void {
  for (const [name, shape] of Object.entries(elements))
    customElements.define(name, withProperties(classes[name] ?? PlainElement, shape));
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

export class PlainElement extends HTMLElement {
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
export class HeadedElement extends PlainElement {
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

export class ButtonElement extends PlainElement {
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
