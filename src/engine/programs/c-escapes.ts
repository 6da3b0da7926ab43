/** The escapes that C and all that came after it agree upon: the letter behind the backslash, and what both stand for. */
export const cEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
