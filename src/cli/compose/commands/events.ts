import type { EventMessage } from "../../../engine/api.ts";
import { time } from "../../commands/container/logs.ts";
import { goJson } from "../../format/json.ts";
import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { projectName } from "../open-stack.ts";
import { label } from "../stack/labels.ts";

export const events: ComposeCommand = {
  name: "events",
  short: "Receive real time events from containers",
  operands: "[SERVICE...]",
  flags: [
    { name: "json", type: "bool", help: "Output events as a stream of json objects" },
    { name: "since", type: "string", help: "Show all events created since timestamp" },
    { name: "until", type: "string", help: "Stream events until this timestamp" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const stream = await context.engine.events({
      ...time("since", flags.text("since"), context),
      ...time("until", flags.text("until"), context),
      filters: { label: [`${label.project}=${await projectName(call)}`] },
      signal: context.signal,
    });
    for await (const message of stream) {
      const { Attributes } = message.Actor;
      if (message.Type !== "container" || Attributes[label.oneOff] === "True") continue;
      if (args.length > 0 && !args.includes(Attributes[label.service] ?? "")) continue;
      context.stdout(flags.bool("json") ? asJson(message) : asText(message));
    }
    if (context.signal.aborted) return 0;
    // The daemon has ended the stream, which Compose takes for a mistake.
    throw new ComposeProblem("EOF");
  },
};

/** What others say of the container: Compose's own labels are left out. */
function attributesOf({ Actor }: EventMessage): [string, string][] {
  return Object.entries(Actor.Attributes)
    .filter(([name]) => !name.startsWith("com.docker.compose."))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function asText(message: EventMessage): string {
  const stamp = new Date(Math.floor(message.timeNano / 1e6)).toISOString().replace("T", " ").replace("Z", "000");
  const attributes = attributesOf(message).map(([name, value]) => `${name}=${value}`);
  return `${stamp} container ${message.Action} ${message.Actor.ID} (${attributes.join(", ")})\n\n`;
}

function asJson(message: EventMessage): string {
  const time = new Date(Math.floor(message.timeNano / 1e6)).toISOString();
  const { Action, Actor } = message;
  const service = Actor.Attributes[label.service] ?? "";
  return `${goJson({ action: Action, attributes: Object.fromEntries(attributesOf(message)), id: Actor.ID, service, time, type: "container" })}\n`;
}
