/** Base images of builds that are in a registry, as far as one build has asked for them. */
import type { BuildOptions, EngineError } from "../api.ts";
import type { BaseFound } from "../build/plan/graph.ts";
import type { Image } from "../images/image.ts";
import { askedReference } from "../images/asked-reference.ts";
import { withDefaultTag } from "../images/reference.ts";
import { readManifest, type RemoteImage, type RemoteWorld } from "./remote.ts";
import { RegistryError, RegistryUnreachable } from "./message.ts";
import { policies } from "./public-registry.ts";

export class RegistryBases {
  readonly #found = new Map<string, RemoteImage>();

  /** A new build asks anew. */
  forget(): void {
    this.#found.clear();
  }

  lookup(reference: string, platform: string): BaseFound | undefined {
    const remote = this.#found.get(`${reference} ${platform}`);
    if (!remote) return undefined;
    const { digest, config, layers, platform: actual } = remote;
    const size = layers.reduce((sum, layer) => sum + layer.size, 0);
    const description = { digest, chainId: layers.at(-1)?.chainId ?? "", config, size, layers };
    return { description, remote: true, ...(actual && !platform.startsWith(actual) && { platform: actual }) };
  }

  /** The image with its files; `undefined` when nobody has asked for it. Rejects with `EngineError`. */
  load(reference: string, platform: string): Promise<Image> | undefined {
    return this.#found.get(`${reference} ${platform}`)?.load();
  }

  /** Asks the registry that the name is of. Resolves to what is wrong, in BuildKit's words. */
  async find(
    reference: string,
    platform: string,
    world: RemoteWorld,
    auth: BuildOptions["auth"],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const named = withDefaultTag(askedReference(reference));
    const { domain = "", path, tag, digest } = named;
    try {
      this.#found.set(`${reference} ${platform}`, await readManifest(named, world, auth?.(domain), signal));
      return undefined;
    } catch (error) {
      if (error instanceof RegistryUnreachable)
        return `failed to do request: Head "https://${domain}/v2/${path}/manifests/${digest ?? tag}": ${error.why}`;
      // What the public registries lack, the lab says something of its own about.
      if (error instanceof RegistryError) return domain in policies ? undefined : `${reference}: not found`;
      return (error as EngineError).message;
    }
  }
}
