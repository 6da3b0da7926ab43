import { EngineError } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { inspectedImage } from "../inspect/image-value.ts";
import { inspectAll, type Inspected } from "../inspect/inspect.ts";
import { inspectedObject } from "../inspect/object-value.ts";
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
    { name: "type", type: "string", help: "Only inspect objects of the given type", values: ["container", "image", "network", "volume"] },
  ],
  program: "docker",
  completes: "container",
  run,
};

type Find = (context: DockerContext, reference: string, size: boolean) => Promise<Inspected>;

/** In the order in which the client looks when no type is given. */
const finders: readonly (readonly [kind: string, find: Find])[] = [
  ["container", async ({ engine }, name, size) => inspectedObject("container", await engine.containerInspect(name, { size }))],
  ["image", async ({ engine }, name) => inspectedImage(await engine.imageInspect(name))],
  ["network", async ({ engine }, name) => inspectedObject("network", await engine.networkInspect(name))],
  ["volume", async ({ engine }, name) => inspectedObject("volume", await engine.volumeInspect(name))],
];

async function run({ flags, args, context }: Call): Promise<number> {
  const kind = flags.text("type");
  if (flags.has("type") && !kinds.includes(kind)) {
    throw new CliError(`unknown type: ${JSON.stringify(kind)}: must be one of ${kinds.map((known) => JSON.stringify(known)).join(", ")}`);
  }
  const size = flags.bool("size");
  return inspectAll(args, flags.text("format"), context, async (reference) => {
    if (reference === "") throw new CliError("invalid container name or ID: value is empty");
    let problem = `Error response from daemon: No such ${kind}: ${reference}`;
    for (const [name, find] of finders) {
      if (kind !== "" && kind !== name) continue;
      try {
        const found = await find(context, reference, size);
        if (size && name !== "container") context.stderr(`WARNING: --size ignored for ${name}\n`);
        return found;
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        problem = `Error response from daemon: ${error.message}`;
      }
    }
    throw new CliError(kind === "" ? `Error: No such object: ${reference}` : problem);
  });
}
