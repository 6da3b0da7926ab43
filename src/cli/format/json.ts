/** JSON as Go's encoder writes it: `<`, `>`, `&` and the two line separators escaped. */
const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

export function goJson(value: unknown, indent?: string): string {
  return escapeHtml(JSON.stringify(value, undefined, indent) ?? "null");
}

function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (c) => escapes[c] as string);
}

/** The same without those escapes, as `{{json .}}` prints. */
export function goJsonPlain(value: unknown, indent?: string): string {
  return JSON.stringify(value, undefined, indent) ?? "null";
}
