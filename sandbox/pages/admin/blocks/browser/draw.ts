/** Components that only the admin has, and which of the drawn ones stands for which name. */
import {
  ButtonElement,
  defineComponents as define,
  HeadedElement,
  PlainElement,
} from '../../../remote/draw.ts';
import { ELEMENTS } from './elements.ts';

export function defineComponents(): void {
  define(ELEMENTS, CLASSES);
}

/** A label, a control and what is said of it; the control's own events carry what was typed. */
abstract class FieldElement<Control extends HTMLElement & { value: string }> extends PlainElement {
  readonly control: Control;
  readonly caption = document.createElement('label');
  readonly said = document.createElement('p');

  constructor(control: Control) {
    super();
    this.control = control;
    this.control.id = 'control';
    this.control.setAttribute('part', 'control');
    this.control.setAttribute('aria-describedby', 'said');
    this.caption.htmlFor = 'control';
    this.said.id = 'said';
    this.said.part = 'said';
    for (const type of ['input', 'change'])
      control.addEventListener(type, (event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent(type, { detail: control.value }));
      });
    this.attachShadow({ mode: 'open' }).append(this.caption, control, this.said);
  }

  override changed(): void {
    const error = this.getAttribute('error');
    this.caption.textContent = this.getAttribute('label');
    this.said.textContent = error ?? this.getAttribute('details');
    this.control.setAttribute('aria-invalid', String(error !== null));
    this.control.toggleAttribute('disabled', this.hasAttribute('disabled'));
    // What the extension knows of a field in which somebody types is always a moment old.
    if (this.shadowRoot?.activeElement !== this.control || !this.control.matches(':focus'))
      this.control.value = this.getAttribute('value') ?? '';
  }
}

class NumberElement extends FieldElement<HTMLInputElement> {
  constructor() {
    super(document.createElement('input'));
    this.control.type = 'number';
  }

  override changed(): void {
    super.changed();
    for (const name of ['min', 'max', 'step']) {
      const value = this.getAttribute(name);
      if (value !== null) this.control.setAttribute(name, value);
    }
  }
}

class TextAreaElement extends FieldElement<HTMLTextAreaElement> {
  constructor() {
    super(document.createElement('textarea'));
  }

  override changed(): void {
    super.changed();
    this.control.rows = Number(this.getAttribute('rows') ?? 2);
    this.control.readOnly = this.hasAttribute('read-only');
  }
}

/** The options travel as elements of their own; the drawn control copies them. */
class SelectElement extends FieldElement<HTMLSelectElement> {
  constructor() {
    super(document.createElement('select'));
    new MutationObserver(() => this.changed()).observe(this, { childList: true, subtree: true });
  }

  override changed(): void {
    const options = [...this.querySelectorAll('s-option')].map(
      (one) => new Option(one.textContent ?? '', one.getAttribute('value') ?? ''),
    );
    this.control.replaceChildren(...options);
    super.changed();
    this.control.value = this.getAttribute('value') ?? '';
  }
}

/** `app:` leads to a page of the app, as in Shopify's admin. */
class LinkElement extends PlainElement {
  readonly link = document.createElement('a');

  constructor() {
    super();
    this.link.part = 'link';
    this.link.append(document.createElement('slot'));
    this.attachShadow({ mode: 'open' }).append(this.link);
  }

  override changed(): void {
    this.link.href = (this.getAttribute('href') ?? '').replace(/^app:\/?/, '/admin/apps/treuwerk/');
  }
}

class ActionElement extends HeadedElement {
  constructor() {
    super();
    const buttons = document.createElement('div');
    buttons.part = 'buttons';
    for (const name of ['secondary-actions', 'primary-action']) {
      const slot = document.createElement('slot');
      slot.name = name;
      buttons.append(slot);
    }
    this.shadowRoot?.append(buttons);
  }
}

const CLASSES: Record<string, typeof PlainElement> = {
  's-admin-action': ActionElement,
  's-admin-block': HeadedElement,
  's-button': ButtonElement,
  's-link': LinkElement,
  's-number-field': NumberElement,
  's-section': HeadedElement,
  's-select': SelectElement,
  's-text-area': TextAreaElement,
};
