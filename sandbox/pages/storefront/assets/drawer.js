/** The theme's own script for its drawer: opens it, adds goods by Ajax, and draws its section anew. */
const drawer = document.getElementById('cart-drawer');

async function draw() {
  const page = await (await fetch('/cart?section_id=cart-drawer')).text();
  drawer.innerHTML = page;
  document.querySelector('.count').textContent = (await (await fetch('/cart.js')).json()).item_count;
}

document.addEventListener('click', async (event) => {
  if (event.target.closest('[data-drawer="close"]')) drawer.close();
  if (!event.target.closest('.cart-link')) return;
  event.preventDefault();
  drawer.showModal();
});

document.addEventListener('submit', async (event) => {
  if (!event.target.matches('form.buy') || event.submitter?.name === 'checkout') return;
  event.preventDefault();
  await fetch('/cart/add.js', { method: 'POST', body: new FormData(event.target) });
  await draw();
  drawer.showModal();
});

document.addEventListener('treuwerk:cart-changed', (event) => {
  event.preventDefault();
  draw();
});
