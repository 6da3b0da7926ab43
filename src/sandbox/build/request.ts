/** What a build may ask for. */
import { asFlag, asMap, asText, asTexts, dropped, made, oneOf, refused, saysNothing, upTo } from "../policy/fields.ts";
import { Refused } from "../policy/refusal.ts";
import type { World } from "../policy/world.ts";

/** The options of a build as they come; its files come in a tar behind them. */
export interface BuildOrder {
  /** As it is printed. */
  readonly dockerfile: string;
  readonly tags?: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
  readonly noCacheFilter?: readonly string[];
  readonly pull?: boolean;
  readonly platform?: string;
  readonly network?: string;
  readonly addHosts?: readonly string[];
  readonly shmSize?: number;
  /** Names of secrets whose values are in the tar, in this order. */
  readonly secrets?: readonly string[];
  /** Names of folders in the tar, in this order. */
  readonly folders?: readonly string[];
  /** Images that take the place of a stage or image. */
  readonly imageContexts?: Readonly<Record<string, string>>;
  readonly quiet?: boolean;
}

/** Throws `Refused`. */
export function buildOrderOf(value: unknown, world: World): BuildOrder {
  const order = made(
    value,
    {
      dockerfile: asText,
      tags: asTexts,
      target: asText,
      buildArgs: asMap,
      labels: (labels, name) => {
        for (const label of Object.keys(asMap(labels, name) as object))
          if (label.toLowerCase().startsWith("dev.drydock.")) throw new Refused("labels", `the label ${label} is the sandbox's own`);
        return labels;
      },
      noCache: asFlag,
      noCacheFilter: asTexts,
      pull: asFlag,
      platform: asText,
      network: oneOf("build", "build steps may not have the machine's own network (--network host)", "default", "none"),
      addHosts: asTexts,
      shmSize: upTo(world.limits.memory, "the memory of a container"),
      ulimits: refused("build", "the limits of build steps are the sandbox's (--ulimit)"),
      cgroupParent: refused("build", "the control group of build steps cannot be chosen (--cgroup-parent)"),
      allow: refused("build", "build steps get no entitlements (--allow)"),
      ssh: refused("build", "build steps get no SSH agent (--ssh)"),
      cacheFrom: refused("build", "caches from elsewhere are not allowed (--cache-from)"),
      cacheTo: refused("build", "caches elsewhere are not allowed (--cache-to)"),
      exporters: refused("build", "a build's result stays in the engine (--output)"),
      secrets: asTexts,
      folders: asTexts,
      imageContexts: (images, name) => {
        for (const reference of Object.values(asMap(images, name) as Record<string, string>)) world.images.check(reference);
        return images;
      },
      quiet: asFlag,
      call: dropped,
    },
    "the build",
  ) as Partial<BuildOrder>;
  const { buildArgs = {}, folders = [], imageContexts = {}, secrets = [] } = order;
  // The client takes a name to end at the first `=`.
  for (const name of Object.keys(buildArgs))
    if (/^BUILDKIT_(CACHE_MOUNT_NS|SANDBOX_HOSTNAME|SYNTAX)$|^$|=/i.test(name))
      throw new Refused("build", `the build argument ${JSON.stringify(name)} is the sandbox's own, or no name`);
  for (const name of [...folders, ...Object.keys(imageContexts), ...secrets])
    if (!/^[\w./:@-]+$/.test(name)) throw new Refused("build", `${JSON.stringify(name)} is no name of a context or a secret`);
  if (saysNothing(order.dockerfile)) throw new Refused("build", "a build needs a Dockerfile");
  return order as BuildOrder;
}
