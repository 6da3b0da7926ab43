/** Binds, volumes and mounts: all of them become mounts of the session's own volumes. */
import path from "node:path/posix";
import { asFlag, asMap, asNumber, asText, type Fields, made, objectOf, oneOf, refused, upTo } from "./fields.ts";
import { DaemonError, Refused } from "./refusal.ts";
import { askedLabel, labelPrefix } from "./names.ts";
import type { World } from "./world.ts";

/** Where the learner's shell has the workspace. */
export const workspacePath = "/home/dev/workspace";

export interface Mount {
  readonly Type: string;
  readonly Source?: string;
  readonly Target: string;
  readonly ReadOnly?: boolean;
  readonly VolumeOptions?: object;
  readonly TmpfsOptions?: object;
}

const modes = new Set(["ro", "rw", "nocopy", "z", "Z", "consistent", "cached", "delegated"]);
const propagations = new Set(["shared", "rshared", "slave", "rslave"]);

/** `source:target[:options]` of `-v`. */
export async function bindOf(text: string, world: World): Promise<Mount> {
  const [source = "", target = "", options = "", ...more] = text.split(":");
  if (target === "" || more.length > 0) throw new DaemonError(400, `invalid volume specification: '${text}'`);
  const words = options.split(",").filter((word) => word !== "");
  for (const word of words) {
    if (propagations.has(word)) throw new Refused("binds", `mounts may not be propagated (${text})`);
    if (!modes.has(word)) throw new DaemonError(400, `invalid mode: ${options}`);
  }
  const ReadOnly = words.includes("ro");
  if (!target.startsWith("/"))
    throw new DaemonError(
      400,
      `invalid volume specification: '${text}': invalid mount config for type "volume": invalid mount path: '${target}' mount path must be absolute`,
    );
  if (source.startsWith("/")) return workspaceMount(source, target, ReadOnly, world, { create: true });
  return {
    Type: "volume",
    Source: await world.volume(source),
    Target: target,
    ReadOnly,
    VolumeOptions: { NoCopy: words.includes("nocopy") },
  };
}

interface MountFields {
  readonly Type?: string;
  readonly Source?: string;
  readonly Target?: string;
  readonly ReadOnly?: boolean;
  readonly BindOptions?: Fields;
  readonly VolumeOptions?: Fields;
  readonly TmpfsOptions?: Fields;
}

/** An entry of `Mounts`. */
export async function mountOf(value: unknown, world: World): Promise<Mount> {
  const mount = made(
    value,
    {
      Type: asText,
      Source: asText,
      Target: asText,
      ReadOnly: asFlag,
      Consistency: asText,
      BindOptions: (options) =>
        made(
          options,
          {
            Propagation: oneOf("binds", "mounts may not be propagated", "private", "rprivate"),
            CreateMountpoint: asFlag,
            NonRecursive: asFlag,
            ReadOnlyNonRecursive: asFlag,
          },
          "BindOptions",
        ),
      VolumeOptions: (options) =>
        made(
          options,
          {
            NoCopy: asFlag,
            Labels: (labels) => ownLabels(labels),
            Subpath: asText,
            DriverConfig: (driver) =>
              made(
                driver,
                {
                  Name: oneOf("volumes", "volumes may have no driver but local", "local"),
                  Options: refused("volumes", "volumes may have no driver options: they can mount any folder or device"),
                },
                "DriverConfig",
              ),
          },
          "VolumeOptions",
        ),
      TmpfsOptions: (options) =>
        made(
          options,
          {
            SizeBytes: upTo(world.limits.memory, "the memory of a container"),
            Mode: asNumber,
            Options: refused("binds", "tmpfs may have no further options"),
          },
          "TmpfsOptions",
        ),
    },
    "a mount",
  );
  const { Type = "", Source = "", Target = "", ReadOnly = false, VolumeOptions, TmpfsOptions, BindOptions } = mount as MountFields;
  if (!["bind", "volume", "tmpfs", "image", "npipe", "cluster"].includes(Type))
    throw new DaemonError(400, `invalid mount config for type "${Type}": mount type unknown`);
  if (!Target.startsWith("/")) throw new DaemonError(400, `invalid mount path: '${Target}' mount path must be absolute`);
  switch (Type) {
    case "bind":
      return workspaceMount(Source, Target, ReadOnly, world, { create: Boolean(objectOf(BindOptions, "BindOptions").CreateMountpoint) });
    case "tmpfs":
      return { Type, Target, ReadOnly, ...(TmpfsOptions !== undefined && { TmpfsOptions }) };
    case "volume": {
      const options = objectOf(VolumeOptions, "VolumeOptions");
      checkSubpath(options.Subpath);
      if (Source === "")
        return {
          Type,
          Target,
          ReadOnly,
          VolumeOptions: { ...options, Labels: { ...objectOf(options.Labels, "Labels"), ...world.labels } },
        };
      return { Type, Source: await world.volume(Source), Target, ReadOnly, VolumeOptions: { ...options, Labels: undefined } };
    }
    default:
      throw new Refused("binds", `mounts of the type ${JSON.stringify(Type)} are not allowed`);
  }
}

/** A volume without a name, which can still be told to be the session's. */
export function anonymousVolume(Target: string, world: World): Mount {
  return { Type: "volume", Target, VolumeOptions: { Labels: world.labels } };
}

/** A learner's labels. Throws `Refused` for those that the sandbox tells sessions apart by. */
export function ownLabels(value: unknown): Fields {
  const labels = asMap(value, "Labels") as Fields;
  for (const name of Object.keys(labels))
    if (name.toLowerCase().startsWith(labelPrefix))
      throw new Refused("labels", `the label ${name === askedLabel ? name : JSON.stringify(name)} is the sandbox's own`);
  return labels;
}

/**
 * A bind of a file or folder of the workspace. `..` is resolved here and links by the engine, neither leads out: the engine
 * looks below the volume's root alone.
 */
async function workspaceMount(
  source: string,
  Target: string,
  ReadOnly: boolean,
  world: World,
  { create }: { create: boolean },
): Promise<Mount> {
  const wanted = path.normalize(source);
  const inside = path.relative(workspacePath, wanted);
  if (inside === ".." || inside.startsWith("../") || source.includes("\0"))
    throw new Refused("binds", `${source} is outside the workspace: only ${workspacePath} and what is in it can be mounted`);
  if (inside !== "" && create) await world.workspaceFolder(inside);
  const Subpath = inside === "" ? {} : { Subpath: inside };
  return { Type: "volume", Source: world.workspaceVolume, Target, ReadOnly, VolumeOptions: { NoCopy: true, ...Subpath } };
}

function checkSubpath(subpath: unknown): void {
  if (subpath !== undefined && path.normalize(`/${subpath}`) !== `/${subpath}`)
    throw new Refused("binds", `the subpath ${JSON.stringify(subpath)} may not lead elsewhere`);
}
