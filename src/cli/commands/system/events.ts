import type { EventMessage } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { filterMap } from "../../confirm.ts";
import { CliError } from "../../errors.ts";
import { goJson } from "../../format/json.ts";
import { Template, TemplateExecError } from "../../template/execute.ts";
import { TemplateSyntaxError } from "../../template/lex.ts";
import { GoStruct, type Value } from "../../template/value.ts";
import { time } from "../container/logs.ts";
import { objectFormat } from "../shared-flags.ts";

export const events: Command = {
  paths: [["events"], ["system", "events"]],
  short: "Get real time events from the server",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker system events", "docker events"],
  flags: [
    { name: "filter", short: "f", type: "filter", help: "Filter output based on conditions provided" },
    { name: "format", type: "string", help: objectFormat.help, values: ["json"] },
    { name: "since", type: "string", help: "Show all events created since timestamp" },
    { name: "until", type: "string", help: "Stream events until this timestamp" },
  ],
  program: "docker",
  completes: "none",
  run,
};

async function run({ flags, context }: Call): Promise<number> {
  const format = flags.text("format");
  const template = format === "" || format === "json" ? undefined : compile(format);
  const stream = await context.engine.events({
    ...time("since", flags.text("since"), context),
    ...time("until", flags.text("until"), context),
    filters: filterMap(flags.list("filter")),
    signal: context.signal,
  });
  for await (const event of stream) {
    const text = template ? fill(template, event) : format === "json" ? goJson(event) : lineOf(event);
    context.stdout(`${text}\n`);
  }
  return 0;
}

/** Parses the template and tries it on an event of which nothing is known. @throws CliError */
function compile(format: string): Template {
  try {
    const template = new Template(format.replaceAll("\\t", "\t").replaceAll("\\n", "\n"));
    fill(template, { Type: "", Action: "", Actor: { ID: "", Attributes: {} }, scope: "local", time: 0, timeNano: 0 });
    return template;
  } catch (error) {
    if (error instanceof TemplateSyntaxError) throw new CliError(`Error parsing format: ${error.message}`, 64);
    throw error;
  }
}

function fill(template: Template, event: EventMessage): string {
  const { status = "", id = "", from = "", Type, Action, Actor, scope, time: seconds, timeNano } = event;
  const actor = new GoStruct("events.Actor", { ID: Actor.ID, Attributes: Actor.Attributes }, Actor);
  const fields: Record<string, Value> = {
    Status: status,
    ID: id,
    From: from,
    Type,
    Action,
    Actor: actor,
    Scope: scope,
    Time: seconds,
    TimeNano: timeNano,
  };
  try {
    return template.execute(new GoStruct("*events.Message", fields, event));
  } catch (error) {
    if (error instanceof TemplateExecError) throw new CliError(`Error parsing format: ${error.message}`, 64);
    throw error;
  }
}

/** `2026-11-21T00:12:23.301026937Z container start 4f… (image=alpine, name=web)`. */
function lineOf({ Type, Action, Actor, time: seconds, timeNano }: EventMessage): string {
  const stamp = timeNano === 0 ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}.000000000Z` : nanoTime(timeNano);
  const attributes = Object.entries(Actor.Attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return `${stamp} ${Type} ${Action} ${Actor.ID}${attributes.length > 0 ? ` (${attributes.join(", ")})` : ""}`;
}

function nanoTime(nanoseconds: number): string {
  const milliseconds = Math.floor(nanoseconds / 1e6);
  const rest = Math.round(nanoseconds - milliseconds * 1e6);
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, 23)}${String(rest).padStart(6, "0")}Z`;
}
