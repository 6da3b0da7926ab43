/** `--dry-run`: an engine that answers questions truly and only pretends to do things (spec compose §6.5). */
import { type ContainerInspect, type ContainerSummary, type Engine, EngineError } from "../../../engine/api.ts";
import { sha256Hex } from "../../../engine/filesystem/digest.ts";
import type { BakeFile } from "./bake.ts";
import { label } from "./labels.ts";
import type { Progress } from "./progress.ts";

/** Nothing of it reaches `engine`. Containers that would be made are listed as if they had been, never started. */
export function dryRunEngine(engine: Engine): Engine {
  const planned = new Map<string, ContainerSummary>();
  const nothing = async (): Promise<void> => {};
  const pretended: Partial<Engine> = {
    async containerCreate({ name = "", Config }) {
      planned.set(name, plannedSummary(name, Config.Labels ?? {}, Config.Image ?? ""));
      return { Id: name, Warnings: [] };
    },
    async containerList(options = {}) {
      const project = options.filters?.label?.find((text) => text.startsWith(`${label.project}=`))?.split("=")[1];
      const own = [...planned.values()].filter(({ Labels }) => project === undefined || Labels[label.project] === project);
      return [...own, ...(await engine.containerList(options))];
    },
    async containerInspect(container, options) {
      return planned.has(container) ? plannedInspect(container) : engine.containerInspect(container, options);
    },
    containerStart: async () => true,
    containerStop: async () => true,
    containerRestart: nothing,
    containerKill: nothing,
    containerPause: nothing,
    containerUnpause: nothing,
    containerRemove: nothing,
    containerRename: nothing,
    containerArchivePut: nothing,
    networkCreate: async ({ Name }) => ({ Id: Name, Warning: "" }),
    networkConnect: nothing,
    networkDisconnect: nothing,
    networkRemove: nothing,
    volumeCreate: async ({ Name = "", Labels = {} } = {}) => ({
      Name,
      Driver: "local",
      Mountpoint: "",
      Scope: "local",
      CreatedAt: "",
      Labels,
      Options: {},
    }),
    volumeRemove: nothing,
    imageRemove: async () => [],
    imagePull: async (reference) => {
      // Only what is looked up in a registry can fail.
      await engine.distributionInspect(reference);
    },
    imagePush: nothing,
    async execCreate() {
      throw new EngineError(400, "interactive exec is not supported in dry-run mode");
    },
  };
  return new Proxy(engine, {
    get(target, key) {
      const own = pretended[key as keyof Engine];
      if (own) return own;
      const real = target[key as keyof Engine] as unknown;
      return typeof real === "function" ? real.bind(target) : real;
    },
  });
}

function plannedSummary(name: string, labels: Readonly<Record<string, string>>, image: string): ContainerSummary {
  const summary = { Id: name, Names: [`/${name}`], Image: image, Labels: labels, State: "created", Status: "Created" };
  return {
    ...summary,
    ImageID: "",
    Command: "",
    Created: 0,
    Ports: [],
    Mounts: [],
    NetworkSettings: { Networks: {} },
  } as unknown as ContainerSummary;
}

/** Whoever waits for it does not wait long. */
function plannedInspect(name: string): ContainerInspect {
  const State = { Status: "running", Running: true, ExitCode: 0, Health: { Status: "healthy", FailingStreak: 0, Log: [] } };
  return { Id: name, Name: `/${name}`, State, Config: {}, Mounts: [] } as unknown as ContainerInspect;
}

/** What a build would have told. */
export function pretendBuild({ target, group }: BakeFile, progress: Progress): void {
  for (const [name, { tags = [] }] of Object.entries(target)) {
    const id = sha256Hex(new TextEncoder().encode(name)).slice(0, 40);
    progress.event(`${name} ==>`, "", "done", `==> writing image dryRun-${id}`);
    progress.event(`${name} ==> ==>`, "", "done", `naming to ${tags[0] ?? ""}`);
  }
  for (const name of group.default.targets) progress.event(name, "Built");
}
