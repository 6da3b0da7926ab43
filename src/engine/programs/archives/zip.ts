/** `unzip` and `zip`. */
import { unzipSync, type Zippable, zipSync } from "fflate";
import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { at, type Applet, baseName } from "../coreutils/applet.ts";
import { formatDate } from "../coreutils/dates.ts";
import { parseOptions } from "../coreutils/options.ts";
import { bytesToText } from "../shell/bytes.ts";
import { patternToRegExp } from "../shell/pattern.ts";
import { directoryOf } from "./zip-directory.ts";

/** Most that a zip may unpack to, in bytes: a limit of the lab. */
const most = 256 * 1024 ** 2;

export const unzip: Applet = (process, args, tool) => {
  const options = parseOptions(args, { short: "cd:fjlnopqtuvxZ1", long: {} });
  const [archive, ...rest] = options.operands;
  if (archive === undefined) return tool.usage("missing operand", 10);
  const name = [archive, `${archive}.zip`].find((one) => process.fs.lookup(at(process, one))?.kind === "file");
  if (name === undefined) {
    if (!tool.gnu) return tool.fail(`can't open ${archive}[.zip]`);
    process.stderr(`unzip:  cannot find or open ${archive}, ${archive}.zip or ${archive}.ZIP.\n`);
    return 9;
  }
  const bytes = process.fs.readFile(at(process, name));
  const entries = directoryOf(bytes);
  if (!entries) {
    if (!tool.gnu) return tool.fail("invalid zip magic 00000000");
    process.stderr(
      `Archive:  ${name}\n  End-of-central-directory signature not found: this is no zip archive.\nunzip:  cannot find zipfile directory in ${name}.\n`,
    );
    return 9;
  }
  const excluded = options.has("x") ? rest.map((pattern) => patternToRegExp(pattern)) : [];
  const wanted = options.has("x") ? [] : rest.map((pattern) => patternToRegExp(pattern));
  const chosen = entries.filter(
    (entry) => (wanted.length === 0 || wanted.some((one) => one.test(entry.name))) && !excluded.some((one) => one.test(entry.name)),
  );
  if (options.has("l")) {
    list(process, name, chosen, options.has("q"));
    return 0;
  }
  if (chosen.reduce((sum, { size }) => sum + size, 0) > most) {
    process.stderr(`drydock: ${tool.name}: ${name} unpacks to more than the lab holds\n`);
    return 1;
  }
  let contents: Readonly<Record<string, Uint8Array>>;
  try {
    contents = unzipSync(bytes, { filter: ({ name: entry }) => chosen.some((one) => one.name === entry) });
  } catch {
    return tool.fail(tool.gnu ? `${name}: bad zipfile` : "corrupted data", tool.gnu ? 3 : 1);
  }
  const quiet = options.has("q") || options.has("p");
  if (!quiet) process.stdout(`Archive:  ${name}\n`);
  let status = 0;
  for (const { name: entry, mtime, mode } of chosen) {
    if (options.has("p") || options.has("c")) {
      if (!entry.endsWith("/")) process.stdout(bytesToText(contents[entry] ?? new Uint8Array()));
      continue;
    }
    if (options.has("t")) {
      if (!quiet) process.stdout(`    testing: ${entry.padEnd(22)}   OK\n`);
      continue;
    }
    // Never out of the directory that it is unpacked into.
    const inside = entry
      .split("/")
      .filter((part) => part !== "" && part !== "." && part !== "..")
      .join("/");
    const target = `${options.has("d") ? `${(options.value("d") ?? "").replace(/\/$/, "")}/` : ""}${options.has("j") ? baseName(inside) : inside}`;
    const path = at(process, target);
    try {
      if (entry.endsWith("/")) {
        if (options.has("j") || process.fs.exists(path)) continue;
        process.fs.mkdir(path, { recursive: true });
        if (!quiet) process.stdout(`   creating: ${target}/\n`);
        continue;
      }
      if (process.fs.exists(path) && !options.has("o")) {
        if (!options.has("n")) {
          process.stderr(`replace ${target}? [y]es, [n]o, [A]ll, [N]one, [r]ename: NULL\n(EOF or read error, treating as "[N]one" ...)\n`);
          status = 1;
          break;
        }
        continue;
      }
      process.fs.writeFile(path, contents[entry] ?? new Uint8Array(), { mode: mode & 0o777 || 0o644, parents: true });
      process.fs.utimes(path, mtime);
      if (!quiet)
        process.stdout(
          `${tool.gnu ? (contents[entry]?.length === 0 ? " extracting" : "  inflating") : "  inflating"}: ${target}${tool.gnu ? "  " : ""}\n`,
        );
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = tool.fail(
        tool.gnu ? `cannot create ${target}\n        ${error.reason}` : `can't open '${target}': ${error.reason}`,
        tool.gnu ? 50 : 1,
      );
    }
  }
  if (wanted.length > 0 && chosen.length === 0 && tool.gnu) {
    for (const pattern of rest) process.stderr(`caution: filename not matched:  ${pattern}\n`);
    return 11;
  }
  return status;
};

function list(
  process: Process,
  archive: string,
  entries: readonly { readonly name: string; readonly size: number; readonly mtime: number }[],
  quiet: boolean,
): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (!quiet) process.stdout(`Archive:  ${archive}\n`);
  process.stdout("  Length      Date    Time    Name\n---------  ---------- -----   ----\n");
  for (const { name, size, mtime } of entries)
    process.stdout(`${String(size).padStart(9)}  ${formatDate("%Y-%m-%d %H:%M", mtime)}   ${name}\n`);
  process.stdout(
    `---------                     -------\n${String(total).padStart(9)}                     ${entries.length} file${entries.length === 1 ? "" : "s"}\n`,
  );
}

export const zip: Applet = (process, args, tool) => {
  const options = parseOptions(args, { short: "0123456789rjqmuxyi@T", long: { "recurse-paths": "r", quiet: "q" } });
  const [archive, ...files] = options.operands;
  if (archive === undefined) return tool.usage("missing operand", 16);
  const target = /\.[^./]+$/.test(archive) ? archive : `${archive}.zip`;
  const held: Zippable = {};
  let missing = 0;
  const add = (file: string): void => {
    const path = at(process, file);
    const node = process.fs.lookup(path);
    if (!node) {
      process.stderr(`\tzip warning: name not matched: ${file}\n`);
      missing++;
      return;
    }
    const name = (options.has("j") ? baseName(file) : file.replace(/^(\.?\/)+/, "")).replace(/\/$/, "");
    const settings = { mtime: Math.max(node.mtime, Date.UTC(1980, 0, 1)), os: 3, attrs: (node.mode << 16) >>> 0 };
    if (node.kind !== "directory") {
      const bytes = process.fs.readFile(path);
      held[name] = [bytes, settings];
      if (!options.has("q")) process.stdout(`  adding: ${name} (${bytes.length === 0 ? "stored 0%" : "deflated"})\n`);
      return;
    }
    if (!options.has("j") && name !== "" && name !== ".") {
      held[`${name}/`] = [new Uint8Array(), settings];
      if (!options.has("q")) process.stdout(`  adding: ${name}/ (stored 0%)\n`);
    }
    if (options.has("r")) for (const child of process.fs.readdir(path)) add(`${file.replace(/\/$/, "")}/${child}`);
  };
  for (const file of files) add(file);
  if (Object.keys(held).length === 0) {
    process.stdout(`\nzip error: Nothing to do! (${missing > 0 ? `try: zip -r ${archive} . -i ${files.join(" ")}` : target})\n`);
    return 12;
  }
  process.fs.writeFile(at(process, target), zipSync(held));
  return 0;
};
