/** What a stage is at one point of its instructions (spec §1.2). `dispatch` moves it forward. */
import type { ImageConfig } from "../../api.ts";
import { ConfigDraft } from "./config-draft.ts";
import { Environment, splitVariable } from "./environment.ts";
import type { GraphVertex } from "./operation.ts";

export const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const defaultShell: readonly string[] = ["/bin/sh", "-c"];

export interface StageState {
  environment: Environment;
  cwd: string;
  user: string;
  shell: readonly string[];
  /** What the next step stands on; absent on scratch. */
  root: GraphVertex | undefined;
  /** Base image, when the chain of stages starts from one. */
  base: BaseImage | undefined;
  config: ConfigDraft;
  /** What a named context came with that has taken this very stage's place: nothing was done to it. */
  readonly untouched?: ConfigDraft;
  /** True where it began with a directory in place of a stage: such an image names no architecture. */
  readonly forNoMachine?: boolean;
  author: string | undefined;
  /** CMD was set in this stage, so ENTRYPOINT leaves it alone (spec §9.2). */
  commandSet: boolean;
  /** ARGs declared so far, for RUN's history row. */
  readonly declared: Map<string, string | undefined>;
  readonly history: HistoryItem[];
}

export interface BaseImage {
  readonly reference: string;
  readonly chainId: string;
}

/** A row of `docker history` to be. */
export interface HistoryItem {
  readonly createdBy: string;
  /** The vertex whose layer it is; absent for metadata. */
  readonly vertex?: GraphVertex;
}

/** The state right after `FROM <image>`; without a config, after `FROM scratch`. */
export function initialState(config: ImageConfig | undefined, root: GraphVertex | undefined, base?: BaseImage): StageState {
  const env = [...(config?.Env ?? [])];
  if (!env.some((entry) => splitVariable(entry)[0] === "PATH")) env.push(`PATH=${defaultPath}`);
  return {
    environment: Environment.empty.setAll(env.map(splitVariable), "base"),
    cwd: config?.WorkingDir || "/",
    user: config?.User ?? "",
    shell: config?.Shell ?? defaultShell,
    root,
    base,
    config: ConfigDraft.from({ ...config, WorkingDir: config ? config.WorkingDir : "/", OnBuild: null }, env),
    author: undefined,
    commandSet: false,
    declared: new Map(),
    history: [],
  };
}

/**
 * The state right after `FROM <stage>`. The image's variables are set anew, in the image's order: an ARG that hid one of them there
 * does not here, and what only an ARG set comes before them all.
 */
export function inheritedState(parent: StageState): StageState {
  const { untouched: _, ...rest } = parent;
  return {
    ...rest,
    environment: parent.environment.restored((parent.config.config.Env ?? []).map(splitVariable)),
    config: parent.config.inherit(),
    commandSet: false,
    declared: new Map(parent.declared),
    history: [...parent.history],
  };
}
