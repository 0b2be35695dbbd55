/** The pages of "Act as Shopify": start, the board, one order, the mailbox. */
import { html } from 'hono/html';
import type { Order } from '../../store/model.ts';
import { button, frame, type Html, money, time, type View } from './layout.ts';
import { orderButtons } from './board.ts';

export function startPage(view: View): Html {
  const { texts } = view;
  const cards: [string, string, string][] = [
    ['/shop', texts.storefront, texts.storefrontAbout],
    ['/admin', texts.admin, texts.adminAbout],
    ['/checkout', texts.checkout, texts.checkoutAbout],
    ['/pos', texts.till, texts.tillAbout],
    ['/act-as-shopify', texts.title, texts.actAbout],
    ['/mailbox', texts.mailbox, texts.mailboxAbout],
  ];
  const list = cards.map(
    ([href, name, about]) =>
      html`<li>
        <a href="${href}"><strong>${name}</strong>${about}</a>
      </li>`,
  );
  return frame(
    view,
    view.context.config.shopName,
    html`<p class="soft">${texts.intro}</p>
      <ul class="cards">
        ${list}
      </ul>`,
  );
}

export function orderPage(view: View, order: Order): Html {
  const { texts } = view;
  const lines = order.lines.map(
    (line) =>
      html`<tr>
        <td>${line.title}</td>
        <td class="number">${line.currentQuantity} / ${line.quantity}</td>
        <td class="number">${money(view, line.unitPrice, order.currency)}</td>
        <td>
          <div class="row">
            ${line.currentQuantity > 0 ? button(texts.refundLine, 'refund-line', { id: order.id, lineId: line.id }) : ''}
            ${line.currentQuantity > line.fulfilledQuantity ? button(texts.removeLine, 'remove-line', { id: order.id, lineId: line.id }) : ''}
          </div>
        </td>
      </tr>`,
  );
  const payments = order.transactions.map(
    (entry) =>
      html`<li>
        ${time(view, entry.createdAt)}: ${entry.kind}, ${entry.gateway},
        ${money(view, entry.amount, order.currency)}
      </li>`,
  );
  return frame(
    view,
    `${texts.order} ${order.name}`,
    html`<p><a href="/act-as-shopify">${texts.back}</a></p>
      <div class="row">
        ${orderButtons(view, order)} ${button(texts.addLine, 'add-line', { id: order.id })}
      </div>
      <h2>${texts.lines}</h2>
      <div class="scroll">
        <table>
          <tbody>
            ${lines}
          </tbody>
        </table>
      </div>
      <form method="post" action="/act-as-shopify/refund-amount">
        <input type="hidden" name="id" value="${order.id}" />
        <label
          >${texts.refundAmount} <input name="amount" inputmode="decimal" required placeholder="5.00"
        /></label>
        <button>${texts.refundAmount}</button>
      </form>
      <h2>${texts.history}</h2>
      <ul>
        ${payments}
      </ul>`,
  );
}

export function mailboxPage(view: View): Html {
  const mails = [...view.context.state.mails].reverse();
  const list = mails.map(
    (mail) =>
      html`<article class="card">
        <p class="soft">${time(view, mail.at)} · ${mail.from} → ${mail.to}</p>
        <h2>${mail.subject}</h2>
        <pre>${mail.text}</pre>
      </article>`,
  );
  return frame(view, view.texts.mailbox, mails.length === 0 ? html`<p>${view.texts.noMails}</p>` : list);
}
