/** Registries as the Docker Engine API has them: pull, push, search, auth, distribution. */
import type { Digest } from "./image.ts";

/** Who asks. */
export interface AuthConfig {
  readonly username?: string;
  readonly password?: string;
  /** A registry's domain, or `https://index.docker.io/v1/`; Docker Hub when absent. */
  readonly serveraddress?: string;
}

/** One message of a pull or a push. */
export interface TransferProgress {
  /** A layer's id, short; the tag in the first message of a pull; absent for what concerns the whole. */
  readonly id?: string;
  readonly status: string;
  /** True for the state of one layer, which a terminal shows on a line of its own and writes over. */
  readonly live?: boolean;
  /** Bytes, while a layer is on its way. */
  readonly current?: number;
  readonly total?: number;
}

export interface TransferOptions {
  readonly platform?: string;
  readonly auth?: AuthConfig;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
}

/** What a placeholder for an unknown image has to have, so that what is asked of its containers works. */
export interface PlaceholderRequest {
  /** Where its server listens: `8080/tcp`. */
  readonly ports: readonly string[];
  /** What its server is called, where a container starts it by a name of its own. */
  readonly server?: string;
  /** Programs that are called beside it, by a health check for one: they succeed. */
  readonly programs: readonly string[];
  /** Others wait for its health, of which only the image can tell. */
  readonly healthy?: boolean;
  /** The account it runs as, by name. */
  readonly user?: string;
}

export interface PullOptions extends TransferOptions {
  /** The lab's own: brings a placeholder where the lab's public registries have never heard of the repository. */
  readonly placeholder?: PlaceholderRequest;
  /** Every tag of the repository; the reference has neither tag nor digest. */
  readonly allTags?: boolean;
}

export interface AuthStatus {
  readonly Status: string;
  readonly IdentityToken: string;
  /** The lab's own: there was no such account, and now there is. */
  readonly NewAccount?: boolean;
}

export interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly is_official: boolean;
  readonly is_automated: boolean;
  readonly star_count: number;
}

export interface SearchOptions {
  readonly limit?: number;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

/** What a registry says of a name. */
export interface DistributionInspect {
  readonly Descriptor: { readonly mediaType: string; readonly digest: Digest; readonly size: number };
  readonly Platforms: readonly { readonly architecture: string; readonly os: string }[];
  /** The lab's own: the manifest and the config that it names, byte for byte. */
  readonly Manifest: string;
  readonly Config: string;
}

export interface RegistryApi {
  /** `docker pull`. Throws `EngineError` when there is no such image to be had. */
  imagePull(reference: string, options?: PullOptions): Promise<void>;
  /**
   * `docker push`: a tag, or all tags of a repository when none is given. Only layers the registry lacks move. Throws
   * `EngineError` when it may not or cannot; what was told before that stands.
   */
  imagePush(reference: string, options?: TransferOptions): Promise<void>;
  /** `docker login`. Throws `EngineError` 401 for a wrong password, 500 for a registry that cannot be reached. */
  registryLogin(auth: AuthConfig): Promise<AuthStatus>;
  /** `docker search`: the most popular first. Throws `EngineError` 400 for a filter or a limit that is none. */
  imageSearch(term: string, options?: SearchOptions): Promise<SearchResult[]>;
  /** What stands behind a name in its registry, nothing of it pulled. Throws `EngineError`. */
  distributionInspect(reference: string, options?: TransferOptions): Promise<DistributionInspect>;
}
