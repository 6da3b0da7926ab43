/** `--call`: what a Dockerfile is asked instead of being built. */
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBool, splitCsv } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";

export interface CallRequest {
  /** `lint` for `check`. */
  readonly name: string;
  readonly format: string;
  readonly ignoresStatus: boolean;
}

/** What is called, `undefined` for a build. @throws CliError */
export function parseCall(flags: FlagValues): CallRequest | undefined {
  const text = flags.has("print") ? flags.text("print") : flags.bool("check") ? "check" : flags.text("call");
  if (text === "") return undefined;
  let [name, format, ignoresStatus] = ["", "", false];
  for (const field of splitCsv(text)) {
    const equals = field.indexOf("=");
    if (equals < 0) {
      if (name !== "") throw new CliError(`invalid print value: ${text}`);
      name = field;
      continue;
    }
    const value = field.slice(equals + 1);
    switch (field.slice(0, equals)) {
      case "format":
        format = value;
        break;
      case "ignorestatus": {
        const status = parseBool(value);
        if (status === undefined)
          throw new CliError(`invalid ignorestatus print value: ${value}: strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`);
        ignoresStatus = status;
        break;
      }
      default:
        throw new CliError(`invalid print field: ${field}`);
    }
  }
  if (name === "build") return undefined;
  return { name: name === "check" ? "lint" : name, format, ignoresStatus };
}
