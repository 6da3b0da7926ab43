/** The containers of a classic build: every step has one, and RUN starts it. */
import type { ClassicBuildOptions, ClassicBuildRequest, ContainerConfig, ContainerCreateResponse } from "../../api.ts";
import { inventId } from "../../containers/daemon.ts";
import type { RunInstruction } from "../../dockerfile/ast.ts";
import type { Image } from "../../images/image.ts";
import { commandWords } from "../plan/dispatch-config.ts";
import { CommandFailed } from "./command-failed.ts";
import type { ClassicWorld } from "./world.ts";

/** What the daemon prints before and behind each piece of standard error. */
const red = ["\x1b[91m", "\x1b[0m"] as const;

export function commandOf({ command }: RunInstruction, shell: readonly string[]): readonly string[] {
  return commandWords(command, shell);
}

/** Those of the step that is being carried out. */
export class StepContainers {
  readonly #world: ClassicWorld;
  readonly #request: ClassicBuildRequest;
  readonly #print: (text: string) => void;
  readonly #made: { readonly id: string; readonly exists: boolean }[] = [];

  constructor(world: ClassicWorld, request: ClassicBuildRequest, print: (text: string) => void) {
    this.#world = world;
    this.#request = request;
    this.#print = print;
  }

  /** A container of the image. On scratch there is nothing to make one of: it has an id and no more. */
  async create(config: ContainerConfig, image: Image | undefined): Promise<string> {
    const { Id, Warnings } = image ? await this.#createOf(config, image) : { Id: this.#inventId(), Warnings: [] };
    this.#made.push({ id: Id, exists: image !== undefined });
    for (const warning of Warnings) this.#print(` ---> [Warning] ${warning}\n`);
    this.#print(` ---> Running in ${Id.slice(0, 12)}\n`);
    return Id;
  }

  #inventId(): string {
    return inventId("container", this.#world.daemon.counts.containers++);
  }

  #createOf(config: ContainerConfig, image: Image): Promise<ContainerCreateResponse> {
    const { networkMode, extraHosts, memory, shmSize, platform } = this.#request;
    return this.#world.containers.containerCreate({
      Config: { ...config, Image: image.id },
      HostConfig: {
        ...(networkMode && networkMode !== "default" && { NetworkMode: networkMode }),
        ...(extraHosts && { ExtraHosts: extraHosts }),
        ...(memory && { Memory: memory }),
        ...(shmSize && { ShmSize: shmSize }),
      },
      ...(platform && { platform }),
    });
  }

  async removeAll(): Promise<void> {
    for (const { id, exists } of this.#made.splice(0)) {
      if (exists) await this.#world.containers.containerRemove(id, { force: true, volumes: true });
      this.#print(` ---> Removed intermediate container ${id.slice(0, 12)}\n`);
    }
  }
}

/** Runs a step's command to its end. Throws `CommandFailed`, and `EngineError` when it cannot be started. */
export async function runContainer(
  { containers }: ClassicWorld,
  id: string,
  argv: readonly string[],
  { onOutput, signal }: ClassicBuildOptions,
): Promise<void> {
  const attachment = await containers.containerAttach(id, { stdout: true, stderr: true });
  const stop = (): void => void containers.containerKill(id).catch(() => {});
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const printed = (async () => {
      for await (const { stream, text } of attachment.output) onOutput?.(stream, stream === "stderr" ? `${red[0]}${text}${red[1]}` : text);
    })();
    try {
      await containers.containerStart(id);
    } catch (error) {
      attachment.detach();
      throw error;
    }
    const { StatusCode } = await containers.containerWait(id);
    await printed;
    signal?.throwIfAborted();
    if (StatusCode !== 0) throw new CommandFailed(argv.join(" "), StatusCode);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
