import { md5, sha1 } from "@noble/hashes/legacy.js";
import { blake2b } from "@noble/hashes/blake2.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";
import { type Applet, type Applets, at, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

function summer(hash: (bytes: Uint8Array) => Uint8Array): Applet {
  return async (process, args, tool) => {
    const options = parseOptions(args, {
      short: "bctwsz",
      long: {
        binary: "b",
        check: "c",
        text: "t",
        warn: "w",
        status: "s",
        quiet: "quiet",
        tag: "tag",
        zero: "z",
        strict: "strict",
        "ignore-missing": "missing",
      },
    });
    const named = options.has("tag")
      ? tool.name
          .replace(/sum$/, "")
          .replace("b2", "BLAKE2b")
          .replace(/^(md5|sha\d+)$/, (name) => name.toUpperCase())
      : undefined;
    if (options.has("c")) return check(process, options.operands, tool, hash, options.has("s"), options.has("quiet"));
    let status = 0;
    for (const operand of options.operands.length > 0 ? options.operands : ["-"]) {
      const bytes = await read(process, operand, tool);
      if (!bytes) status = 1;
      else if (named !== undefined) process.stdout(`${named} (${operand}) = ${bytesToHex(hash(bytes))}\n`);
      else process.stdout(line(bytesToHex(hash(bytes)), operand, options.has("b")));
    }
    return status;
  };
}

function line(sum: string, name: string, binary: boolean): string {
  // GNU marks names it had to escape with a backslash in front.
  const escaped = name.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return `${escaped === name ? "" : "\\"}${sum} ${binary ? "*" : " "}${escaped}\n`;
}

async function read(process: Process, operand: string, tool: Tool): Promise<Uint8Array | undefined> {
  if (operand === "-") return process.input.readAllBytes();
  try {
    return process.fs.readFile(at(process, operand));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    tool.fail(
      tool.gnu
        ? `${operand}: ${error.reason}`
        : error.code === "EISDIR"
          ? `read error: ${error.reason}`
          : `can't open '${operand}': ${error.reason}`,
    );
    return undefined;
  }
}

/** `SHA256 (file) = sum`, as `--tag` writes it: the sum, then the name. */
function tagged(text: string): readonly string[] | undefined {
  const [all, name, sum] = /^[\w-]+ \((.+)\) = ([0-9a-fA-F]+)$/.exec(text) ?? [];
  return all === undefined ? undefined : [all, sum as string, name as string];
}

async function check(
  process: Process,
  files: readonly string[],
  tool: Tool,
  hash: (bytes: Uint8Array) => Uint8Array,
  silent: boolean,
  quiet: boolean,
): Promise<number> {
  let wrong = 0;
  let unreadable = 0;
  let total = 0;
  for (const file of files.length > 0 ? files : ["-"]) {
    const list = await read(process, file, tool);
    if (!list) return 1;
    for (const text of new TextDecoder().decode(list).split("\n")) {
      const match = /^\\?([0-9a-fA-F]+) [ *](.+)$/.exec(text) ?? tagged(text);
      if (!match) continue;
      total++;
      const [, sum = "", name = ""] = match;
      const bytes = await read(process, name, tool);
      const good = bytes !== undefined && bytesToHex(hash(bytes)) === sum.toLowerCase();
      if (!bytes) unreadable++;
      else if (!good) wrong++;
      if (!silent && !(good && quiet)) process.stdout(`${name}: ${good ? "OK" : bytes || !tool.gnu ? "FAILED" : "FAILED open or read"}\n`);
    }
  }
  if (total === 0)
    return tool.fail(tool.gnu ? `${files[0] ?? "-"}: no properly formatted checksum lines found` : "no checksum lines found");
  if (!silent && unreadable > 0)
    process.stderr(
      `${tool.name}: WARNING: ${unreadable} ${tool.gnu ? `listed file${unreadable > 1 ? "s" : ""} could not be read` : `of ${total} computed checksums did NOT match`}\n`,
    );
  if (!silent && wrong > 0)
    process.stderr(
      `${tool.name}: WARNING: ${tool.gnu ? `${wrong} computed checksum${wrong > 1 ? "s" : ""} did NOT match` : `${wrong} of ${total} computed checksums did NOT match`}\n`,
    );
  return wrong + unreadable > 0 ? 1 : 0;
}

export const digestApplets: Applets = {
  md5sum: summer(md5),
  sha1sum: summer(sha1),
  sha224sum: summer(sha224),
  sha256sum: summer(sha256),
  sha384sum: summer(sha384),
  sha512sum: summer(sha512),
  b2sum: summer(blake2b),
};
