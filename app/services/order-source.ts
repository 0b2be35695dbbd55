/** Under which name the points of an order are booked. */
export function orderSource(orderId: string): string {
  return `order:${orderId}`;
}
