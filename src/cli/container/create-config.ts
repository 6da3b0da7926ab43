/** From the flags of `docker create` and `docker run` to what the Engine API's container create takes. */
import { byteRateOf, operationRateOf, weightOf } from "./throttle.ts";
import type { ContainerConfig, ContainerCreateRequest, EndpointSettings, HostConfig } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { pairsOf } from "../flags/pairs.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBytes } from "../flags/values.ts";
import { devicesOf, gpusOf, nanoCpus, securityOptions, ulimitsOf } from "./devices.ts";
import { environmentOf, labelsOf } from "./environment.ts";
import { healthcheckOf } from "./health.ts";
import { parseMount, parseTmpfs, parseVolume, resolveMount } from "./mounts.ts";
import { isUserDefined, type NetworkAttachment, parseNetwork } from "./networks.ts";
import { parseExpose, parsePublish } from "./publish.ts";

/**
 * @param args image, then the command and its arguments
 * @throws CliError with the client's words for what it refuses itself
 */
/** What lays /proc and /sys open; it is the client that reads it. */
const unmasked = "systempaths=unconfined";

export function createRequest(flags: FlagValues, args: readonly string[], context: DockerContext): ContainerCreateRequest {
  const [image = "", ...command] = args;
  const interactive = flags.bool("interactive");
  const attach = flags.list("attach").map((name) => name.toLowerCase());
  const mac = flags.text("mac-address");
  if (mac !== "" && !/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(mac)) throw new CliError(`${mac} is not a valid mac address`);
  const attachStdin = attach.includes("stdin") || (attach.length === 0 && interactive);
  const all = attach.length === 0;
  const swappiness = Number(flags.text("memory-swappiness") || "-1");
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100))
    throw new CliError(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const restart = restartPolicy(flags.text("restart"));
  if (flags.bool("rm") && !["", "no"].includes(restart.Name))
    throw new CliError("conflicting options: cannot specify both --restart and --rm");
  const volumes = flags.list("volume").map((spec) => parseVolume(spec, context.cwd));
  const published = parsePublish(flags.list("publish"));
  const exposed = [...new Set([...published.exposed, ...parseExpose(flags.list("expose"))])].sort();
  const healthcheck = healthcheckOf(flags);
  const networks = attachments(flags);
  const config: ContainerConfig = {
    Hostname: flags.text("hostname"),
    Domainname: flags.text("domainname"),
    User: flags.text("user"),
    AttachStdin: attachStdin,
    AttachStdout: all || attach.includes("stdout"),
    AttachStderr: all || attach.includes("stderr"),
    ...(exposed.length > 0 ? { ExposedPorts: Object.fromEntries(exposed.map((port) => [port, {}])) } : {}),
    Tty: flags.bool("tty"),
    OpenStdin: interactive,
    StdinOnce: interactive && attachStdin,
    Env: nullWhenEmpty(environmentOf(context, flags.list("env-file"), flags.list("env"))),
    Cmd: command.length > 0 ? command : null,
    ...(healthcheck ? { Healthcheck: healthcheck } : {}),
    Image: image,
    Volumes: Object.fromEntries(volumes.flatMap((volume) => ("anonymous" in volume ? [[volume.anonymous, {}]] : []))),
    WorkingDir: flags.text("workdir"),
    Entrypoint: flags.has("entrypoint") ? [flags.text("entrypoint")] : null,
    OnBuild: null,
    Labels: labelsOf(context, flags.list("label-file"), flags.list("label")),
    ...(flags.has("stop-signal") ? { StopSignal: flags.text("stop-signal") } : {}),
    ...(flags.has("stop-timeout") ? { StopTimeout: Number(flags.text("stop-timeout")) } : {}),
  };
  return {
    Config: config,
    HostConfig: {
      Binds: nullWhenEmpty(volumes.flatMap((volume) => ("bind" in volume ? [volume.bind] : []))),
      ContainerIDFile: flags.text("cidfile"),
      LogConfig: { Type: flags.text("log-driver"), Config: pairsOf(flags.list("log-opt")) },
      NetworkMode: networks[0]?.target ?? "default",
      PortBindings: published.bindings,
      RestartPolicy: restart,
      AutoRemove: flags.bool("rm"),
      VolumeDriver: flags.text("volume-driver"),
      VolumesFrom: nullWhenEmpty(flags.list("volumes-from")),
      ConsoleSize: [0, 0],
      ...(flags.has("annotation") ? { Annotations: pairsOf(flags.list("annotation")) } : {}),
      ...namespaces(flags),
      ...resources(flags, swappiness),
      Dns: flags.list("dns"),
      DnsOptions: [...flags.list("dns-option"), ...flags.list("dns-opt")],
      DnsSearch: flags.list("dns-search"),
      ExtraHosts: nullWhenEmpty(flags.list("add-host").map((host) => host.replace(/^([^=:]*)=/, "$1:"))),
      CapAdd: nullWhenEmpty(flags.list("cap-add").map(capability)),
      CapDrop: nullWhenEmpty(flags.list("cap-drop").map(capability)),
      GroupAdd: nullWhenEmpty(flags.list("group-add")),
      Links: nullWhenEmpty(flags.list("link")),
      Privileged: flags.bool("privileged"),
      PublishAllPorts: flags.bool("publish-all"),
      ReadonlyRootfs: flags.bool("read-only"),
      SecurityOpt: securityOptions(
        flags.list("security-opt").filter((option) => option !== unmasked),
        context,
      ),
      ...(flags.has("storage-opt") ? { StorageOpt: storageOptions(flags.list("storage-opt")) } : {}),
      ...(flags.has("tmpfs") ? { Tmpfs: parseTmpfs(flags.list("tmpfs")) } : {}),
      ShmSize: bytes(flags, "shm-size"),
      ...(flags.has("sysctl") ? { Sysctls: pairsOf(flags.list("sysctl")) } : {}),
      ...(flags.has("runtime") ? { Runtime: flags.text("runtime") } : {}),
      Isolation: flags.text("isolation"),
      ...(flags.has("mount") ? { Mounts: flags.list("mount").map((text) => resolveMount(parseMount(text), context.cwd)) } : {}),
      ...(flags.has("init") ? { Init: flags.bool("init") } : {}),
      // The daemon is told of it by empty lists, not by the option.
      MaskedPaths: flags.list("security-opt").includes(unmasked) ? [] : null,
      ReadonlyPaths: flags.list("security-opt").includes(unmasked) ? [] : null,
    },
    NetworkingConfig: { EndpointsConfig: endpoints(networks) },
  };
}

function namespaces(flags: FlagValues): Partial<HostConfig> {
  const mode = (name: string, kind: string, valid: (text: string) => boolean): string => {
    const text = flags.text(name);
    if (text !== "" && !valid(text)) throw new CliError(`--${name}: invalid ${kind} mode`);
    return text;
  };
  return {
    CgroupnsMode: mode("cgroupns", "CGROUP", (text) => ["host", "private"].includes(text)),
    IpcMode: flags.text("ipc"),
    PidMode: mode("pid", "PID", (text) => text === "host" || /^container:.+/.test(text)),
    UTSMode: mode("uts", "UTS", (text) => text === "host"),
    UsernsMode: mode("userns", "USER", (text) => text === "host"),
  };
}

function resources(flags: FlagValues, swappiness: number): Partial<HostConfig> {
  const integer = (name: string): number => Number(flags.text(name) || "0");
  return {
    OomScoreAdj: integer("oom-score-adj"),
    CpuShares: integer("cpu-shares"),
    Memory: bytes(flags, "memory"),
    NanoCpus: nanoCpus(flags.text("cpus")),
    CgroupParent: flags.text("cgroup-parent"),
    BlkioWeight: integer("blkio-weight"),
    BlkioWeightDevice: flags.list("blkio-weight-device").map(weightOf),
    BlkioDeviceReadBps: flags.list("device-read-bps").map(byteRateOf),
    BlkioDeviceWriteBps: flags.list("device-write-bps").map(byteRateOf),
    BlkioDeviceReadIOps: flags.list("device-read-iops").map(operationRateOf),
    BlkioDeviceWriteIOps: flags.list("device-write-iops").map(operationRateOf),
    CpuPeriod: integer("cpu-period"),
    CpuQuota: integer("cpu-quota"),
    CpuRealtimePeriod: integer("cpu-rt-period"),
    CpuRealtimeRuntime: integer("cpu-rt-runtime"),
    CpusetCpus: flags.text("cpuset-cpus"),
    CpusetMems: flags.text("cpuset-mems"),
    Devices: devicesOf(flags.list("device")),
    DeviceCgroupRules: nullWhenEmpty(flags.list("device-cgroup-rule")),
    DeviceRequests: gpusOf(flags.list("gpus")),
    MemoryReservation: bytes(flags, "memory-reservation"),
    MemorySwap: bytes(flags, "memory-swap"),
    MemorySwappiness: swappiness,
    OomKillDisable: flags.bool("oom-kill-disable"),
    PidsLimit: integer("pids-limit"),
    Ulimits: ulimitsOf(flags.list("ulimit")),
  };
}

function bytes(flags: FlagValues, name: string): number {
  const text = flags.text(name);
  return text === "-1" ? -1 : text === "" ? 0 : (parseBytes(text) ?? 0);
}

/** `on-failure:3`. @throws CliError */
export function restartPolicy(text: string): { Name: string; MaximumRetryCount: number } {
  const [name = "", ...rest] = text.split(":");
  const count = rest.length > 0 ? rest.join(":") : undefined;
  if (text === "") return { Name: "", MaximumRetryCount: 0 };
  if (name === "") throw new CliError("invalid restart policy format: no policy provided before colon");
  if (count !== undefined && !/^[+-]?\d+$/.test(count))
    throw new CliError("invalid restart policy format: maximum retry count must be an integer");
  return { Name: name, MaximumRetryCount: Number(count ?? "0") };
}

/** Networks that go with none of a user's own. */
function isAlone(target: string): boolean {
  return target.startsWith("container:") || ["default", "bridge", "host", "none"].includes(target);
}

/** The networks asked for, the old single flags laid over the first. @throws CliError */
function attachments(flags: FlagValues): NetworkAttachment[] {
  const given = [...flags.list("network"), ...flags.list("net")].map(parseNetwork);
  if (given.some(({ target }) => target === "")) throw new CliError("no name set for network");
  const networks = given.length > 0 ? given : [parseNetwork("default")];
  const seen = new Set<string>();
  for (const { target } of networks) {
    if (isAlone(target) && networks.some((other) => !isAlone(other.target)))
      throw new CliError("conflicting options: cannot attach both user-defined and non-user-defined network-modes");
    if (seen.has(target)) throw new CliError(`network ${JSON.stringify(target)} is specified multiple times`);
    seen.add(target);
  }
  const first = networks[0] as NetworkAttachment;
  const aliases = [...flags.list("network-alias"), ...flags.list("net-alias")];
  const clash = (flag: string, what: string, isSet: boolean): void => {
    if (flags.has(flag) && isSet) throw new CliError(`conflicting options: cannot specify both --${flag} and per-network ${what}`);
  };
  clash("network-alias", "alias name", first.aliases.length > 0);
  clash("link", "links", first.links.length > 0);
  clash("ip", "IPv4 address", first.ip !== undefined);
  clash("ip6", "IPv6 address", first.ip6 !== undefined);
  clash("mac-address", "MAC address", first.macAddress !== undefined);
  clash("link-local-ip", "link-local IP addresses", first.linkLocalIps.length > 0);
  const merged: NetworkAttachment = {
    ...first,
    aliases: [...first.aliases, ...aliases],
    links: [...first.links, ...(isUserDefined(first.target) ? flags.list("link") : [])],
    linkLocalIps: [...first.linkLocalIps, ...flags.list("link-local-ip")],
    ...(flags.has("ip") ? { ip: flags.text("ip") } : {}),
    ...(flags.has("ip6") ? { ip6: flags.text("ip6") } : {}),
    ...(flags.has("mac-address") ? { macAddress: flags.text("mac-address") } : {}),
  };
  if (merged.aliases.length > 0 && !isUserDefined(first.target))
    throw new CliError("network-scoped aliases are only supported for user-defined networks");
  return [merged, ...networks.slice(1)];
}

/** What is asked of each network. Of a single one without a namespace to plug in nothing is told unless something is asked. */
function endpoints(networks: readonly NetworkAttachment[]): Record<string, EndpointSettings> {
  const plain = JSON.stringify(endpointOf({ target: "", aliases: [], links: [], linkLocalIps: [], driverOptions: {} }));
  const told = networks.filter((network) => {
    const pluggedIn = !["host", "none"].includes(network.target) && !network.target.startsWith("container:");
    return pluggedIn || networks.length > 1 || JSON.stringify(endpointOf(network)) !== plain;
  });
  return Object.fromEntries(told.map((network) => [network.target, endpointOf(network)]));
}

/** An endpoint as the client sends it: what is not known yet is empty. */
export function endpointOf(network: NetworkAttachment): EndpointSettings {
  const { ip, ip6, linkLocalIps } = network;
  const ipam = {
    ...(ip === undefined ? {} : { IPv4Address: ip }),
    ...(ip6 === undefined ? {} : { IPv6Address: ip6 }),
    ...(linkLocalIps.length > 0 ? { LinkLocalIPs: linkLocalIps } : {}),
  };
  return {
    IPAMConfig: Object.keys(ipam).length > 0 ? ipam : null,
    Links: nullWhenEmpty(network.links),
    Aliases: nullWhenEmpty(network.aliases),
    MacAddress: network.macAddress ?? "",
    DriverOpts: Object.keys(network.driverOptions).length > 0 ? network.driverOptions : null,
    GwPriority: network.gatewayPriority ?? 0,
    NetworkID: "",
    EndpointID: "",
    Gateway: "",
    IPAddress: "",
    IPPrefixLen: 0,
    IPv6Gateway: "",
    GlobalIPv6Address: "",
    GlobalIPv6PrefixLen: 0,
    DNSNames: null,
  };
}

function capability(name: string): string {
  const upper = name.toUpperCase();
  return upper === "ALL" || upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
}

function storageOptions(options: readonly string[]): Record<string, string> {
  if (options.some((option) => !option.includes("="))) throw new CliError("invalid storage option");
  return pairsOf(options);
}

function nullWhenEmpty<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null;
}
