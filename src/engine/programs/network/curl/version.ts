/** Debian 12's. */
export const version = "7.88.1";
