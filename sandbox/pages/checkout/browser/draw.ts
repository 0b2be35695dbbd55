/** Draws the `s-*` components with plain custom elements: properties become attributes, which the style sheet reads. */
import { renderSVG } from 'uqr';
import { ELEMENTS, type ElementShape } from './elements.ts';

export function defineComponents(): void {
  for (const [name, shape] of Object.entries(ELEMENTS)) {
    customElements.define(name, withProperties(DRAWN[name] ?? PlainElement, shape));
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
  's-unordered-list': 'list',
  's-list-item': 'listitem',
  's-divider': 'separator',
  's-spinner': 'progressbar',
};

class PlainElement extends HTMLElement {
  connectedCallback(): void {
    const role = ROLES[this.localName];
    if (role) this.setAttribute('role', role);
    if (role === 'heading') this.setAttribute('aria-level', String(this.headingLevel()));
    this.changed();
  }

  /** Headings follow the sections around them, below the page's own. */
  headingLevel(): number {
    let level = 2;
    for (let outer = this.parentElement?.closest('s-section'); outer;) {
      level += outer.hasAttribute('heading') ? 1 : 0;
      outer = outer.parentElement?.closest('s-section');
    }
    return level;
  }

  /** Called after each property; keeps what plain attributes cannot express. */
  changed(): void {
    const label = this.getAttribute('accessibility-label');
    if (label) this.setAttribute('aria-label', label);
    const role = this.getAttribute('accessibility-role');
    if (role && role !== 'generic') this.setAttribute('role', SPOKEN_ROLES[role] ?? role);
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
    this.button.addEventListener('click', () => this.command());
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

  /** `--copy` of the clipboard item that it names; what it says of the outcome are events. */
  private command(): void {
    const item = document.getElementById(this.getAttribute('command-for') ?? '');
    if (item?.localName !== 's-clipboard-item') return;
    navigator.clipboard.writeText(item.getAttribute('text') ?? '').then(
      () => item.dispatchEvent(new Event('copy')),
      () => item.dispatchEvent(new Event('copyerror')),
    );
  }
}

class LinkElement extends PlainElement {
  readonly link: HTMLAnchorElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.link = document.createElement('a');
    this.link.part = 'link';
    this.link.append(document.createElement('slot'));
    root.append(this.link);
  }

  override changed(): void {
    this.link.href = addressOf(this.getAttribute('href') ?? '#');
    if (this.getAttribute('target') === '_blank') this.link.target = '_blank';
  }
}

/** Pages of accounts have addresses of their own scheme. */
function addressOf(href: string): string {
  return href.startsWith('extension://') ? '/account/points' : href;
}

/** A page, or a part of it, with its heading. Names of fields must not be those of properties. */
class HeadedElement extends PlainElement {
  readonly headline: HTMLElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.headline = document.createElement('div');
    this.headline.part = 'heading';
    this.headline.setAttribute('role', 'heading');
    root.append(this.headline, document.createElement('slot'));
  }

  override changed(): void {
    const page = this.localName === 's-page';
    this.headline.textContent = this.getAttribute('heading') ?? '';
    this.headline.hidden = this.headline.textContent === '';
    this.headline.setAttribute('aria-level', page ? '1' : String(this.headingLevel()));
    if (!page) this.setAttribute('role', 'group');
    const name = this.getAttribute('accessibility-label') ?? this.getAttribute('heading');
    if (name && !page) this.setAttribute('aria-label', name);
  }
}

class ProgressElement extends PlainElement {
  readonly bar: HTMLProgressElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    this.bar = document.createElement('progress');
    this.bar.part = 'bar';
    root.append(this.bar);
  }

  override changed(): void {
    this.bar.max = Number(this.getAttribute('max') ?? 1);
    this.bar.value = Number(this.getAttribute('value') ?? 0);
    this.bar.setAttribute('aria-label', this.getAttribute('accessibility-label') ?? '');
  }
}

class CheckboxElement extends PlainElement {
  readonly box: HTMLInputElement;
  readonly labelText: HTMLSpanElement;
  readonly errorText: HTMLSpanElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const row = document.createElement('label');
    row.part = 'row';
    this.box = document.createElement('input');
    this.box.type = 'checkbox';
    this.box.part = 'box';
    this.labelText = document.createElement('span');
    this.errorText = document.createElement('span');
    this.errorText.part = 'error';
    this.errorText.setAttribute('role', 'alert');
    row.append(this.box, this.labelText);
    root.append(row, this.errorText);
    // A change inside a shadow does not leave it by itself.
    this.box.addEventListener('change', () => this.dispatchEvent(new Event('change')));
  }

  override changed(): void {
    this.box.checked = this.hasAttribute('checked');
    this.box.disabled = this.hasAttribute('disabled');
    this.labelText.textContent = this.getAttribute('label') ?? '';
    this.errorText.textContent = this.getAttribute('error') ?? '';
  }
}

class UrlFieldElement extends PlainElement {
  readonly control: HTMLInputElement;
  readonly caption: HTMLSpanElement;
  readonly errorText: HTMLSpanElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const row = document.createElement('label');
    row.part = 'field';
    this.control = document.createElement('input');
    this.control.type = 'url';
    this.control.part = 'control';
    this.caption = document.createElement('span');
    this.errorText = document.createElement('span');
    this.errorText.part = 'error';
    this.errorText.setAttribute('role', 'alert');
    row.append(this.caption, this.control);
    root.append(row, this.errorText);
    // What was typed travels with the event.
    for (const type of ['input', 'change'])
      this.control.addEventListener(type, (event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent(type, { detail: this.control.value }));
      });
  }

  override changed(): void {
    this.control.disabled = this.hasAttribute('disabled');
    this.caption.textContent = this.getAttribute('label') ?? '';
    this.errorText.textContent = this.getAttribute('error') ?? '';
    // What the extension knows of a field in which somebody types is always a moment old.
    if (this.shadowRoot?.activeElement !== this.control)
      this.control.value = this.getAttribute('value') ?? '';
  }
}

class QrCodeElement extends PlainElement {
  override changed(): void {
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.getAttribute('accessibility-label') ?? '');
    this.innerHTML = renderSVG(this.getAttribute('content') ?? '', { border: 2 });
  }
}

/** Roles that Shopify names in its own way. */
const SPOKEN_ROLES: Record<string, string> = {
  'unordered-list': 'list',
  'ordered-list': 'list',
  'list-item': 'listitem',
  section: 'region',
};

const DRAWN: Record<string, typeof PlainElement> = {
  's-button': ButtonElement,
  's-checkbox': CheckboxElement,
  's-link': LinkElement,
  's-page': HeadedElement,
  's-progress': ProgressElement,
  's-qr-code': QrCodeElement,
  's-section': HeadedElement,
  's-url-field': UrlFieldElement,
};
