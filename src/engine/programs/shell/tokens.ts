/** Tokens that shells name in words, not quoted, in their syntax errors. */
export const redirection = "redirection";
export const badLoop = "bad for loop variable";
