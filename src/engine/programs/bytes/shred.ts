/** `shred`: writes over a file, and removes it if asked to. */
import { FsError } from "../../filesystem/errors.ts";
import { at, type Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { amount } from "./amount.ts";

export const shred: Applet = (process, args, tool) => {
  const options = parseOptions(args, {
    short: "fn:s:uvxz",
    long: { force: "f", iterations: "n:", size: "s:", remove: "u?", verbose: "v", exact: "x", zero: "z" },
  });
  if (options.operands.length === 0) return tool.usage("missing file operand");
  const rounds = Number(options.value("n") ?? 3);
  if (!Number.isInteger(rounds) || rounds < 0) return tool.fail(`invalid number of passes: ‘${options.value("n")}’`);
  const passes = rounds + (options.has("z") ? 1 : 0);
  let status = 0;
  for (const operand of options.operands) {
    const path = at(process, operand);
    try {
      const before = process.fs.readFile(path);
      const given = options.has("s") ? (amount(options.value("s") ?? "") ?? before.length) : before.length;
      const size = options.has("x") || options.has("s") || before.length === 0 || !tool.gnu ? given : Math.ceil(given / 4096) * 4096;
      process.fs.writeFile(path, options.has("z") ? new Uint8Array(size) : noise(size, rounds));
      for (let pass = 1; pass <= passes && options.has("v") && tool.gnu; pass++)
        tool.fail(`${operand}: pass ${pass}/${passes} (${options.has("z") && pass === passes ? "000000" : "random"})...`);
      if (options.has("u")) process.fs.remove(path);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = tool.fail(tool.gnu ? `${operand}: failed to open for writing: ${error.reason}` : `can't open '${operand}': ${error.reason}`);
    }
  }
  return status;
};

/** Bytes without meaning, the same each run. */
function noise(size: number, seed: number): Uint8Array {
  let state = (seed + 1) * 2654435761;
  return Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
