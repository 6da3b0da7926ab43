/** Every registry that the daemon can reach, and which repositories hold the layers it has seen. */
import { type AuthConfig, EngineError } from "../api.ts";
import { SnapshotError } from "../filesystem/bytes.ts";
import type { Image, Layer } from "../images/image.ts";
import type { Machine } from "../kernel/machine.ts";
import { RegistryClient } from "./client.ts";
import { httpExchange } from "./http.ts";
import type { Blob } from "./manifest.ts";
import { RegistryError, RegistryUnreachable } from "./message.ts";
import { policies, PublicRegistry, type PublicRegistryState } from "./public-registry.ts";

/** What the registries of the internet keep, by domain. */
export type RegistriesState = Readonly<Record<string, PublicRegistryState>>;

/** Throws `SnapshotError` when a saved state has another form. */
export function checkRegistries(state: RegistriesState): void {
  for (const { files, accounts } of Object.values(state))
    if (files?.kind !== "directory" || !Array.isArray(accounts)) throw new SnapshotError("a registry without its files");
}

export class Registries {
  readonly #machine: Machine;
  readonly #public: Map<string, PublicRegistry>;
  /** Repositories of one registry by a layer's diff id, the latest to be seen. */
  readonly #seen = new Map<string, Map<string, string>>();

  constructor(machine: Machine, state: RegistriesState = {}) {
    this.#machine = machine;
    const now = (): number => machine.clock.now();
    this.#public = new Map(Object.entries(policies).map(([domain, policy]) => [domain, new PublicRegistry(policy, now, state[domain])]));
  }

  save(): RegistriesState {
    return Object.fromEntries([...this.#public].map(([domain, registry]) => [domain, registry.save()]));
  }

  /** A connection is made when something is asked. */
  open(domain: string, auth: AuthConfig | undefined, signal: AbortSignal): RegistryClient {
    const known = this.#public.get(domain);
    return new RegistryClient(known ? known.exchange(auth) : httpExchange(this.#machine, domain), signal);
  }

  /**
   * Checks a name and a password. `new` is an account that there was not before. Throws `EngineError`.
   * @param server a domain, `docker.io` for Docker Hub
   */
  async login(server: string, auth: AuthConfig, signal: AbortSignal): Promise<"known" | "new"> {
    try {
      const known = this.#public.get(server);
      if (known) return known.login(auth);
      await this.open(server, auth, signal).ping();
      return "known";
    } catch (error) {
      throw daemonError(error);
    }
  }

  /** Names of what has been pushed to a public registry. */
  repositories(domain: string): string[] {
    return this.#public.get(domain)?.repositories() ?? [];
  }

  /** Remembers that a repository holds an image's layers. */
  saw(domain: string, repository: string, { layers }: Pick<Image, "layers">): void {
    const known = this.#seen.get(domain) ?? new Map<string, string>();
    for (const { diffId } of layers) known.set(diffId, repository);
    this.#seen.set(domain, known);
  }

  /** A repository of the registry that holds the layer. What a public registry has of its own it can hand out from now on. */
  holder(domain: string, { diffId }: Layer, blob: Blob): string | undefined {
    const repository = this.#seen.get(domain)?.get(diffId);
    if (repository !== undefined) this.#public.get(domain)?.offer(blob.digest, blob.bytes);
    return repository;
  }
}

/** A registry's refusal as the daemon passes it on; anything else as it is. */
export function daemonError(error: unknown): unknown {
  if (error instanceof RegistryUnreachable) return new EngineError(500, error.message);
  if (error instanceof RegistryError) return new EngineError([401, 403, 404].includes(error.status) ? error.status : 500, error.message);
  return error;
}
