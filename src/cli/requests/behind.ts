/** What happens behind the daemon: what it has containerd and runc do, and what it asks of a registry. */
import type { Engine, TransferProgress } from "../../engine/api.ts";
import { InvalidReference, parseReference } from "../../engine/images/reference.ts";
import type { RegistryCall } from "../../views/api-calls.ts";

const starts =
  "containerd starts a shim for the container; runc makes its namespaces and its control group, mounts its root, starts process 1 in it, and is gone.";
const ends = "containerd has the shim send the signal to process 1; when that has ended, the shim tells, and the namespaces go.";

/** A sentence for the methods that need them. */
export const runtimeWork: { readonly [Name in keyof Engine]?: string } = {
  containerStart: starts,
  containerRestart: `${ends} Then anew: ${starts}`,
  containerStop: `${ends} After the grace period it is KILL.`,
  containerKill: ends,
  containerPause: "runc freezes the control group of the container.",
  containerUnpause: "runc thaws the control group of the container.",
  containerUpdate: "runc writes the new limits into the control group.",
  execStart: "runc starts a process more in the namespaces of the container.",
};

/** Layers as a pull or a push tells of them, put in the order in which they came. */
export class RegistryLog {
  readonly #calls: RegistryCall[] = [];
  readonly #places = new Map<string, number>();
  readonly #name: string;
  readonly #tag: string;
  readonly #pushes: boolean;

  constructor(reference: string, pushes: boolean) {
    const { path, tag } = namesOf(reference);
    this.#name = path;
    this.#tag = tag;
    this.#pushes = pushes;
  }

  get calls(): readonly RegistryCall[] {
    return this.#calls;
  }

  take({ id, status, live, total }: TransferProgress): void {
    if (status.startsWith("Pulling from") || status.startsWith("Digest:") || /: digest: sha256:/.test(status)) this.#manifest(status);
    if (id === undefined || !live) return;
    const present = /already exists|Mounted from/i.test(status);
    const before = this.#places.get(id);
    const known = before === undefined ? undefined : this.#calls[before];
    const bytes = total ?? known?.bytes;
    const method = !this.#pushes ? "GET" : present ? "HEAD" : "PUT";
    const path = method === "PUT" ? `/v2/${this.#name}/blobs/uploads/…` : `/v2/${this.#name}/blobs/sha256:${id}…`;
    const call: RegistryCall = { method, path, kind: present ? "present" : "layer", status, ...(bytes !== undefined && { bytes }) };
    if (before !== undefined) this.#calls[before] = call;
    else this.#places.set(id, this.#calls.push(call) - 1);
  }

  /** Asked for first when pulling, given last when pushing. */
  #manifest(status: string): void {
    if (this.#calls.some(({ kind }) => kind === "manifest")) return;
    const path = `/v2/${this.#name}/manifests/${this.#tag}`;
    this.#calls.push({ method: this.#pushes ? "PUT" : "GET", path, kind: "manifest", status });
  }
}

/** Of a reference that cannot be read the text itself: the daemon will refuse it. */
function namesOf(reference: string): { readonly path: string; readonly tag: string } {
  try {
    const { path, tag, digest } = parseReference(reference);
    return { path, tag: digest ?? tag ?? "latest" };
  } catch (error) {
    if (!(error instanceof InvalidReference)) throw error;
    return { path: reference, tag: "" };
  }
}
