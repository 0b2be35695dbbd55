/** Where blocks of the account lead to: the page that an extension of its own draws. */
export const ACCOUNT_PAGE = 'extension://treuwerk-account-page';
