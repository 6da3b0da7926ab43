/** A registry of the internet, simulated: Docker Hub and GitHub's. It keeps what is pushed to it, and knows its accounts. */
import type { AuthConfig, Digest } from "../api.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { type Exchange, RegistryError, type RegistryRequest, type RegistryResponse } from "./message.ts";
import { answer } from "./server.ts";
import { RegistryStorage } from "./storage.ts";

/** What tells one public registry from another. */
export interface RegistryPolicy {
  /** Where its API is: `registry-1.docker.io`. */
  readonly host: string;
  /** Whether what is pushed can be read by everyone. */
  readonly isPublic: boolean;
  /** To a wrong password, after `Get "https://host/v2/": `. */
  readonly wrongPassword: string;
  /** To who may not push, or read, and has not logged in. */
  readonly anonymous: Refusal;
  /** To who has, under another name. */
  readonly stranger: Refusal;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const deniedByHub: Refusal = { code: "DENIED", message: "requested access to the resource is denied" };

/** By the domain that references have. */
export const policies: Readonly<Record<string, RegistryPolicy>> = {
  "docker.io": {
    host: "registry-1.docker.io",
    isPublic: true,
    wrongPassword: "unauthorized: incorrect username or password",
    anonymous: deniedByHub,
    stranger: deniedByHub,
  },
  "ghcr.io": {
    host: "ghcr.io",
    isPublic: false,
    wrongPassword: "denied: denied",
    anonymous: { code: "UNAUTHORIZED", message: "unauthenticated: User cannot be authenticated with the token provided." },
    stranger: { code: "DENIED", message: "permission_denied: create_package" },
  },
};

/** Everything of it that lasts. */
export interface PublicRegistryState {
  readonly files: DirectoryNode;
  /** Names and the digests of their passwords. */
  readonly accounts: readonly (readonly [user: string, password: string])[];
}

const folder = "/var/lib/registry";

export class PublicRegistry {
  readonly policy: RegistryPolicy;
  readonly #tree: WorkingTree;
  readonly #storage: RegistryStorage;
  readonly #accounts: Map<string, string>;
  /** Blobs of its own images, which nobody has pushed: see `offer`. */
  readonly #own = new Map<Digest, Uint8Array>();

  constructor(policy: RegistryPolicy, now: () => number, state?: PublicRegistryState) {
    this.policy = policy;
    this.#tree = new WorkingTree(state?.files, { now });
    this.#storage = new RegistryStorage(this.#tree, folder);
    this.#accounts = new Map(state?.accounts);
  }

  save(): PublicRegistryState {
    return { files: this.#tree.root, accounts: [...this.#accounts] };
  }

  /** Names of what has been pushed here. */
  repositories(): string[] {
    return this.#storage.repositories();
  }

  /** Says that an image this registry has had all along holds a blob, so that it can be mounted. */
  offer(digest: Digest, bytes: Uint8Array): void {
    this.#own.set(digest, bytes);
  }

  /**
   * Lets a user in. A name that nobody has is a new account from then on, with the password it came with.
   * Throws `RegistryError`.
   */
  login({ username = "", password = "" }: AuthConfig): "known" | "new" {
    const digest = sha256Hex(`${username}:${password}`);
    const known = this.#accounts.get(username);
    if (known === undefined) {
      this.#accounts.set(username, digest);
      return "new";
    }
    if (known !== digest) throw this.#wrongPassword();
    return "known";
  }

  /** @param auth who asks; nobody in particular when absent */
  exchange(auth: AuthConfig | undefined): Exchange {
    const user = auth?.username;
    const isKnown = user !== undefined && this.#accounts.get(user) === sha256Hex(`${user}:${auth?.password ?? ""}`);
    return async (request) => {
      if (user && !isKnown) throw this.#wrongPassword();
      return this.#refusal(request, user) ?? this.#answer(request);
    };
  }

  #wrongPassword(): RegistryError {
    const { host, wrongPassword } = this.policy;
    return new RegistryError(401, "UNAUTHORIZED", `Get "https://${host}/v2/": ${wrongPassword}`);
  }

  #refusal({ method, target }: RegistryRequest, user: string | undefined): RegistryResponse | undefined {
    const repository = /^\/v2\/(.+?)\/(?:manifests|blobs|tags)\//.exec(target)?.[1];
    if (repository === undefined || repository.split("/")[0] === user) return undefined;
    const reads = method === "GET" || method === "HEAD";
    if (reads && this.policy.isPublic && this.#storage.tags(repository)) return undefined;
    // A private registry gives no token to read with, and says no more than that.
    if (reads && !this.policy.isPublic && !target.includes("/blobs/")) throw new RegistryError(403, "DENIED_TOKEN", "denied");
    const refusal = user === undefined ? this.policy.anonymous : this.policy.stranger;
    const body = new TextEncoder().encode(JSON.stringify({ errors: [refusal] }));
    return { status: user === undefined ? 401 : 403, headers: { "content-type": "application/json" }, body };
  }

  #answer(request: RegistryRequest): RegistryResponse {
    const mounted = /^\/v2\/(.+)\/blobs\/uploads\/\?from=.*&mount=(.+)$/.exec(request.target);
    const digest = decodeURIComponent(mounted?.[2] ?? "");
    const own = this.#own.get(digest);
    if (mounted && own) this.#storage.putBlob(mounted[1] as string, own);
    const response = answer(this.#storage, { deletes: false }, request);
    return mounted && own ? { ...response, status: 201 } : response;
  }
}
