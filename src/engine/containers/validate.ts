/** What the daemon refuses before it makes a container, in its own words. */
import { type ContainerConfig, EngineError, type HealthcheckConfig, type PortMap } from "../api.ts";
import { parseCapability } from "../kernel/credentials.ts";
import { isSignalNumber, parseSignal } from "../kernel/signals.ts";
import { isIp } from "../kernel/network/address.ts";
import type { FullHostConfig } from "./host-config.ts";
import { checkMountSpecs } from "./mount-spec.ts";
import { checkResources, type MachineSize } from "./resources.ts";
import { validateRestartPolicy } from "./restart-policy.ts";

const bad = (message: string): never => {
  throw new EngineError(400, message);
};

/** Throws `EngineError` 400. */
export function validateConfig(config: ContainerConfig): void {
  const { WorkingDir = "", StopSignal, Env, Healthcheck } = config;
  if (WorkingDir !== "" && !WorkingDir.startsWith("/"))
    bad(`the working directory '${WorkingDir}' is invalid, it needs to be an absolute path`);
  if (StopSignal) requireSignal(StopSignal);
  for (const pair of Env ?? []) if (pair === "" || pair.startsWith("=")) bad(`invalid environment variable: ${pair}`);
  if (Healthcheck) validateHealthcheck(Healthcheck);
}

/** Throws `EngineError` 400 for what is no signal. */
export function requireSignal(text: string): void {
  if (parseSignal(text)) return;
  if (/^\d+$/.test(text)) {
    if (Number(text) === 0) bad(`invalid signal: ${text}`);
    if (!isSignalNumber(Number(text))) bad(`the linux daemon does not support signal ${text}`);
    return;
  }
  const name = text.toUpperCase().replace(/^SIG/, "");
  if (!/^RT(MIN(\+\d+)?|MAX(-\d+)?)$/.test(name)) bad(`invalid signal: ${text}`);
}

function validateHealthcheck(check: HealthcheckConfig): void {
  const shortest = 1_000_000;
  const times = { Interval: check.Interval, Timeout: check.Timeout } as const;
  for (const [name, value] of Object.entries(times)) if (value && value < shortest) bad(`${name} in Healthcheck cannot be less than 1ms`);
  if (check.Retries && check.Retries < 0) bad("Retries in Healthcheck cannot be negative");
  const later = { StartPeriod: check.StartPeriod, StartInterval: check.StartInterval } as const;
  for (const [name, value] of Object.entries(later)) if (value && value < shortest) bad(`${name} in Healthcheck cannot be less than 1ms`);
}

/**
 * Throws `EngineError` 400; returns warnings.
 * @param exists whether there is something at a path of the host
 */
export function validateHostConfig(
  host: FullHostConfig,
  machine: MachineSize,
  exists: (path: string) => boolean,
  update = false,
): string[] {
  const { AutoRemove, RestartPolicy } = host;
  if (AutoRemove && RestartPolicy.Name !== "" && RestartPolicy.Name !== "no")
    bad("can't create 'AutoRemove' container with restart policy");
  const warnings = checkMountSpecs(host.Mounts ?? [], exists);
  for (const entry of host.ExtraHosts ?? []) validateExtraHost(entry);
  validatePorts(host.PortBindings ?? {});
  validateRestartPolicy(RestartPolicy);
  for (const [what, list] of [
    ["CapAdd", host.CapAdd],
    ["CapDrop", host.CapDrop],
  ] as const)
    validateCapabilities(what, list ?? []);
  if (host.StorageOpt && Object.keys(host.StorageOpt).length > 0)
    bad("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
  if (host.Isolation !== "" && host.Isolation !== "default") bad(`invalid isolation (${host.Isolation}): linux only supports 'default'`);
  if (Object.hasOwn(host.Annotations ?? {}, "")) bad("invalid Annotations: the empty string is not permitted as an annotation key");
  warnings.push(...checkResources(host, machine, update));
  validateModes(host);
  if (host.NetworkMode === "host" && Object.keys(host.PortBindings ?? {}).length > 0)
    warnings.push("Published ports are discarded when using host network mode");
  validateRuntime(host);
  return warnings;
}

function validateModes(host: FullHostConfig): void {
  const { IpcMode, PidMode, ShmSize, UTSMode, OomScoreAdj, CgroupnsMode, UsernsMode } = host;
  const shared = (mode: string): boolean => mode.startsWith("container:") && mode.length > "container:".length;
  // Whose it is to be is asked for when it starts.
  if (!["", "none", "private", "shareable", "host"].includes(IpcMode) && !IpcMode.startsWith("container:"))
    bad(`invalid IPC mode: ${IpcMode}`);
  if (!["", "host"].includes(PidMode) && !shared(PidMode)) bad(`invalid PID mode: ${PidMode}`);
  if (ShmSize < 0) bad("SHM size can not be less than 0");
  if (!["", "host"].includes(UTSMode)) bad(`invalid UTS mode: ${UTSMode}`);
  if (OomScoreAdj < -1000 || OomScoreAdj > 1000) bad(`Invalid value ${OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  if (!["", "host", "private"].includes(CgroupnsMode)) bad(`invalid cgroup namespace mode: ${CgroupnsMode}`);
  if (!["", "host"].includes(UsernsMode)) bad(`invalid user namespace mode: ${UsernsMode}`);
}

function validateRuntime({ Runtime }: FullHostConfig): void {
  if (!["", "runc", "io.containerd.runc.v2"].includes(Runtime)) bad(`unknown or invalid runtime name: ${Runtime}`);
}

/** What a network mode rules out. Throws `EngineError` 400. */
export function validateNetworkMode(config: ContainerConfig, host: FullHostConfig): void {
  const { NetworkMode } = host;
  if (NetworkMode === "container" || NetworkMode.startsWith("container:")) {
    if (NetworkMode.split(":")[1] === "" || NetworkMode === "container")
      bad("invalid network mode: invalid container format container:<name|id>");
    if (config.Hostname) bad("conflicting options: hostname and the network mode");
    if (host.Links?.length)
      bad("conflicting options: container type network can't be used with links. This would result in undefined behavior");
    if (host.Dns?.length) bad("conflicting options: dns and the network mode");
    if (host.ExtraHosts?.length) bad("conflicting options: custom host-to-IP mapping and the network mode");
    if (Object.keys(host.PortBindings ?? {}).length > 0 || host.PublishAllPorts)
      bad("conflicting options: port publishing and the container type network mode");
    if (Object.keys(config.ExposedPorts ?? {}).length > 0) bad("conflicting options: port exposing and the container type network mode");
  }
  if (host.UTSMode === "host" && config.Hostname) bad("conflicting options: hostname and the UTS mode");
  if (NetworkMode === "host" && host.Links?.length)
    bad("conflicting options: host type networking can't be used with links. This would result in undefined behavior");
}

function validateExtraHost(entry: string): void {
  const at = entry.indexOf(":");
  const address = entry.slice(at + 1).replace(/^\[(.*)\]$/, "$1");
  if (at < 1) bad(`bad format for add-host: "${entry}"`);
  if (address !== "host-gateway" && !isIp(address)) bad(`invalid IP address in add-host: "${entry.slice(at + 1)}"`);
}

/** `8000`, `8000-8010`; `undefined` when it is neither. Empty is any. */
export function parsePortRange(text: string): { readonly from: number; readonly to: number } | undefined {
  if (text === "") return { from: 0, to: 0 };
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  return match && from <= 65_535 && to <= 65_535 && from <= to ? { from, to } : undefined;
}

function validatePorts(ports: PortMap): void {
  for (const [port, bindings] of Object.entries(ports)) {
    const [number = ""] = port.split("/");
    if (!/^\d+$/.test(number) || Number(number) > 65_535) bad(`invalid port specification: "${number}"`);
    for (const { HostPort } of bindings ?? [])
      if (!parsePortRange(HostPort.split("/")[0] as string)) bad(`invalid port specification: "${HostPort}"`);
  }
}

function validateCapabilities(what: string, names: readonly string[]): void {
  for (const name of names) {
    const full = name.toUpperCase().startsWith("CAP_") || name.toUpperCase() === "ALL" ? name.toUpperCase() : `CAP_${name.toUpperCase()}`;
    if (full !== "ALL" && !parseCapability(full)) bad(`invalid ${what}: unknown capability: "${full}"`);
  }
}

/** `--security-opt`. Throws `EngineError` 400 for one the daemon does not know. */
export function parseSecurityOptions(options: readonly string[]): { readonly noNewPrivileges: boolean; readonly seccomp: boolean } {
  let noNewPrivileges = false;
  let seccomp = true;
  for (const option of options) {
    if (option === "no-new-privileges") {
      noNewPrivileges = true;
      continue;
    }
    if (option === "disable" || option === "writable-cgroups") continue;
    const at = option.search(/[=:]/);
    if (at < 0) bad(`invalid --security-opt 1: "${option}"`);
    const value = option.slice(at + 1);
    switch (option.slice(0, at)) {
      case "label":
      case "apparmor":
        break;
      case "seccomp":
        seccomp = value !== "unconfined";
        break;
      case "no-new-privileges":
        if (!["true", "false", "1", "0"].includes(value)) bad(`invalid --security-opt 2: "${option}"`);
        noNewPrivileges = value === "true" || value === "1";
        break;
      default:
        bad(`invalid --security-opt 2: "${option}"`);
    }
  }
  return { noNewPrivileges, seccomp };
}
