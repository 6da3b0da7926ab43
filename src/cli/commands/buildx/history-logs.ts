/** `docker buildx history logs`: what a build of the session told while it ran. */
import type { Call, Command } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import { flag } from "../../flags/declare.ts";
import { type Display, silent } from "../../progress/display.ts";
import { PlainDisplay } from "../../progress/plain.ts";
import { RawJsonDisplay } from "../../progress/rawjson.ts";
import { TtyDisplay } from "../../progress/tty.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";
import { askedBuilder } from "./default-builder.ts";
import { findRecord, keptOf } from "./records.ts";

export const buildxHistoryLogs: Command = {
  paths: [
    ["buildx", "history", "logs"],
    ["builder", "history", "logs"],
  ],
  shownAs: "docker buildx history logs",
  short: "Print the logs of a build record",
  operands: "[REF]",
  arity: { min: 0, max: 1, plain: true },
  flags: [builderFlag, debugFlag, flag("string", "progress", "Set type of progress output (plain, rawjson, tty)", { default: "plain" })],
  program: "buildx",
  completes: "none",
  run,
};

async function run({ flags, args: [name], context }: Call): Promise<number> {
  askedBuilder(flags, context.env);
  const record = findRecord(name, context);
  const display = displayOf(flags.text("progress"), context);
  const { events } = keptOf(record, context);
  // It is over: of what a step told the last word counts, so all of it is taken in at one moment.
  const end = (record.beganAt ?? 0) + (record.durationMs ?? 0);
  for (const event of events) display.event(event, end);
  display.finish(end);
  return 0;
}

/** @throws CliError for a mode that there is not, or that cannot be had here */
function displayOf(mode: string, context: DockerContext): Display {
  const print = (text: string): void => context.stderr(text);
  switch (mode) {
    case "plain":
      return new PlainDisplay(print, "");
    case "auto":
      return context.terminal ? new TtyDisplay(print, context.terminal) : new PlainDisplay(print, "");
    case "tty":
      if (!context.terminal) throw new CliError("failed to get console: provided file is not a console");
      return new TtyDisplay(print, context.terminal);
    case "rawjson":
      return new RawJsonDisplay(print);
    case "quiet":
      return silent;
    default:
      throw new CliError(`invalid progress mode ${mode}`);
  }
}
