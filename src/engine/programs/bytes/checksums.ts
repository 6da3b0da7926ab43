/** `cksum` and `sum`: checksums that are older than the digests. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { readBytes } from "./read.ts";

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/** POSIX's CRC, over the bytes and then over their number. */
function crc(bytes: Uint8Array): number {
  let value = 0;
  const add = (byte: number): void => {
    value = (value << 8) ^ (table[((value >>> 24) ^ byte) & 0xff] as number);
  };
  bytes.forEach(add);
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) add(length & 0xff);
  return ~value >>> 0;
}

/** Those that `cksum -a` hands to a program of their own. */
const digests = new Set(["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b"]);

export const cksum: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "a:lcz",
    long: { algorithm: "a:", untagged: "untagged", check: "c", zero: "z", debug: "debug" },
  });
  const algorithm = options.value("a") ?? "crc";
  if (digests.has(algorithm)) {
    const program = algorithm === "blake2b" ? "b2sum" : `${algorithm}sum`;
    const plain = options.has("untagged") || options.has("c");
    return process.spawn([program, ...(plain ? [] : ["--tag"]), ...(options.has("c") ? ["-c"] : []), ...options.operands]);
  }
  if (algorithm === "bsd" || algorithm === "sysv")
    return process.spawn(["sum", ...(algorithm === "sysv" ? ["-s"] : []), ...options.operands]);
  if (algorithm !== "crc") return tool.usage(`invalid argument ‘${algorithm}’ for ‘--algorithm’`);
  let status = 0;
  for (const operand of options.operands.length > 0 ? options.operands : [""]) {
    const bytes = await readBytes(process, operand || "-");
    if (typeof bytes === "string") status = tool.fail(tool.gnu ? `${operand}: ${bytes}` : `can't open '${operand}': ${bytes}`);
    else process.stdout(`${crc(bytes)} ${bytes.length}${operand === "" ? "" : ` ${operand}`}\n`);
  }
  return status;
};

export const sum: Applet = async (process, args, tool) => {
  const options = parseOptions(args, { short: "rs", long: { sysv: "s" } });
  const sysv = options.order.at(-1) === "s";
  let status = 0;
  for (const operand of options.operands.length > 0 ? options.operands : [""]) {
    const bytes = await readBytes(process, operand || "-");
    if (typeof bytes === "string") {
      status = tool.fail(tool.gnu ? `${operand}: ${bytes}` : `can't open '${operand}': ${bytes}`);
      continue;
    }
    // busybox names a file only where there are several, unless it counts as System V did.
    const named = operand !== "" && (tool.gnu || sysv || options.operands.length > 1) ? ` ${operand}` : "";
    if (sysv) {
      const all = bytes.reduce((total, byte) => total + byte, 0);
      const folded = (all % 65536) + Math.floor(all / 65536);
      process.stdout(`${(folded % 65536) + Math.floor(folded / 65536)} ${Math.ceil(bytes.length / 512)}${named}\n`);
    } else {
      let value = 0;
      for (const byte of bytes) value = ((value >> 1) + ((value & 1) << 15) + byte) & 0xffff;
      process.stdout(`${String(value).padStart(5, "0")} ${String(Math.ceil(bytes.length / 1024)).padStart(5)}${named}\n`);
    }
  }
  return status;
};
