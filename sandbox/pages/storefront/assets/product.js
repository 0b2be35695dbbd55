/** Shows the chosen variant's price, as a theme's own script does. */
const form = document.querySelector('form.buy');
const choice = form?.querySelector('select[name="id"]');
choice?.addEventListener('change', () => {
  const option = choice.selectedOptions[0];
  document.querySelector('[data-price]').textContent = option.dataset.price;
  history.replaceState(null, '', `?variant=${option.value}`);
});
