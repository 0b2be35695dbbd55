/** The resource picker: a dialog over the store's products, variants or collections. */
import type { PickerOptions } from '../protocol.ts';
import { button, type FrameTexts } from './frame-parts.ts';

type PickerItem = { id: string; title: string; detail: string; resource: unknown };

/** @returns the chosen resources, or null when the picker was left. */
export async function openPicker(options: PickerOptions, texts: FrameTexts): Promise<unknown[] | null> {
  const response = await fetch(`/admin/picker/${options.type}`);
  const items: PickerItem[] = await response.json();
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'picker';
    const heading = document.createElement('h2');
    heading.textContent = texts.pickerTitle;
    const search = document.createElement('input');
    search.type = 'search';
    search.placeholder = texts.pickerSearch;
    search.setAttribute('aria-label', texts.pickerSearch);
    search.value = options.query;
    const list = document.createElement('ul');
    const chosen = new Set(options.selectedIds);
    const draw = () => list.replaceChildren(...rows(items, search.value, chosen, options, texts, draw));
    search.addEventListener('input', draw);
    draw();
    const leave = (value: unknown[] | null) => {
      dialog.remove();
      resolve(value);
    };
    const footer = document.createElement('footer');
    const choose = button(texts.pickerChoose, () =>
      leave(items.filter((item) => chosen.has(item.id)).map((item) => item.resource)),
    );
    choose.dataset.kind = 'primary';
    footer.append(
      button(texts.pickerCancel, () => leave(null)),
      choose,
    );
    dialog.addEventListener('cancel', () => leave(null));
    dialog.append(heading, search, list, footer);
    document.body.append(dialog);
    dialog.showModal();
  });
}

function rows(
  items: PickerItem[],
  search: string,
  chosen: Set<string>,
  options: PickerOptions,
  texts: FrameTexts,
  redraw: () => void,
): HTMLElement[] {
  const wanted = search.trim().toLowerCase();
  const found = items.filter((item) => item.title.toLowerCase().includes(wanted));
  if (found.length === 0) {
    const empty = document.createElement('li');
    empty.textContent = texts.pickerEmpty;
    return [empty];
  }
  return found.map((item) => {
    const box = document.createElement('input');
    box.type = options.multiple ? 'checkbox' : 'radio';
    box.name = 'picker';
    box.checked = chosen.has(item.id);
    box.addEventListener('change', () => {
      if (!options.multiple) chosen.clear();
      if (box.checked) chosen.add(item.id);
      else chosen.delete(item.id);
      if (!options.multiple) redraw();
    });
    const label = document.createElement('label');
    const detail = document.createElement('small');
    detail.textContent = item.detail;
    label.append(box, ` ${item.title} `, detail);
    const row = document.createElement('li');
    row.append(label);
    return row;
  });
}
