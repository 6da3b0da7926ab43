/** File name patterns of `include`: `*.conf`. */
export function patternToRegExp(pattern: string): RegExp {
  const text = pattern
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`);
}
