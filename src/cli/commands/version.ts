import type { VersionInfo } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { goJsonPlain } from "../format/json.ts";
import { objectTemplate, printFilled } from "../inspect/inspect.ts";
import { GoStruct } from "../template/value.ts";
import { buildxVersion, clientVersion } from "../version.ts";
import { currentContext } from "./context/stored.ts";
import { debugFlag, objectFormat } from "./shared-flags.ts";

export const version: Command = {
  paths: [["version"]],
  short: "Show the Docker version information",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [objectFormat],
  program: "docker",
  completes: "none",
  run,
};

export const buildxVersionCommand: Command = {
  paths: [
    ["buildx", "version"],
    ["builder", "version"],
  ],
  shownAs: "docker buildx version",
  short: "Show buildx version information",
  operands: "",
  hidesOptions: true,
  arity: { min: 0, max: 0, counts: true },
  flags: [debugFlag],
  program: "buildx",
  completes: "none",
  async run({ context }) {
    context.stdout(`${buildxVersion}\n`);
    return 0;
  },
};

async function run({ flags, context }: Call): Promise<number> {
  const known = { ...clientVersion, Context: currentContext(context) };
  const format = flags.text("format");
  if (format === "") {
    context.stdout(clientText(known));
    context.stdout(`\n${serverText(await context.engine.version())}`);
    return 0;
  }
  const server = await context.engine.version();
  if (format === "json") {
    context.stdout(`${goJsonPlain({ Client: known, Server: serverJson(server) })}\n`);
    return 0;
  }
  const template = objectTemplate(format, "version");
  const client = new GoStruct("system.clientVersion", { Platform: null, ...known, APIVersion: known.ApiVersion }, known);
  const serverStruct = new GoStruct(
    "*types.Version",
    { ...serverJson(server), APIVersion: server.ApiVersion } as ConstructorParameters<typeof GoStruct>[1],
    serverJson(server),
  );
  const json = { Client: known, Server: serverJson(server) };
  printFilled(template, new GoStruct("system.versionInfo", { Client: client, Server: serverStruct }, json), context);
  return 0;
}

function serverJson(server: VersionInfo): Record<string, unknown> {
  const { Version, ApiVersion, MinAPIVersion, GitCommit, GoVersion, Os, Arch, BuildTime } = server;
  const engine = server.Components[0]?.Details ?? {};
  return {
    Platform: { Name: "" },
    Components: server.Components,
    Version,
    ApiVersion,
    MinAPIVersion,
    GitCommit,
    GoVersion,
    Os,
    Arch,
    ...(engine.KernelVersion ? { KernelVersion: engine.KernelVersion } : {}),
    BuildTime,
  };
}

/** A line of the two blocks: values stand from the twentieth column on. */
function row(indent: number, label: string, text: string): string {
  return `${`${" ".repeat(indent)}${label}:`.padEnd(20)}${text}\n`;
}

function clientText(client: typeof clientVersion & { readonly Context: string }): string {
  return `Client:\n${
    row(1, "Version", client.Version) +
    row(1, "API version", client.ApiVersion) +
    row(1, "Go version", client.GoVersion) +
    row(1, "Git commit", client.GitCommit) +
    row(1, "Built", client.BuildTime) +
    row(1, "OS/Arch", `${client.Os}/${client.Arch}`) +
    row(1, "Context", client.Context)
  }`;
}

function serverText(server: VersionInfo): string {
  const built = (time: string): string => (/^\d{4}-/.test(time) ? ansic(new Date(time)) : time);
  const engine =
    row(2, "Version", server.Version) +
    row(2, "API version", `${server.ApiVersion} (minimum version ${server.MinAPIVersion})`) +
    row(2, "Go version", server.GoVersion) +
    row(2, "Git commit", server.GitCommit) +
    row(2, "Built", built(server.BuildTime)) +
    row(2, "OS/Arch", `${server.Os}/${server.Arch}`) +
    row(2, "Experimental", "false");
  const others = server.Components.filter(({ Name }) => Name !== "Engine").map(
    ({ Name, Version, Details }) => ` ${Name}:\n${row(2, "Version", Version)}${row(2, "GitCommit", Details.GitCommit ?? "")}`,
  );
  return `Server:\n Engine:\n${engine}${others.join("")}`;
}

/** `Tue Sep 15 11:02:57 2026` in UTC. */
function ansic(time: Date): string {
  const [weekday = "", day = "", month = "", year = "", clock = ""] = time.toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${clock} ${year}`;
}
