import type { Command } from "../../command.ts";
import { NotInLab } from "../../errors.ts";

export const dialStdio: Command = {
  paths: [["system", "dial-stdio"]],
  short: "Proxy the stdio stream to the daemon connection. Should not be invoked manually.",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [],
  program: "docker",
  completes: "none",
  async run() {
    throw new NotInLab("the engine of the lab has no socket that could be passed on.");
  },
};
