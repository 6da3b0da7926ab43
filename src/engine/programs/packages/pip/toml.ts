/** TOML as far as project files need it: sections, `key = value` with strings, lists and inline tables as text. */

/** Value texts by key, of the section with this exact name; `undefined` when there is none. */
export function section(text: string, name: string): ReadonlyMap<string, string> | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `[${name}]`);
  if (start < 0) return undefined;
  const values = new Map<string, string>();
  let key: string | undefined;
  for (const line of lines.slice(start + 1)) {
    if (key === undefined && /^\s*\[/.test(line)) break;
    const plain = line.replace(/(^|\s)#[^"']*$/, "");
    const match = key === undefined ? /^\s*(?:"([^"]+)"|([\w.-]+))\s*=\s*(.*)$/.exec(plain) : undefined;
    if (match) {
      key = (match[1] ?? match[2]) as string;
      values.set(key, (match[3] as string).trim());
    } else if (key !== undefined) values.set(key, `${values.get(key)} ${plain.trim()}`);
    if (key !== undefined && closed(values.get(key) as string)) key = undefined;
  }
  return values;
}

function closed(value: string): boolean {
  const bare = value.replace(/"[^"]*"|'[^']*'/g, "");
  return bare.split(/[[{]/).length === bare.split(/[\]}]/).length;
}

/** The strings of a list. */
export function strings(value: string | undefined): string[] {
  return [...(value ?? "").matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => (match[1] ?? match[2]) as string);
}

/** Names and versions of the `[[package]]` tables of a lock file. */
export function lockedVersions(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^\[\[package\]\]\s*\nname\s*=\s*"([^"]+)"\s*\nversion\s*=\s*"([^"]+)"/gm)].map((match) => [
      (match[1] as string).toLowerCase(),
      match[2] as string,
    ]),
  );
}
