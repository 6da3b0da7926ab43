/** The format of `_headers`: an address from the first column, or one that ends in `*`; below it, indented, what is sent with it. */

export interface HeaderRule {
  readonly address: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export function readHeaderRules(text: string): readonly HeaderRule[] {
  const rules: { address: string; headers: [string, string][] }[] = [];
  for (const line of text.split("\n")) {
    const header = /^\s+([^:\s]+):\s*(.*)$/.exec(line);
    if (header) rules.at(-1)?.headers.push([header[1] ?? "", header[2] ?? ""]);
    else if (/^\S/.test(line) && !line.startsWith("#")) rules.push({ address: line.trim(), headers: [] });
  }
  return rules;
}

/** What is sent with an address; later rules win. */
export function headersOf(rules: readonly HeaderRule[], pathname: string): Readonly<Record<string, string>> {
  const holds = ({ address }: HeaderRule): boolean =>
    address.endsWith("*") ? pathname.startsWith(address.slice(0, -1)) : pathname === address;
  return Object.fromEntries(rules.filter(holds).flatMap(({ headers }) => headers));
}
