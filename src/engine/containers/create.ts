/** `docker create`. */
import { type ContainerCreateRequest, type ContainerCreateResponse, EngineError } from "../api.ts";
import { directory } from "../filesystem/build.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import { FsError } from "../filesystem/errors.ts";
import type { Node } from "../filesystem/node.ts";
import { mountpoint } from "../volumes/store.ts";
import { mergeConfig } from "./config.ts";
import { type Daemon, inventId, tell } from "./daemon.ts";
import { notFound, wrapped } from "./errors.ts";
import { adaptHostConfig, fullHostConfig } from "./host-config.ts";
import { LogBuffer } from "./log-buffer.ts";
import { logSettings } from "./log-settings.ts";
import { checkTmpfsTarget, clean, type MountPlan, parseBind, parseVolumesFrom, planOf } from "./mount-spec.ts";
import { inventName, isContainerName } from "./names.ts";
import { linksOf } from "./links.ts";
import { rememberNetworks, validateNetworking } from "./networking.ts";
import { Container, type ContainerMount } from "./record.ts";
import { withInitLayer } from "./runtime/init-layer.ts";
import { parseTmpfs } from "./runtime/tmpfs-words.ts";
import { validateLogConfig } from "./log-options.ts";
import { parseSecurityOptions, validateConfig, validateHostConfig, validateNetworkMode } from "./validate.ts";

/** Makes a container, or nothing at all. Throws `EngineError` in the daemon's words and order. */
export function createContainer(daemon: Daemon, request: ContainerCreateRequest): ContainerCreateResponse {
  const { machine, containers } = daemon;
  const now = (): number => daemon.clock.now();
  const asked = fullHostConfig(request.HostConfig);
  const given = asked.RestartPolicy.Name === "" ? { ...asked, RestartPolicy: { ...asked.RestartPolicy, Name: "no" } } : asked;
  validateNetworkMode(request.Config, given);
  validateConfig(request.Config);
  const warnings = validateHostConfig(given, machine, (path) => machine.disk.exists(path));
  const image = daemon.images.get(request.Config.Image ?? "");
  requirePlatform(request.platform, image.architecture, image.os);
  validateNetworking(daemon, request.NetworkingConfig);
  for (const mode of [given.IpcMode, given.PidMode]) {
    const other = mode.startsWith("container:") ? mode.slice("container:".length) : undefined;
    if (other && !containers.find(other)) throw new EngineError(500, notFound(other).message);
  }
  const hostConfig = adaptHostConfig(given, (name) => containers.find(name)?.id);
  const merged = mergeConfig(request.Config, image.config);
  validateLogConfig(hostConfig.LogConfig);
  const id = inventId("container", daemon.counts.containers++);
  const name = reserveName(daemon, { id }, request.name);
  try {
    parseSecurityOptions(hostConfig.SecurityOpt ?? []);
    const shared = hostConfig.NetworkMode.startsWith("container:");
    const hostname =
      merged.Hostname ||
      (shared ? "" : hostConfig.NetworkMode === "host" || hostConfig.UTSMode === "host" ? machine.initial.uts.hostname : id.slice(0, 12));
    const exposed = Object.keys({ ...merged.ExposedPorts, ...hostConfig.PortBindings }).sort();
    const config = {
      ...merged,
      Hostname: hostname,
      ...(exposed.length > 0 && { ExposedPorts: Object.fromEntries(exposed.map((port) => [port, {}])) }),
    };
    const root = image.layers.at(-1)?.root ?? directory();
    const log = new LogBuffer(now, { settings: logSettings(hostConfig, { id, name, config, image }) });
    const container = new Container({ id, name, created: now(), config, hostConfig, image, lower: withInitLayer(root, now()), log, now });
    prepare(daemon, container, request);
    containers.add(container);
    tell(daemon, container, "create");
    return { Id: id, Warnings: warnings };
  } catch (error) {
    containers.release(name);
    releaseVolumes(daemon, id, true);
    throw error;
  }
}

function prepare(daemon: Daemon, container: Container, request: ContainerCreateRequest): void {
  container.mounts = planMounts(daemon, container);
  linksOf(daemon, container);
  makeWorkingDirectory(container);
  addImageVolumes(daemon, container);
  for (const mount of container.mounts) if (mount.type === "volume" && mount.copy) populate(daemon, container, mount);
  rememberNetworks(daemon, container, request.NetworkingConfig);
}

function requirePlatform(platform: string | undefined, architecture: string, os: string): void {
  if (!platform) return;
  const [wantedOs, wanted = architecture] = platform.includes("/") ? platform.split("/") : ["linux", platform];
  if (wantedOs === os && wanted === architecture) return;
  throw new EngineError(404, `image with reference was found but does not provide the specified platform (${platform})`);
}

function reserveName(daemon: Daemon, owner: { readonly id: string }, given: string | undefined): string {
  const { containers, counts } = daemon;
  if (given === undefined || given === "") {
    const name = inventName(counts.names++, (other) => containers.hasName(other));
    containers.reserve(owner, name);
    return name;
  }
  if (!isContainerName(given)) throw new EngineError(400, `Invalid container name (${given}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  const name = given.replace(/^\//, "");
  containers.reserve(owner, name);
  return name;
}

/** Throws `EngineError` in the order of the daemon: volumes of others, then `-v`, then `--mount`. */
function planMounts(daemon: Daemon, container: Container): ContainerMount[] {
  const { hostConfig } = container;
  const mounts = new Map<string, ContainerMount>();
  for (const entry of hostConfig.VolumesFrom ?? []) {
    const { container: name, readOnly } = parseVolumesFrom(entry);
    const other = daemon.containers.find(name);
    if (!other) throw new EngineError(400, `No such container: ${name}`);
    for (const mount of other.mounts) {
      // The daemon looks for a volume wherever there is neither a path nor a name.
      if (mount.type === "tmpfs") throw new EngineError(404, "get: no such volume");
      if (mount.type === "volume") daemon.volumes.get(mount.name).users.add(container.id);
      mounts.set(mount.target, { ...mount, readOnly: mount.readOnly || readOnly, mode: "", copy: false, anonymous: false });
    }
  }
  const taken = new Set<string>();
  const add = (plan: MountPlan, duplicate: boolean): void => {
    if (taken.has(plan.target) || duplicate) throw new EngineError(400, `Duplicate mount point: ${plan.target}`);
    taken.add(plan.target);
    mounts.set(plan.target, settle(daemon, container, plan));
  };
  const tmpfs = Object.entries(hostConfig.Tmpfs ?? {});
  for (const raw of hostConfig.Binds ?? []) {
    const plan = parseBind(raw, hostConfig.VolumeDriver);
    add(
      plan,
      tmpfs.some(([target]) => clean(target) === plan.target),
    );
  }
  for (const spec of hostConfig.Mounts ?? []) add(planOf(spec), false);
  for (const [target, options] of tmpfs) {
    checkTmpfsTarget(target);
    parseTmpfs(options);
  }
  return [...mounts.values()];
}

/** Makes the volume a plan names, or has the files of an image ready. */
function settle(daemon: Daemon, container: Container, plan: MountPlan): ContainerMount {
  if (plan.type === "image") {
    const image = daemon.images.get(plan.name);
    const source = `/var/lib/docker/overlay2/${sha256Hex(`${container.id} ${plan.target}`)}/merged`;
    return { ...plan, source, files: image.layers.at(-1)?.root ?? directory(), anonymous: false };
  }
  if (plan.type !== "volume") return { ...plan, anonymous: false };
  const options = plan.spec?.VolumeOptions;
  const volume = daemon.volumes.create(
    {
      Name: plan.name,
      Driver: plan.driver,
      ...(options?.Labels && { Labels: options.Labels }),
      ...(options?.DriverConfig?.Options && { DriverOpts: options.DriverConfig.Options }),
    },
    container.id,
  );
  return {
    ...plan,
    name: volume.name,
    source: mountpoint(volume.name),
    driver: "local",
    mode: plan.mode || "z",
    anonymous: plan.name === "",
  };
}

/** `VOLUME` of the image and `-v /path`: a volume of the container's own, unless something is mounted there already. */
function addImageVolumes(daemon: Daemon, container: Container): void {
  for (const path of Object.keys(container.config.Volumes ?? {})) {
    // What the client took for a drive's letter stays relative, as Go cleans it: `x:/data`.
    const target = path.startsWith("/") ? clean(path) : clean(path).slice(1);
    if (container.mounts.some((mount) => mount.target === target)) continue;
    const there = container.files.lookup(target);
    if (there && there.kind !== "directory")
      throw new EngineError(
        500,
        `cannot mount volume over existing file, file exists /var/lib/docker/overlay2/${container.id}/merged${clean(target)}`,
      );
    const volume = daemon.volumes.create({ Driver: container.hostConfig.VolumeDriver }, container.id);
    container.mounts.push({
      type: "volume",
      name: volume.name,
      source: mountpoint(volume.name),
      target,
      readOnly: false,
      mode: "",
      propagation: "",
      copy: true,
      createSource: false,
      driver: "local",
      spec: undefined,
      anonymous: true,
    });
  }
}

/** The working directory is made when the image lacks it, as root. */
function makeWorkingDirectory({ config, files }: Container): void {
  const path = config.WorkingDir;
  if (!path) return;
  try {
    if (files.lookup(path)?.kind === "directory") return;
    files.mkdir(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new EngineError(500, `Cannot mkdir: ${path} is not a directory`);
  }
}

/** First use: what the image has at the mount point goes into an empty volume, owners and all. */
function populate(daemon: Daemon, container: Container, { name, target }: ContainerMount): void {
  const source = container.files.lookup(target);
  if (!source) return;
  const { tree, root } = daemon.volumes.filesOf(daemon.volumes.get(name));
  if (tree.readdir(root).length > 0) return;
  if (source.kind !== "directory")
    throw new EngineError(500, `source /var/lib/docker/overlay2/${container.id}/merged${target} is not directory`);
  const at = root === "/" ? "" : root;
  for (const [entry, node] of source.entries) tree.put(`${at}/${entry}`, node as Node);
  tree.chmod(root, source.mode);
  tree.chown(root, source.uid, source.gid);
}

/** Lets a container's volumes go; `anonymous` removes those that were made for it. */
export function releaseVolumes(daemon: Daemon, id: string, anonymous: boolean, mounts?: readonly ContainerMount[]): void {
  for (const volume of daemon.volumes.all()) volume.users.delete(id);
  if (!anonymous) return;
  for (const mount of mounts ?? []) {
    const volume = mount.anonymous ? daemon.volumes.find(mount.name) : undefined;
    if (volume && volume.users.size === 0) daemon.volumes.remove(volume.name);
  }
}

/** `docker rename`. Throws `EngineError`. */
export function renameContainer(daemon: Daemon, container: Container, given: string): void {
  if (given === "") throw new EngineError(400, "Neither old nor new names may be empty");
  const name = given.replace(/^\//, "");
  if (name === container.name) throw new EngineError(400, "Renaming a container with the same name as its current name");
  const words = "Error when allocating new name";
  if (!isContainerName(name))
    throw new EngineError(400, `${words}: Invalid container name (/${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  try {
    daemon.containers.reserve(container, name);
  } catch (error) {
    throw wrapped(words, error);
  }
  const oldName = container.name;
  daemon.containers.release(oldName);
  container.name = name;
  tell(daemon, container, "rename", { oldName: `/${oldName}` });
}
