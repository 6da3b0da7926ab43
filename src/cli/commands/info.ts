import type { SystemInfo } from "../../engine/api.ts";
import type { Call, Command } from "../command.ts";
import { goJsonPlain } from "../format/json.ts";
import { binarySize } from "../format/units.ts";
import { objectTemplate, printFilled } from "../inspect/inspect.ts";
import { GoStruct } from "../template/value.ts";
import { clientVersion } from "../version.ts";
import { currentContext } from "./context/stored.ts";
import { objectFormat } from "./shared-flags.ts";

export const info: Command = {
  paths: [["info"], ["system", "info"]],
  short: "Display system-wide information",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker system info", "docker info"],
  flags: [objectFormat],
  program: "docker",
  completes: "none",
  run,
};

async function run({ flags, context }: Call): Promise<number> {
  const client = { ...clientVersion, Context: currentContext(context) };
  const format = flags.text("format");
  if (format === "") {
    context.stdout(clientText(client));
    context.stdout(infoText(await context.engine.info()));
    return 0;
  }
  const whole = { ...(await context.engine.info()), ClientInfo: { Debug: false, ...client, Plugins: [], Warnings: null } };
  if (format === "json") {
    context.stdout(`${goJsonPlain(whole)}\n`);
    return 0;
  }
  const data = new GoStruct("system.dockerInfo", { ...(whole as Fields), RegistryConfig: registryConfig(whole.RegistryConfig) }, whole);
  printFilled(objectTemplate(format), data, context);
  return 0;
}

type Fields = ConstructorParameters<typeof GoStruct>[1];

/** Registries are structs, whose fields keep their order. */
function registryConfig(config: SystemInfo["RegistryConfig"]): GoStruct {
  const registries = Object.entries(config.IndexConfigs).map(([name, index]) => [
    name,
    new GoStruct("*registry.IndexInfo", index as Fields, index),
  ]);
  return new GoStruct(
    "*registry.ServiceConfig",
    { ...(config as unknown as Fields), IndexConfigs: Object.fromEntries(registries) },
    config,
  );
}

/** What the client knows without asking anybody. */
function clientText({ Version, Context }: { readonly Version: string; readonly Context: string }): string {
  return `Client:
 Version:    ${Version}
 Context:    ${Context}
 Debug Mode: false

Server:
`;
}

/** What the lab's engine knows of itself; what it does not model is left out. */
function infoText(system: SystemInfo): string {
  return ` Containers: ${system.Containers}
  Running: ${system.ContainersRunning}
  Paused: ${system.ContainersPaused}
  Stopped: ${system.ContainersStopped}
 Images: ${system.Images}
 Server Version: ${system.ServerVersion}
 Storage Driver: ${system.Driver}
  Backing Filesystem: extfs
  Supports d_type: true
  Using metacopy: false
  Native Overlay Diff: true
  userxattr: false
 Logging Driver: json-file
 Cgroup Driver: cgroupfs
 Cgroup Version: 2
 Plugins:
  Volume: local
  Network: bridge host null
  Log: json-file none
 Swarm: inactive
 Runtimes: io.containerd.runc.v2 runc
 Default Runtime: runc
 Init Binary: docker-init
 Security Options:
  seccomp
   Profile: builtin
  cgroupns
 Kernel Version: ${system.KernelVersion}
 Operating System: ${system.OperatingSystem}
 OSType: ${system.OSType}
 Architecture: ${system.Architecture}
 CPUs: ${system.NCPU}
 Total Memory: ${binarySize(system.MemTotal)}
 Name: ${system.Name}
 ID: ${system.ID}
 Docker Root Dir: ${system.DockerRootDir}
 Debug Mode: false
 Experimental: false
 Insecure Registries:
  ::1/128
  127.0.0.0/8
 Live Restore Enabled: false

`;
}
