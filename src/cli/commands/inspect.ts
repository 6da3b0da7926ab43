import { EngineError } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { inspectedImage } from "../inspect/image-value.ts";
import { inspectAll } from "../inspect/inspect.ts";
import { objectFormat } from "./shared-flags.ts";

const kinds = ["config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"];

export const inspect: Command = {
  paths: [["inspect"]],
  short: "Return low-level information on Docker objects",
  operands: "NAME|ID [NAME|ID...]",
  arity: { min: 1, max: Infinity },
  flags: [
    objectFormat,
    { name: "size", short: "s", type: "bool", help: "Display total file sizes if the type is container" },
    { name: "type", type: "string", help: "Only inspect objects of the given type", values: ["image"] },
  ],
  program: "docker",
  completes: "image",
  run,
};

/** Images are the only objects there are, so a name of any other kind is one that is not found. */
async function run({ flags, args, context }: Call): Promise<number> {
  const kind = flags.text("type");
  if (flags.has("type") && !kinds.includes(kind)) {
    const what = kind === "" ? "type is empty" : `unknown type: ${JSON.stringify(kind)}`;
    throw new CliError(`${what}: must be one of ${kinds.map((known) => JSON.stringify(known)).join(", ")}`);
  }
  const code = await inspectAll(args, flags.text("format"), context, async (reference) => {
    if (reference === "") throw new CliError("invalid container name or ID: value is empty");
    if (kind && kind !== "image") throw new CliError(`Error response from daemon: ${missing(kind, reference)}`);
    try {
      return inspectedImage(await context.engine.imageInspect(reference));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new CliError(kind === "image" ? `Error response from daemon: ${error.message}` : `Error: No such object: ${reference}`);
    }
  });
  if (flags.bool("size") && code === 0) context.stderr("WARNING: --size ignored for image\n");
  return code;
}

/** How the daemon says that there is no such object of a kind. */
function missing(kind: string, reference: string): string {
  if (kind === "volume") return `get ${reference}: no such volume`;
  if (kind === "network") return `network ${reference} not found`;
  return `No such ${kind}: ${reference}`;
}
