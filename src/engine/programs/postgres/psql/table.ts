/** How psql prints rows. */
import type { Column } from "../protocol/messages.ts";

export interface Format {
  layout: "aligned" | "unaligned" | "csv";
  expanded: boolean | "auto";
  tuplesOnly: boolean;
  border: 0 | 1 | 2;
  separator: string;
  recordSeparator: string;
  null: string;
  footer: boolean;
}

export interface Table {
  readonly title?: string | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** In place of the number of rows; none when empty. */
  readonly footers?: readonly string[] | undefined;
}

/** Numbers go to the right: the types' object ids. */
const numeric = new Set([20, 21, 23, 26, 28, 700, 701, 790, 1700, 5069]);

/** Terminal columns that a text takes. */
function width(text: string): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (/\p{Mn}/u.test(character)) continue;
    sum +=
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0x1f300 && code <= 0x1faff)
        ? 2
        : 1;
  }
  return sum;
}

export function render(table: Table, format: Format): string {
  const rows = table.rows.map((row) => row.map((value) => value ?? format.null));
  const plain = { ...table, rows };
  if (format.layout === "csv") return csv(plain, format);
  if (format.layout === "unaligned") return format.expanded === true ? unalignedExpanded(plain, format) : unaligned(plain, format);
  return format.expanded === true ? expanded(plain, format) : aligned(plain, format);
}

interface Plain extends Table {
  readonly rows: readonly (readonly string[])[];
}

function countLine(count: number): string {
  return `(${count} ${count === 1 ? "row" : "rows"})`;
}

function footersOf(table: Plain, format: Format): readonly string[] {
  if (format.tuplesOnly) return [];
  return table.footers ?? (format.footer ? [countLine(table.rows.length)] : []);
}

function center(text: string, size: number): string {
  const room = Math.max(0, size - width(text));
  const left = Math.floor(room / 2);
  return " ".repeat(left) + text + " ".repeat(room - left);
}

function aligned(table: Plain, format: Format): string {
  const { columns } = table;
  const cells = table.rows.map((row) => row.map((value) => value.split("\n")));
  const heads = columns.map(({ name }) => name.split("\n"));
  const sizes = columns.map((_, index) =>
    Math.max(...(heads[index] ?? []).map(width), ...cells.flatMap((row) => (row[index] ?? []).map(width)), 0),
  );
  const { border } = format;
  const edge = border === 2;
  const gap = border === 0 ? 0 : 1;
  const rule = (): string => {
    const dashes = sizes.map((size) => "-".repeat(size + 2 * gap));
    return edge ? `+${dashes.join("+")}+` : dashes.join(border === 0 ? " " : "+");
  };
  const lines: string[] = [];
  if (!format.tuplesOnly) {
    const whole =
      sizes.reduce((sum, size) => sum + size, 0) +
      (border === 0 ? sizes.length - 1 : border === 1 ? 3 * sizes.length - 1 : 3 * sizes.length + 1);
    if (table.title !== undefined)
      lines.push(width(table.title) >= whole ? table.title : " ".repeat(Math.floor((whole - width(table.title)) / 2)) + table.title);
    if (edge) lines.push(rule());
    const height = Math.max(...heads.map(({ length }) => length), 1);
    for (let line = 0; line < height; line++) {
      const parts = heads.map((head, index) => {
        const text = center(head[line] ?? "", sizes[index] ?? 0);
        const continues = line + 1 < head.length ? "+" : " ";
        return border === 0 ? text : ` ${text}${continues}`;
      });
      lines.push(edge ? `|${parts.join("|")}|` : parts.join(border === 0 ? " " : "|"));
    }
    lines.push(rule());
  } else if (edge) lines.push(rule());
  for (const row of cells) {
    const height = Math.max(...row.map(({ length }) => length), 1);
    for (let line = 0; line < height; line++) {
      const parts = row.map((cell, index) => {
        const text = cell[line] ?? "";
        const room = " ".repeat(Math.max(0, (sizes[index] ?? 0) - width(text)));
        const continues = line + 1 < cell.length;
        const last = index === row.length - 1;
        const right = numeric.has(columns[index]?.type ?? 0);
        // The last column has no room to its right, but for a mark that the text goes on.
        const beyond = line > 0 && line >= cell.length;
        const padded = last && beyond && !edge ? "" : right ? room + text : last && !edge && !continues ? text : text + room;
        if (border === 0) return padded;
        return ` ${padded}${continues ? "+" : last && !edge ? "" : " "}`;
      });
      lines.push(edge ? `|${parts.join("|")}|` : parts.join(border === 0 ? " " : "|"));
    }
  }
  if (edge) lines.push(rule());
  lines.push(...footersOf(table, format));
  return `${lines.join("\n")}\n${format.tuplesOnly && table.rows.length === 0 ? "" : "\n"}`.replace(
    /^\n\n?$/,
    format.tuplesOnly ? "\n" : "\n",
  );
}

function expanded(table: Plain, format: Format): string {
  const { columns, rows } = table;
  const names = Math.max(...columns.map(({ name }) => width(name)), 0);
  const values = Math.max(...rows.flat().flatMap((value) => value.split("\n").map(width)), 0);
  if (rows.length === 0) return format.tuplesOnly ? "\n" : `${table.title === undefined ? "" : `${table.title}\n`}(0 rows)\n\n`;
  const lines: string[] = table.title !== undefined && !format.tuplesOnly ? [table.title] : [];
  rows.forEach((row, number) => {
    if (format.tuplesOnly) {
      if (number > 0) lines.push("");
    } else lines.push(recordLine(number + 1, names, values));
    row.forEach((value, index) => {
      const pieces = value.split("\n");
      pieces.forEach((piece, line) => {
        const name = line === 0 ? (columns[index]?.name ?? "") : "";
        const room = " ".repeat(names - width(name));
        const continues = line + 1 < pieces.length ? `${" ".repeat(Math.max(0, values - width(piece)))}+` : "";
        lines.push(`${name}${room} |${line === 0 || piece !== "" ? ` ${piece}` : " "}${continues}`);
      });
    });
  });
  if (table.footers && !format.tuplesOnly) lines.push(...table.footers);
  return `${lines.join("\n")}\n\n`;
}

function recordLine(number: number, names: number, values: number): string {
  const label = `-[ RECORD ${number} ]`;
  let line = label + "-".repeat(Math.max(0, names - label.length));
  let over = label.length - names;
  for (const piece of ["-", "+", "-"]) if (over-- <= 0) line += piece;
  return line + "-".repeat(Math.max(0, values - Math.max(0, over)));
}

function unaligned(table: Plain, format: Format): string {
  const lines: string[] = [];
  if (!format.tuplesOnly) {
    if (table.title !== undefined) lines.push(table.title);
    lines.push(table.columns.map(({ name }) => name).join(format.separator));
  }
  lines.push(...table.rows.map((row) => row.join(format.separator)), ...footersOf(table, format));
  return lines.length === 0 ? "" : `${lines.join(format.recordSeparator)}\n`;
}

function unalignedExpanded(table: Plain, format: Format): string {
  if (table.rows.length === 0 && !format.tuplesOnly) return `${countLine(0)}\n`;
  const records = table.rows.map((row) =>
    row.map((value, index) => `${table.columns[index]?.name ?? ""}${format.separator}${value}\n`).join(""),
  );
  return records.join("\n");
}

function csv(table: Plain, format: Format): string {
  const field = (text: string): string => (/[",\n\r]/.test(text) || text === "\\." ? `"${text.replaceAll('"', '""')}"` : text);
  const head = format.tuplesOnly ? [] : [table.columns.map(({ name }) => field(name))];
  return [...head, ...table.rows.map((row) => row.map(field))].map((row) => `${row.join(",")}\n`).join("");
}
