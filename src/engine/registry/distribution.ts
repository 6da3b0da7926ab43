/** A look at what a name stands for in its registry, without pulling it. */
import type { DistributionInspect, TransferOptions } from "../api.ts";
import { defaultPlatform } from "../dockerfile/platform.ts";
import { digestOf } from "../filesystem/digest.ts";
import { configJson } from "../images/config.ts";
import { canonicalString, type Reference } from "../images/reference.ts";
import type { FetchedManifest } from "./client.ts";
import { parseManifest } from "./manifest.ts";
import { mediaTypeOf } from "./server.ts";
import { daemonError } from "./registries.ts";
import type { RemoteWorld } from "./remote.ts";

/** Throws `EngineError`. */
export async function inspectDistribution(
  reference: Reference,
  world: RemoteWorld,
  { auth, signal = new AbortController().signal }: TransferOptions,
): Promise<DistributionInspect> {
  const name = canonicalString(reference);
  if (world.source.describe(name)) {
    const image = await world.load(name, defaultPlatform);
    const bytes = new TextEncoder().encode(await world.source.manifest(name));
    return told({ bytes, digest: digestOf(bytes), mediaType: "" }, configJson(image));
  }
  try {
    const client = world.registries.open(reference.domain as string, auth, signal);
    const fetched = await client.manifest(reference.path, (reference.digest ?? reference.tag) as string);
    const config = await client.blob(reference.path, parseManifest(fetched.bytes).config.digest);
    return told(fetched, new TextDecoder().decode(config));
  } catch (error) {
    throw daemonError(error);
  }
}

function told({ bytes, digest }: FetchedManifest, config: string): DistributionInspect {
  const { architecture = "amd64", os = "linux" } = JSON.parse(config) as { readonly architecture?: string; readonly os?: string };
  return {
    Descriptor: { mediaType: mediaTypeOf(bytes) ?? "", digest, size: bytes.length },
    Platforms: [{ architecture, os }],
    Manifest: new TextDecoder().decode(bytes),
    Config: config,
  };
}
