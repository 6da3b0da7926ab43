import { FsError } from "../../filesystem/errors.ts";
import { compareNames } from "../../filesystem/walk.ts";
import type { Process } from "../program.ts";
import { bytesToText } from "../shell/bytes.ts";
import { type Applet, at, type Tool } from "./applet.ts";
import { formatDate } from "./dates.ts";
import { parseOptions } from "./options.ts";

type Edit = { readonly kind: "same" | "removed" | "added"; readonly line: string; readonly left: number; readonly right: number };

/** The shortest edit script between two lists of lines (Myers). */
function compare(left: readonly string[], right: readonly string[]): Edit[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const edits: Edit[] = [];
  const same = (count: number, l: number, r: number): void => {
    for (let index = 0; index < count; index++)
      edits.push({ kind: "same", line: left[l + index] as string, left: l + index, right: r + index });
  };
  same(start, 0, 0);
  edits.push(...shortest(left.slice(start, left.length - end), right.slice(start, right.length - end), start));
  same(end, left.length - end, right.length - end);
  return edits;
}

function shortest(left: readonly string[], right: readonly string[], offset: number): Edit[] {
  const limit = left.length + right.length;
  const frontier = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  outer: for (let distance = 0; distance <= limit; distance++) {
    trace.push(new Map(frontier));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const down =
        diagonal === -distance || (diagonal !== distance && (frontier.get(diagonal - 1) ?? 0) < (frontier.get(diagonal + 1) ?? 0));
      let x = down ? (frontier.get(diagonal + 1) ?? 0) : (frontier.get(diagonal - 1) ?? 0) + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      frontier.set(diagonal, x);
      if (x >= left.length && x - diagonal >= right.length) break outer;
    }
  }
  const edits: Edit[] = [];
  let x = left.length;
  let y = right.length;
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const before = trace[distance] as Map<number, number>;
    const diagonal = x - y;
    const down = diagonal === -distance || (diagonal !== distance && (before.get(diagonal - 1) ?? 0) < (before.get(diagonal + 1) ?? 0));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = distance === 0 ? 0 : (before.get(previous) ?? 0);
    const fromY = distance === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      edits.push({ kind: "same", line: left[x] as string, left: offset + x, right: offset + y });
    }
    if (distance === 0) break;
    if (down) {
      y--;
      edits.push({ kind: "added", line: right[y] as string, left: offset + x, right: offset + y });
    } else {
      x--;
      edits.push({ kind: "removed", line: left[x] as string, left: offset + x, right: offset + y });
    }
  }
  return edits.reverse();
}

/** Runs of edits with up to `context` equal lines around them. */
function hunks(edits: readonly Edit[], context: number): Edit[][] {
  const changed = edits.flatMap(({ kind }, index) => (kind === "same" ? [] : [index]));
  const groups: [number, number][] = [];
  for (const index of changed) {
    const last = groups.at(-1);
    if (last && index - last[1] <= 2 * context + 1) last[1] = index;
    else groups.push([index, index]);
  }
  return groups.map(([from, to]) => edits.slice(Math.max(0, from - context), to + context + 1));
}

function unified(edits: readonly Edit[], context: number): string {
  let text = "";
  for (const hunk of hunks(edits, context)) {
    const range = (side: "left" | "right", skip: Edit["kind"]): string => {
      const count = hunk.filter(({ kind }) => kind !== skip).length;
      const start = (hunk[0]?.[side] ?? 0) + (count === 0 ? 0 : 1);
      return count === 1 ? start.toString() : `${start},${count}`;
    };
    text += `@@ -${range("left", "added")} +${range("right", "removed")} @@\n`;
    for (const { kind, line } of hunk) text += written(kind === "same" ? " " : kind === "added" ? "+" : "-", line);
  }
  return text;
}

function normal(edits: readonly Edit[]): string {
  let text = "";
  for (const hunk of hunks(edits, 0)) {
    const removed = hunk.filter(({ kind }) => kind === "removed");
    const added = hunk.filter(({ kind }) => kind === "added");
    const range = (first: number, count: number): string => (count > 1 ? `${first + 1},${first + count}` : `${first + 1}`);
    const first = hunk[0] as Edit;
    const letter = removed.length === 0 ? "a" : added.length === 0 ? "d" : "c";
    const left = removed.length === 0 ? first.left.toString() : range(first.left, removed.length);
    const right = added.length === 0 ? first.right.toString() : range(first.right, added.length);
    text += `${left}${letter}${right}\n${removed.map(({ line }) => written("< ", line)).join("")}`;
    text += `${letter === "c" ? "---\n" : ""}${added.map(({ line }) => written("> ", line)).join("")}`;
  }
  return text;
}

function written(mark: string, line: string): string {
  return line.endsWith("\n") ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`;
}

export const diff: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "abBcdiNqrsTtuU:wyL:",
    long: {
      unified: "u?",
      brief: "q",
      recursive: "r",
      "new-file": "N",
      "ignore-case": "i",
      "ignore-all-space": "w",
      "ignore-space-change": "b",
      "ignore-blank-lines": "B",
      "report-identical-files": "s",
      color: "color?",
      text: "a",
      label: "L:",
    },
  });
  const [left, right] = options.operands;
  if (left === undefined || right === undefined)
    return tool.usage(left === undefined ? "missing operand" : `missing operand after '${left}'`, 2);
  const context = Number(options.value("U") ?? (options.value("u") || "3"));
  const asUnified = !tool.gnu || options.has("u") || options.has("U");
  const same = (text: string): string => {
    let key = options.has("i") ? text.toLowerCase() : text;
    if (options.has("w")) key = key.replace(/\s+/g, "");
    else if (options.has("b")) key = key.replace(/[ \t]+/g, " ").replace(/ \n$/, "\n");
    return key;
  };
  return comparePaths(left, right);

  async function comparePaths(a: string, b: string): Promise<number> {
    const nodes = [a, b].map((path) => (path === "-" ? undefined : process.fs.lookup(at(process, path))));
    for (const [index, path] of [a, b].entries()) {
      if (path !== "-" && !nodes[index] && !options.has("N")) return missing(tool, path);
    }
    if (nodes[0]?.kind === "directory" && nodes[1]?.kind === "directory") return compareDirectories(a, b);
    if (nodes[0]?.kind === "directory") return comparePaths(`${a}/${b.split("/").pop()}`, b);
    if (nodes[1]?.kind === "directory") return comparePaths(a, `${b}/${a.split("/").pop()}`);
    return compareFiles(a, b);
  }
  async function compareDirectories(a: string, b: string): Promise<number> {
    const names = new Set([...process.fs.readdir(at(process, a)), ...process.fs.readdir(at(process, b))]);
    let status = 0;
    for (const name of [...names].sort(compareNames)) {
      const [first, second] = [a, b].map((path) => process.fs.lookup(at(process, `${path}/${name}`)));
      if (!(first && second) && !options.has("N")) {
        process.stdout(`Only in ${first ? a : b}: ${name}\n`);
        status = 1;
      } else if (first?.kind === "directory" && second?.kind === "directory" && !options.has("r"))
        process.stdout(`Common subdirectories: ${a}/${name} and ${b}/${name}\n`);
      else status = Math.max(status, await comparePaths(`${a}/${name}`, `${b}/${name}`));
    }
    return status;
  }
  async function compareFiles(a: string, b: string): Promise<number> {
    const [one, two] = [await text(process, a), await text(process, b)];
    const [first, second] = [lines(one), lines(two)];
    const edits = compare(first.map(same), second.map(same)).map((edit) => ({
      ...edit,
      line: (edit.kind === "added" ? second[edit.right] : first[edit.left]) ?? "",
    }));
    if (edits.every(({ kind }) => kind === "same")) {
      if (options.has("s")) process.stdout(`Files ${a} and ${b} are identical\n`);
      return 0;
    }
    if (options.has("q")) process.stdout(`Files ${a} and ${b} differ\n`);
    else if (one.includes("\0") || two.includes("\0")) process.stdout(`Binary files ${a} and ${b} differ\n`);
    else if (asUnified) {
      const labels = options.values("L");
      process.stdout(
        `--- ${labels[0] ?? heading(process, a, tool)}\n+++ ${labels[1] ?? heading(process, b, tool)}\n${unified(edits, context)}`,
      );
    } else process.stdout((options.has("r") ? `diff -r ${a} ${b}\n` : "") + normal(edits));
    return 1;
  }
};

function missing(tool: Tool, path: string): number {
  return tool.fail(tool.gnu ? `${path}: No such file or directory` : `can't stat '${path}': No such file or directory`, 2);
}

function heading(process: Process, path: string, tool: Tool): string {
  if (!tool.gnu) return path;
  const mtime = process.fs.lookup(at(process, path))?.mtime ?? process.clock.now();
  return `${path}\t${formatDate("%Y-%m-%d %H:%M:%S.%N %z", mtime)}`;
}

async function text(process: Process, path: string): Promise<string> {
  if (path === "-") return process.input.readAll();
  try {
    return bytesToText(process.fs.readFile(at(process, path)));
  } catch (error) {
    if (error instanceof FsError && error.code === "ENOENT") return "";
    throw error;
  }
}

function lines(source: string): string[] {
  return source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
