/**
 * Keeps the product's points in step with the chosen variant. Loaded at the shopper's first choice.
 */

/** Themes write the variant's id a moment after the change event, so the form is read in the frame after next. */
export function follow() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelectorAll('[data-treuwerk-product]').forEach(show)),
  );
}

function show(line) {
  const sentences = line.querySelector('script[type="application/json"]');
  if (!sentences) return;
  const sentence = JSON.parse(sentences.textContent)[chosenVariant(line)];
  const text = line.querySelector('[data-treuwerk-text]');
  if (sentence && text.innerHTML !== sentence) text.innerHTML = sentence;
}

function chosenVariant(line) {
  const near = line.closest('.shopify-section, section, main') ?? document;
  const field = near.querySelector('form[action*="/cart/add"] [name="id"]');
  return field?.value || new URLSearchParams(location.search).get('variant');
}
