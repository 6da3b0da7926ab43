/** Text and names as SQL writes them. */

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
