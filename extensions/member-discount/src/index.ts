export { cartLinesDiscountsGenerateRun } from './cart-lines.ts';
export { cartDeliveryOptionsDiscountsGenerateRun } from './delivery-options.ts';
