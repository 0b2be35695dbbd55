/** Toasts through App Bridge; a page whose App Bridge could not be loaded still works, without them. */
export function showToast(message: string, options?: { isError: boolean }): void {
  window.shopify?.toast.show(message, options);
}
