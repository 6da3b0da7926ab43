import type { Call, Command } from "../../command.ts";
import { CliError, NotInLab } from "../../errors.ts";

export const search: Command = {
  paths: [["search"]],
  short: "Search Docker Hub for images",
  operands: "TERM",
  arity: { min: 1, max: 1 },
  flags: [
    { name: "filter", short: "f", type: "filter", help: "Filter output based on conditions provided" },
    { name: "format", type: "string", help: "Pretty-print search using a Go template" },
    { name: "limit", type: "int", help: "Max number of search results" },
    { name: "no-trunc", type: "bool", help: "Don't truncate output" },
  ],
  program: "docker",
  completes: "none",
  run,
};

const flagsOf: Readonly<Record<string, RegExp>> = {
  "is-automated": /^(true|false|1|0)$/,
  "is-official": /^(true|false|1|0)$/,
  stars: /^\d+$/,
};

async function run({ flags }: Call): Promise<number> {
  const limit = Number(flags.text("limit") || "0");
  if (limit < 0 || limit > 100) throw refused(`limit ${limit} is outside the range of [1, 100]`);
  for (const filter of flags.list("filter")) {
    const [name = "", value = ""] = filter.split("=");
    const shape = Object.hasOwn(flagsOf, name) ? flagsOf[name] : undefined;
    if (!shape) throw refused(`invalid filter '${name}'`);
    if (!shape.test(value))
      throw refused(
        name === "stars"
          ? `invalid filter 'stars=${value}': strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`
          : `invalid filter '${name}=[${value}]'`,
      );
  }
  throw new NotInLab(
    "Docker Hub's search is not in the lab. The images it has are those its lessons use: alpine, busybox, debian, python, node, golang, nginx…",
  );
}

function refused(message: string): CliError {
  return new CliError(`Error response from daemon: ${message}`);
}
