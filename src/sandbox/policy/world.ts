import type { SandboxLimits } from "../wire/hello.ts";
import type { AllowList } from "./allow-list.ts";
import type { Fields } from "./fields.ts";
import type { Names } from "./names.ts";

/** What the rules have to know of a session, and of what it has made. Names are the learner's; answers are the engine's. */
export interface World {
  readonly names: Names;
  readonly limits: SandboxLimits;
  readonly images: AllowList;
  /** How many CPUs the engine's machine has. */
  readonly machineCpus: number;
  /** Labels for whatever is made. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where the engine keeps the learner's workspace: a volume. */
  readonly workspaceVolume: string;
  /** A control group for the whole session, where the gateway can make one. */
  readonly cgroupParent: string | undefined;
  /** Name or id. Throws `DaemonError` 404 for what is not the session's. */
  container(name: string): Promise<string>;
  /** What to call an image in a request. Throws `DaemonError` 404, or `Refused`. */
  image(reference: string): Promise<{ readonly reference: string; readonly config: Fields }>;
  /** Name or id. `bridge` is the session's own. Throws `DaemonError` 404. */
  network(name: string): Promise<string>;
  /** Makes a volume that is not there yet, as the daemon would. */
  volume(name: string): Promise<string>;
  /** Makes a folder of the workspace that is not there yet. `path` is relative to it. Throws `Refused` when it leads out of it. */
  workspaceFolder(path: string): Promise<void>;
}
