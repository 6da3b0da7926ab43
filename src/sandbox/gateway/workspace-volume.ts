/**
 * The learner's workspace in the engine: a volume, which containers mount where they were asked to bind a folder. No folder of
 * the machine is ever named to the engine, and what a container does to links and folders in the volume the engine itself
 * resolves below the volume's root. Files go in and out through a container that is never started.
 */
import { Readable } from "node:stream";
import { diffTrees } from "../../engine/filesystem/diff.ts";
import { directory, fromPaths } from "../../engine/filesystem/build.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import { writeTar } from "../../engine/filesystem/tar.ts";
import type { AllowList } from "../policy/allow-list.ts";
import { gatewayLabel } from "../policy/names.ts";
import { DaemonError, Refused } from "../policy/refusal.ts";
import { daemonMessage } from "../wire/daemon-message.ts";
import { textOf, type Upstream, type UpstreamAnswer } from "./upstream.ts";

export interface WorkspaceVolumeOptions {
  readonly upstream: Upstream;
  readonly gateway: string;
  readonly session: string;
  readonly images: AllowList;
}

const place = "/workspace";
/** An image with nothing in it. */
const emptyImage = "drydock-sandbox/empty:1";
/** What the learner's shell is: the owner of its files. */
const learner = { uid: 1000, gid: 1000 };

export class WorkspaceVolume {
  readonly #options: WorkspaceVolumeOptions;
  #keeper: Promise<string> | undefined;

  constructor(options: WorkspaceVolumeOptions) {
    this.#options = options;
  }

  /** A dot instead of a dash: no name of the session's can be the same. */
  get name(): string {
    return `${this.#options.session}.workspace`;
  }

  /** Takes a tar of files and folders that are new or changed, by their paths in the workspace. */
  async write(archive: Readable): Promise<void> {
    const target = `/containers/${await this.#holder()}/archive?path=${place}`;
    await succeed(await this.#options.upstream.request({ method: "PUT", target, stream: archive }));
  }

  /** A tar of it all, each name below `workspace/`. */
  async read(): Promise<UpstreamAnswer> {
    const target = `/containers/${await this.#holder()}/archive?path=${place}`;
    return this.#options.upstream.request({ method: "GET", target });
  }

  /** A folder, and those above it, unless they are there. */
  async makeFolder(path: string): Promise<void> {
    const there = await this.#options.upstream.request({
      method: "HEAD",
      target: `/containers/${await this.#holder()}/archive?path=${encodeURIComponent(`${place}/${path}`)}`,
    });
    there.body.resume();
    if (there.status === 200) return;
    try {
      await this.write(archiveOf(fromPaths({ [`${path}/`]: "" }, { mtime: Date.now() })));
    } catch (error) {
      if (error instanceof DaemonError)
        throw new Refused("binds", `${path} leads out of the workspace, or is below something that is no folder`);
      throw error;
    }
  }

  /** Removes paths and what is below them. Needs an image with an `rm` in it; runs apart from everything. */
  async remove(paths: readonly string[]): Promise<void> {
    const { upstream, gateway } = this.#options;
    await this.#holder();
    const { Id } = await upstream.json<{ Id: string }>("POST", "/containers/create", {
      Image: await this.#toolImage(),
      Entrypoint: ["rm", "-rf", "--", ...paths.map((path) => `${place}/${path}`)],
      Labels: { [gatewayLabel]: gateway },
      NetworkDisabled: true,
      HostConfig: {
        NetworkMode: "none",
        Memory: 64 * 1024 ** 2,
        PidsLimit: 8,
        ReadonlyRootfs: true,
        Mounts: [{ Type: "volume", Source: this.name, Target: place, VolumeOptions: { NoCopy: true } }],
      },
    });
    try {
      await upstream.json("POST", `/containers/${Id}/start`);
      await upstream.json("POST", `/containers/${Id}/wait`);
    } finally {
      await upstream.json("DELETE", `/containers/${Id}?force=1`);
    }
  }

  /** Removes the volume and the container it is reached through. Gives what could not be removed. */
  async dispose(): Promise<readonly string[]> {
    if (!this.#keeper) return [];
    const { upstream } = this.#options;
    const id = await this.#keeper;
    await upstream.json("DELETE", `/containers/${id}?force=1`);
    await upstream.json("DELETE", `/volumes/${this.name}?force=1`);
    return [];
  }

  /** The id of the container that the files go through. */
  #holder(): Promise<string> {
    this.#keeper ??= this.#makeHolder();
    this.#keeper.catch(() => {
      this.#keeper = undefined;
    });
    return this.#keeper;
  }

  async #makeHolder(): Promise<string> {
    const { upstream, gateway } = this.#options;
    const Labels = { [gatewayLabel]: gateway };
    await haveEmptyImage(upstream);
    await upstream.json("POST", "/volumes/create", { Name: this.name, Labels });
    const { Id } = await upstream.json<{ Id: string }>("POST", `/containers/create?name=${this.name}`, {
      Image: emptyImage,
      Cmd: ["/never-started"],
      Labels,
      HostConfig: {
        NetworkMode: "none",
        Mounts: [{ Type: "volume", Source: this.name, Target: place, VolumeOptions: { NoCopy: true } }],
      },
    });
    await this.#own(Id);
    return Id;
  }

  /** The folder itself is the learner's. */
  async #own(holder: string): Promise<void> {
    const target = `/containers/${holder}/archive?path=/&copyUIDGID=1`;
    const stream = archiveOf(directory({ [place.slice(1)]: directory({}, { ...learner, mtime: Date.now() }) }));
    await succeed(await this.#options.upstream.request({ method: "PUT", target, stream }));
  }

  async #toolImage(): Promise<string> {
    const { upstream, images } = this.#options;
    const all = await upstream.json<{ RepoTags: string[] | null }[]>("GET", "/images/json");
    const tags = all.flatMap(({ RepoTags }) => RepoTags ?? []).filter((tag) => images.allows(tag));
    const found = ["busybox", "alpine", "debian", "ubuntu"].flatMap((name) => tags.find((tag) => tag.startsWith(`${name}:`)) ?? [])[0];
    if (found) return found;
    const pulled = await upstream.request({ method: "POST", target: "/images/create?fromImage=busybox&tag=latest" });
    await textOf(pulled.body);
    return "busybox:latest";
  }
}

async function haveEmptyImage(upstream: Upstream): Promise<void> {
  const found = await upstream.request({ method: "GET", target: `/images/${emptyImage}/json` });
  found.body.resume();
  if (found.status === 200) return;
  const [repo, tag] = emptyImage.split(":");
  const target = `/images/create?fromSrc=-&repo=${repo}&tag=${tag}`;
  await succeed(await upstream.request({ method: "POST", target, stream: archiveOf(directory()) }));
}

function archiveOf(tree: DirectoryNode): Readable {
  return Readable.from([writeTar(diffTrees(undefined, tree))]);
}

async function succeed({ status, body }: UpstreamAnswer): Promise<void> {
  const text = await textOf(body);
  if (status >= 400) throw new DaemonError(status, daemonMessage(text));
}
