/** How a record is cut into fields: by `FS`, or as gawk's `FPAT` and `FIELDWIDTHS` say. */
import type { Split } from "./fields.ts";
import { splitBy, splitterFor } from "./splitting.ts";
import type { State } from "./state.ts";

export function fieldSplitter(state: State): Split {
  if (state.dialect.otherFields) {
    const widths = state.text("FIELDWIDTHS");
    if (widths !== "") return byWidths(widths.trim().split(/\s+/));
    const pattern = state.text("FPAT");
    if (pattern !== "") return (text) => [...text.matchAll(state.patterns.of(pattern))].map(([field]) => field);
  }
  const separator = state.text("FS");
  // Between empty lines a newline ends a field, whatever else does.
  if (state.text("RS") !== "" || separator === " " || separator === "\n") return splitterFor(separator, state.patterns);
  const other = separator.length === 1 ? `[${separator === "^" || separator === "\\" ? "\\" : ""}${separator}]` : separator;
  return splitBy(`(${other})|\n`, state.patterns);
}

/** `2 3 *`, `1:4`: so many characters, after some to skip; the rest. */
function byWidths(widths: readonly string[]): Split {
  return (text) => {
    const fields: string[] = [];
    let from = 0;
    for (const width of widths) {
      if (from >= text.length) break;
      const [skipped, wanted] = width.includes(":") ? width.split(":") : ["0", width];
      from += Number(skipped);
      const end = wanted === "*" ? text.length : from + Number(wanted);
      fields.push(text.slice(from, end));
      from = end;
    }
    return fields;
  };
}
