/** `pr`: pages with a head, for paper. */
import { at, type Applet } from "../coreutils/applet.ts";
import { formatDate } from "../coreutils/dates.ts";
import { parseOptions } from "../coreutils/options.ts";
import { LineSource } from "./source.ts";

/** Lines of a page's head and foot. */
const head = 5;
const foot = 5;

export const pr: Applet = async (process, args, tool) => {
  const columns = Number(args.find((word) => /^-\d+$/.test(word))?.slice(1) ?? 1);
  const options = parseOptions(
    args.filter((word) => !/^-\d+$/.test(word)),
    {
      short: "adD:fFh:l:mn::o:rs::tTw:W:",
      long: {
        header: "h:",
        length: "l:",
        "omit-header": "t",
        "omit-pagination": "T",
        merge: "m",
        "number-lines": "n?",
        indent: "o:",
        width: "w:",
        across: "a",
        "double-space": "d",
        separator: "s?",
      },
    },
  );
  const length = Number(options.value("l") ?? 66);
  const width = Number(options.value("w") ?? options.value("W") ?? 72);
  const bare = options.has("t") || options.has("T") || length <= head + foot;
  const room = bare ? (options.has("t") || options.has("T") ? Number.POSITIVE_INFINITY : length) : length - head - foot;
  const margin = " ".repeat(Number(options.value("o") ?? 0));
  const separator = options.has("s") ? options.value("s") || "\t" : undefined;
  let status = 0;
  let number = 0;
  const print = (lines: readonly string[], count: number, title: string, time: number): void => {
    const rows = arranged(lines, count, room, options.has("a"), width, separator);
    const pages = Math.max(1, Math.ceil(rows.length / room));
    for (let page = 0; page < pages && rows.length > 0; page++) {
      const body = rows.slice(page * room, Number.isFinite(room) ? (page + 1) * room : undefined);
      if (!bare) {
        const date = formatDate(options.value("D") ?? "%Y-%m-%d %H:%M", time);
        const label = `Page ${page + 1}`;
        const space = width - date.length - title.length - label.length;
        const left = " ".repeat(Math.max(1, Math.floor(space / 2)));
        process.stdout(`\n\n${margin}${date}${left}${title}${" ".repeat(Math.max(1, Math.ceil(space / 2)))}${label}\n\n\n`);
      }
      for (const row of body) {
        const numbered = options.has("n") ? `${String(++number).padStart(5)}\t${row}` : row;
        process.stdout(`${margin + numbered}\n${options.has("d") ? "\n" : ""}`);
      }
      if (!bare) process.stdout("\n".repeat(room - body.length + foot));
    }
  };
  const operands = options.operands.length > 0 ? options.operands : ["-"];
  if (options.has("m")) {
    const texts: string[][] = [];
    for (const operand of operands) texts.push(await new LineSource(process, tool, [operand]).all());
    const most = Math.max(0, ...texts.map(({ length: count }) => count));
    const merged = Array.from({ length: most }, (_, row) => texts.map((lines) => lines[row] ?? "")).flat();
    print(
      arranged(merged, operands.length, Number.POSITIVE_INFINITY, true, width, separator),
      1,
      options.value("h") ?? "",
      process.clock.now(),
    );
    return status;
  }
  for (const operand of operands) {
    const source = new LineSource(process, tool, [operand]);
    const lines = await source.all();
    status ||= source.status;
    if (source.status !== 0) continue;
    const time = operand === "-" ? process.clock.now() : process.fs.attributes(at(process, operand)).mtime;
    print(lines, columns, options.value("h") ?? (operand === "-" ? "" : operand), time);
  }
  return status;
};

/** Filled up to a width, with tabs as far as they reach. */
function tabbed(text: string, width: number): string {
  const tabs = Math.floor(width / 8) - Math.floor(text.length / 8);
  return tabs > 0 ? `${text}${"\t".repeat(tabs)}${" ".repeat(width % 8)}` : text.padEnd(width);
}

/** Lines side by side: down first, or across. */
function arranged(lines: readonly string[], columns: number, room: number, across: boolean, width: number, separator?: string): string[] {
  if (columns <= 1) return [...lines];
  const cell = Math.floor(width / columns);
  const rows: string[] = [];
  const page = Number.isFinite(room) ? room * columns : lines.length;
  for (let from = 0; from < lines.length; from += page) {
    const part = lines.slice(from, from + page);
    const height = Math.ceil(part.length / columns);
    for (let row = 0; row < height; row++) {
      const places = Array.from({ length: columns }, (_, column) => (across ? row * columns + column : column * height + row));
      const cells = places.filter((place) => place < part.length).map((place) => part[place] as string);
      // What stands on the right of nothing is filled up all the same.
      const shown = cells.map((text, column) => (column < cells.length - 1 ? tabbed(text.slice(0, cell - 1), cell) : text.slice(0, cell)));
      rows.push(separator === undefined ? shown.join("") : cells.join(separator));
    }
  }
  return rows;
}
