/** `stdbuf`: runs a program with other buffers. Nothing in the lab holds output back, so the program runs as it would have. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { programFor } from "./start.ts";

export const stdbuf: Applet = (process, args, tool) => {
  const options = parseOptions(args, {
    short: "i:o:e:",
    long: { input: "i:", output: "o:", error: "e:" },
    stopAtOperand: true,
  });
  if (options.operands.length === 0) return tool.usage("missing operand", 125);
  if (options.order.length === 0) return tool.usage("you must specify a buffering mode option", 125);
  const image = programFor(process, tool, options.operands);
  return typeof image === "number" ? image : process.exec(options.operands, { image });
};
