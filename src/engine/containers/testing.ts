/** What the tests of the run half share: a machine with busybox images, and a daemon on it. */
import { virtualClock } from "../clocks.ts";
import { type ContainerConfig, EngineError, type HostConfig, type ImageConfig, type StreamChunk } from "../api.ts";
import { configFromChanges } from "../build/changes.ts";
import type { Clock } from "../clock.ts";
import { makeImage } from "../images/config.ts";
import { makeLayer } from "../images/layer.ts";
import { ImageStore } from "../images/store.ts";
import { createMachine, type Machine } from "../kernel/machine.ts";
import { coreutils } from "../programs/coreutils/index.ts";
import { encodeExecutable } from "../programs/executable.ts";
import type { ProgramRegistry } from "../programs/program.ts";
import { testRoot } from "../programs/testing.ts";
import { createDaemon } from "./create-daemon.ts";
import type { Daemon } from "./daemon.ts";
import { DaemonFacade } from "./facade.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";

export const sh = (script: string): string[] => ["sh", "-c", script];

/** What the daemon answers work that it refuses: `404 No such container: x`; `nothing` when it does the work. */
export async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof EngineError) return `${error.status} ${error.message}`;
    throw error;
  }
  return "nothing";
}

/** Programs of the tests' own: `tserve PORT TEXT` answers every connection, `tfetch ADDRESS PORT` asks, `twait` waits for ever. */
const testPrograms: ProgramRegistry = new Map([
  [
    "tserve",
    async ({ machine, task, argv, signal }) => {
      const listener = machine.network.listen(task.namespaces.net.stack, { address: 0, port: Number(argv[1]) }).retain();
      signal.addEventListener("abort", () => listener.release(), { once: true });
      for (let connection = await listener.accept(signal); connection; connection = await listener.accept(signal)) {
        connection.retain().write(`${argv[2]}\n`);
        connection.release();
      }
      return 0;
    },
  ],
  [
    "twait",
    async ({ signal }) => {
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
      return 0;
    },
  ],
  [
    "tmemory",
    async (process) => {
      process.useMemory(Number(process.argv[1]) * 1024 * 1024);
      return 0;
    },
  ],
]);

export class TestEngine extends DaemonFacade {
  readonly machine: Machine;
  readonly store: ImageStore;
  readonly clock: Clock;
  readonly daemon: Daemon;

  constructor(clock: Clock = virtualClock()) {
    super();
    this.clock = clock;
    const now = (): number => clock.now();
    const disk = new WorkingTree(undefined, { now });
    for (const path of ["/home/dev/workspace", "/etc", "/tmp", "/var/lib/docker"]) disk.mkdir(path, { recursive: true });
    disk.writeFile("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\ndev:x:1000:1000::/home/dev:/bin/bash\n");
    disk.writeFile("/etc/resolv.conf", "nameserver 192.168.65.7\n");
    disk.writeFile("/etc/hosts", "127.0.0.1\tlocalhost\n");
    disk.writeFile("/home/dev/workspace/hello.txt", "hello\n");
    this.machine = createMachine({ clock, registry: new Map([...coreutils, ...testPrograms]), disk });
    this.store = new ImageStore({ now });
    this.daemon = createDaemon(this.machine, this.store);
    this.addImage("alpine:3.20", { Cmd: ["/bin/sh"] });
  }

  protected override configFromChanges(changes: readonly string[], known?: readonly string[]): ImageConfig {
    return configFromChanges(changes, known);
  }

  /** Busybox with files over it. */
  addImage(name: string, config: ImageConfig, change: (tree: WorkingTree) => void = () => {}): void {
    const tree = testRoot("busybox");
    tree.writeFile(
      "/etc/passwd",
      "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\ndev:x:1000:1000::/home/dev:/bin/sh\n",
    );
    for (const program of testPrograms.keys()) tree.writeFile(`/bin/${program}`, encodeExecutable({ program }), { mode: 0o755 });
    change(tree);
    const created = this.clock.now();
    const history = [{ created, createdBy: "test" }];
    const image = makeImage({ created, architecture: "amd64", os: "linux", config, layers: [makeLayer(undefined, tree.root)], history });
    this.store.add(image, [name]);
  }

  /** `docker run -d`; gives the id. */
  async run(
    cmd: readonly string[],
    options: { name?: string; image?: string; config?: ContainerConfig; host?: HostConfig } = {},
  ): Promise<string> {
    const { Id } = await this.containerCreate({
      ...(options.name && { name: options.name }),
      Config: { Image: options.image ?? "alpine:3.20", ...(cmd.length > 0 && { Cmd: cmd }), ...options.config },
      HostConfig: options.host ?? {},
    });
    await this.containerStart(Id);
    return Id;
  }

  /** `docker run`: waits for the end. */
  async runToEnd(
    cmd: readonly string[],
    options: Parameters<TestEngine["run"]>[1] = {},
  ): Promise<{ id: string; code: number; output: string }> {
    const { Id } = await this.containerCreate({
      ...(options.name && { name: options.name }),
      Config: { Image: options.image ?? "alpine:3.20", ...(cmd.length > 0 && { Cmd: cmd }), ...options.config },
      HostConfig: options.host ?? {},
    });
    const attached = await this.containerAttach(Id, { stdout: true, stderr: true });
    const ended = this.containerWait(Id, options.host?.AutoRemove ? "removed" : "next-exit");
    const output = collect(attached.output);
    await this.containerStart(Id);
    const { StatusCode } = await ended;
    return { id: Id, code: StatusCode, output: await output };
  }

  /** `docker exec`. */
  async exec(
    container: string,
    cmd: readonly string[],
    request: { User?: string; WorkingDir?: string; Env?: readonly string[]; Privileged?: boolean } = {},
  ): Promise<{ code: number; output: string }> {
    const { Id } = await this.execCreate(container, { Cmd: cmd, AttachStdout: true, AttachStderr: true, ...request });
    const { output } = await this.execStart(Id);
    const text = await collect(output);
    return { code: (await this.execInspect(Id)).ExitCode ?? -1, output: text };
  }
}

export async function collect(output: AsyncIterable<StreamChunk>): Promise<string> {
  let text = "";
  for await (const chunk of output) text += chunk.text;
  return text;
}
