import type { ContainerInspect, ContainerState } from "../engine/api.ts";
import type { NamespaceKind, Probe, ProbeContainer, ProbeResponse, ProbeResult } from "./exercise.ts";
import { readWget, wgetWords } from "./http.ts";

/** Has a wget, and is on every host of ours. */
const helperImage = "alpine:3.20";

/** A container of the copy, reached as a person reaches it: by docker, and by the files under /proc. */
export class CopiedContainer implements ProbeContainer {
  readonly inspect: ContainerInspect;
  readonly #lab: Probe;

  constructor(lab: Probe, inspect: ContainerInspect) {
    this.#lab = lab;
    this.inspect = inspect;
  }

  get name(): string {
    return this.inspect.Name.replace(/^\//, "");
  }

  get state(): ContainerState {
    return this.inspect.State;
  }

  get isRunning(): boolean {
    return this.state.Running && !this.state.Restarting;
  }

  get image(): string {
    return this.inspect.Config.Image ?? "";
  }

  get published(): ProbeContainer["published"] {
    return Object.entries(this.inspect.NetworkSettings.Ports).flatMap(([port, bindings]) =>
      (bindings ?? []).map(({ HostIp, HostPort }) => ({ hostIp: HostIp, hostPort: Number(HostPort), port })),
    );
  }

  exec(command: string | readonly string[], { user }: { user?: string } = {}): Promise<ProbeResult> {
    const words = typeof command === "string" ? ["sh", "-c", command] : command;
    return this.#lab.docker("exec", ...(user === undefined ? [] : ["--user", user]), this.inspect.Id, ...words);
  }

  async request(url: string): Promise<ProbeResponse> {
    return readWget(await this.#lab.docker("run", "--rm", "--network", `container:${this.inspect.Id}`, helperImage, ...wgetWords(url)));
  }

  async logs(): Promise<string> {
    const { stdout, stderr } = await this.#lab.docker("logs", this.inspect.Id);
    return stdout + stderr;
  }

  async namespace(kind: NamespaceKind): Promise<string> {
    if (this.state.Pid === 0) return "";
    const { stdout } = await this.#lab.exec(`command sudo readlink /proc/${this.state.Pid}/ns/${kind}`);
    return stdout.trim();
  }

  async again(): Promise<ProbeContainer> {
    const now = await this.#lab.container(this.inspect.Id);
    if (!now) throw new Error(`The container ${this.name} is gone.`);
    return now;
  }
}
