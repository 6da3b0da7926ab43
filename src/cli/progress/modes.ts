/** Which display a build gets. */
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import type { Display } from "./display.ts";
import { silent } from "./display.ts";
import { PlainDisplay } from "./plain.ts";
import { RawJsonDisplay } from "./rawjson.ts";
import { TtyDisplay } from "./tty.ts";

export type Mode = "plain" | "tty" | "quiet" | "none" | "rawjson";

/** @throws CliError for a mode that there is not, or that cannot be had here */
export function progressMode(flags: FlagValues, context: DockerContext): Mode {
  const asked = flags.has("progress") ? flags.text("progress") : (context.env.get("BUILDKIT_PROGRESS") ?? "auto");
  if (!["", "auto", "plain", "tty", "quiet", "none", "rawjson"].includes(asked)) throw new CliError(`invalid progress mode ${asked}`);
  if (flags.bool("quiet")) {
    if (flags.has("progress") && asked !== "quiet" && asked !== "auto")
      throw new CliError(`progress=${asked} and quiet cannot be used together`);
    return "quiet";
  }
  if (asked === "tty" && !context.terminal) throw new CliError("failed to get console: provided file is not a console");
  if (asked === "" || asked === "auto") return context.terminal ? "tty" : "plain";
  // Only the flag prints the image's id; the variable silences.
  return asked === "quiet" && !flags.has("progress") ? "none" : (asked as Mode);
}

export function openDisplay(mode: Mode, context: DockerContext): Display {
  const print = (text: string): void => context.stderr(text);
  switch (mode) {
    case "quiet":
    case "none":
      return silent;
    case "tty":
      return new TtyDisplay(print, context.terminal ?? { columns: 80, rows: 24 });
    case "rawjson":
      return new RawJsonDisplay(print);
    case "plain":
      return new PlainDisplay(print);
  }
}
