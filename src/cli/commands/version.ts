import type { VersionInfo } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { goJsonPlain } from "../format/json.ts";
import { objectTemplate, printFilled } from "../inspect/inspect.ts";
import { GoStruct } from "../template/value.ts";
import { buildxVersion, clientVersion } from "../version.ts";
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
  const server = await context.engine.version();
  const format = flags.text("format");
  if (format === "") {
    context.stdout(versionText(server));
    return 0;
  }
  if (format === "json") {
    context.stdout(`${goJsonPlain({ Client: clientVersion, Server: serverJson(server) })}\n`);
    return 0;
  }
  const template = objectTemplate(format, "version");
  const client = new GoStruct(
    "system.clientVersion",
    { Platform: null, ...clientVersion, APIVersion: clientVersion.ApiVersion },
    clientVersion,
  );
  const serverStruct = new GoStruct(
    "*types.Version",
    { ...serverJson(server), APIVersion: server.ApiVersion } as ConstructorParameters<typeof GoStruct>[1],
    serverJson(server),
  );
  const json = { Client: clientVersion, Server: serverJson(server) };
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

/** The two blocks, values from the twentieth column on. */
function versionText(server: VersionInfo): string {
  const row = (indent: number, label: string, text: string): string => `${`${" ".repeat(indent)}${label}:`.padEnd(20)}${text}\n`;
  const built = (time: string): string => (/^\d{4}-/.test(time) ? ansic(new Date(time)) : time);
  const client =
    row(1, "Version", clientVersion.Version) +
    row(1, "API version", clientVersion.ApiVersion) +
    row(1, "Go version", clientVersion.GoVersion) +
    row(1, "Git commit", clientVersion.GitCommit) +
    row(1, "Built", clientVersion.BuildTime) +
    row(1, "OS/Arch", `${clientVersion.Os}/${clientVersion.Arch}`) +
    row(1, "Context", clientVersion.Context);
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
  return `Client:\n${client}\nServer:\n Engine:\n${engine}${others.join("")}`;
}

/** `Tue Sep 15 11:02:57 2026` in UTC. */
function ansic(time: Date): string {
  const [weekday = "", day = "", month = "", year = "", clock = ""] = time.toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${clock} ${year}`;
}
