/** The engine's half that talks to registries. */
import type {
  AuthConfig,
  AuthStatus,
  DistributionInspect,
  PullOptions,
  RegistryApi,
  SearchOptions,
  SearchResult,
  TransferOptions,
} from "../api.ts";
import { ImageFacade } from "../images/facade.ts";
import { tellImage } from "../images/image-events.ts";
import { familiarName, withDefaultTag } from "../images/reference.ts";
import { askedReference } from "../images/asked-reference.ts";
import { inspectDistribution } from "./distribution.ts";
import { pullImage, type PullWorld } from "./pull.ts";
import { pushImage } from "./push.ts";
import { searchHub } from "./search.ts";

/** The name that Docker Hub has in the client's files. */
const hubAddress = "https://index.docker.io/v1/";

export abstract class RegistryFacade extends ImageFacade implements RegistryApi {
  /** The images here and the registries there. */
  protected abstract override imageWorld(): Promise<PullWorld>;

  async imagePull(reference: string, options: PullOptions = {}): Promise<void> {
    const world = await this.imageWorld();
    await pullImage(reference, world, options);
    const asked = askedReference(reference);
    tellImage(this.daemon.events, "pull", options.allTags || asked.digest ? reference : tagged(reference), familiarName(asked));
  }

  async imagePush(reference: string, options: TransferOptions = {}): Promise<void> {
    const world = await this.imageWorld();
    await pushImage(reference, world, options);
    tellImage(this.daemon.events, "push", reference, familiarName(askedReference(reference)));
  }

  async registryLogin(auth: AuthConfig): Promise<AuthStatus> {
    const { registries } = await this.imageWorld();
    const signal = new AbortController().signal;
    const account = await registries.login(domainOf(auth.serveraddress ?? ""), auth, signal);
    return { Status: "Login Succeeded", IdentityToken: "", ...(account === "new" && { NewAccount: true }) };
  }

  async imageSearch(term: string, options: SearchOptions = {}): Promise<SearchResult[]> {
    const { source, registries } = await this.imageWorld();
    const pushed = registries.repositories("docker.io").map((name) => ({ name, description: "", stars: 0, isOfficial: false }));
    return searchHub([...source.repositories(), ...pushed], term, options);
  }

  async distributionInspect(reference: string, options: TransferOptions = {}): Promise<DistributionInspect> {
    return inspectDistribution(withDefaultTag(askedReference(reference)), await this.imageWorld(), options);
  }
}

function tagged(reference: string): string {
  return /:[^/]*$/.test(reference) ? reference : `${reference}:latest`;
}

/** A registry as references name it. */
function domainOf(server: string): string {
  const host = server.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  return server === hubAddress || ["", "docker.io", "index.docker.io", "registry-1.docker.io"].includes(host) ? "docker.io" : host;
}
