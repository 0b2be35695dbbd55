/** Draws the `s-*` components with plain custom elements: properties become attributes, which the style sheet reads. */
import { ELEMENTS, type ElementShape } from './elements.ts';

export function defineComponents(): void {
  for (const [name, shape] of Object.entries(ELEMENTS)) {
    if (name === 's-button') customElements.define(name, withProperties(ButtonElement, shape));
    else if (name === 's-link') customElements.define(name, withProperties(LinkElement, shape));
    else customElements.define(name, withProperties(PlainElement, shape));
  }
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

const ROLES: Record<string, string> = {
  's-heading': 'heading',
  's-divider': 'separator',
  's-spinner': 'progressbar',
};

class PlainElement extends HTMLElement {
  connectedCallback(): void {
    const role = ROLES[this.localName];
    if (role) this.setAttribute('role', role);
    if (role === 'heading') this.setAttribute('aria-level', '2');
    this.changed();
  }

  /** Called after each property; keeps what plain attributes cannot express. */
  changed(): void {
    const label = this.getAttribute('accessibility-label');
    if (label) this.setAttribute('aria-label', label);
    if (this.localName === 's-grid')
      this.style.gridTemplateColumns = this.getAttribute('grid-template-columns') ?? '';
    if (this.localName === 's-banner') {
      this.setAttribute('role', this.getAttribute('tone') === 'critical' ? 'alert' : 'status');
      this.dataset['heading'] = this.getAttribute('heading') ?? '';
    }
    if (this.localName === 's-skeleton-paragraph')
      this.setAttribute('aria-label', this.getAttribute('content') ?? '');
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
    root.append(this.button);
  }

  override changed(): void {
    const busy = this.hasAttribute('loading');
    this.button.disabled = this.hasAttribute('disabled') || busy;
    this.button.setAttribute('aria-busy', String(busy));
    const label = this.getAttribute('accessibility-label');
    if (label) this.button.setAttribute('aria-label', label);
  }
}

class LinkElement extends PlainElement {
  readonly link: HTMLAnchorElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.link = document.createElement('a');
    this.link.append(document.createElement('slot'));
    root.append(this.link);
  }

  override changed(): void {
    this.link.href = this.getAttribute('href') ?? '#';
  }
}
