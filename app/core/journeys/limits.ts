/** How long a step may wait. */
export const WAIT_DAYS_MAX = 400;
export const WAIT_HOURS_MAX = 240;
