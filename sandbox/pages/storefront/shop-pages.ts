/** Home, collection and product. */
import { html, raw } from 'hono/html';
import type { Collection, Product, Variant } from '../../store/model.ts';
import { type Html, page } from './layout.ts';
import { drawPicture } from './picture.ts';
import { themeBlock, type Visit } from './visit.ts';

export function homePage(visit: Visit): Promise<Html> {
  const { context, locale, texts } = visit;
  const collections = [...context.state.collections.values()];
  const featured = activeProducts(visit).slice(0, 8);
  return page(
    visit,
    texts.shop,
    html`<section class="hero">
        <h1>${context.config.shopName}</h1>
        <p>${texts.tagline}</p>
        <p>
          ${collections.map((entry) => html`<a class="chip" href="/collections/${entry.handle}">${entry.title[locale]}</a> `)}
        </p>
      </section>
      ${productGrid(visit, featured)}`,
  );
}

export function collectionPage(visit: Visit, collection: Collection | 'all'): Promise<Html> {
  const products = activeProducts(visit).filter(
    (product) => collection === 'all' || collection.productIds.includes(product.id),
  );
  const title = collection === 'all' ? visit.texts.all : collection.title[visit.locale];
  return page(
    visit,
    title,
    html`<h1>${title}</h1>
      ${productGrid(visit, products)}`,
  );
}

export async function productPage(
  visit: Visit,
  product: Product,
  chosenId: string | undefined,
): Promise<Html> {
  const { locale, texts } = visit;
  const chosen = product.variants.find((variant) => variant.id === chosenId) ?? product.variants[0];
  const title = product.title[locale];
  const points = await themeBlock(visit, 'product-points', {
    product,
    ...(chosen ? { variant: chosen } : {}),
  });
  return page(
    visit,
    title,
    html`<section class="product shopify-section" id="shopify-section-main-product">
        <div class="product-picture">${raw(drawPicture(product, title))}</div>
        <div>
          <p class="vendor">${product.vendor}</p>
          <h1>${title}</h1>
          <p class="price" data-price>${chosen ? price(visit, chosen) : ''}</p>
          ${raw(await themeBlock(visit, 'member-price', { product, ...(chosen ? { variant: chosen } : {}) }))}
          ${raw(points)}
          <p>${product.description[locale]}</p>
          <form class="buy" method="post" action="/cart/add">
            ${variantChoice(visit, product, chosen)}
            <label
              >${texts.quantity} <input type="number" name="quantity" value="1" min="1" max="99"
            /></label>
            <button class="button" type="submit">${texts.addToCart}</button>
            <button class="button button-plain" type="submit" name="checkout" value="1">
              ${texts.buyNow}
            </button>
          </form>
        </div>
      </section>
      <script type="module" src="/storefront-assets/product.js"></script>`,
  );
}

function variantChoice(visit: Visit, product: Product, chosen: Variant | undefined): Html {
  if (product.variants.length <= 1)
    return html`<input type="hidden" name="id" value="${chosen?.id ?? ''}" />`;
  return html`<label>
    ${visit.texts.variant}
    <select name="id">
      ${product.variants.map(
        (variant) =>
          html`<option
            value="${variant.id}"
            data-price="${visit.money(variant.price)}"
            ${variant.id === chosen?.id ? 'selected' : ''}
          >
            ${variant.title}
          </option>`,
      )}
    </select>
  </label>`;
}

function productGrid(visit: Visit, products: Product[]): Html {
  return html`<ul class="grid">
    ${products.map((product) => {
      const title = product.title[visit.locale];
      const first = product.variants[0];
      return html`<li>
        <a href="/products/${product.handle}">
          ${raw(drawPicture(product, title))}
          <span class="name">${title}</span>
          <span class="price">${first ? price(visit, first) : ''}</span>
        </a>
      </li>`;
    })}
  </ul>`;
}

function price(visit: Visit, variant: Variant): Html {
  const { compareAtPrice } = variant;
  const before =
    compareAtPrice !== null && compareAtPrice > variant.price
      ? html`<s>${visit.money(compareAtPrice)}</s> `
      : '';
  return html`${before}${visit.money(variant.price)}`;
}

function activeProducts(visit: Visit): Product[] {
  return [...visit.context.state.products.values()]
    .filter((product) => product.status === 'active')
    .slice(0, 60);
}
