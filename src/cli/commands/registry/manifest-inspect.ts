import type { DistributionInspect } from "../../../engine/api.ts";
import { EngineError } from "../../../engine/api.ts";
import { canonicalString, familiarString, parseReference, withDefaultTag } from "../../../engine/images/reference.ts";
import type { Call } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import { problemOf } from "../../problem.ts";
import { authFor } from "./credentials.ts";

/** @throws CliError */
function checkReference(name: string): void {
  const problem = problemOf(() => parseReference(name));
  if (problem) throw new CliError(problem);
}

/** What a registry says of a name. @throws CliError with what `missing` says of a name that it does not know */
export async function remoteManifest(
  name: string,
  context: DockerContext,
  missing: (reference: string) => string,
): Promise<DistributionInspect> {
  checkReference(name);
  const auth = authFor(context, parseReference(name).domain ?? "");
  try {
    return await context.engine.distributionInspect(name, { ...(auth && { auth }), signal: context.signal });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new CliError(missing(familiarString(withDefaultTag(parseReference(name)))));
  }
}

/** `docker manifest inspect`: the client asks the registry itself, and speaks no plain HTTP unless told to. */
export async function inspectManifest({ args, flags, context }: Call): Promise<number> {
  const name = args.at(-1) ?? "";
  checkReference(name);
  const isOwn = /^(localhost|127\.)/.test(parseReference(name).domain ?? "");
  const missing = (reference: string): string => `no such manifest: ${reference}`;
  if (isOwn && !flags.bool("insecure")) throw new CliError(missing(familiarString(withDefaultTag(parseReference(name)))));
  const { Manifest, Descriptor, Platforms } = await remoteManifest(name, context, missing);
  const manifest = JSON.parse(Manifest) as Record<string, unknown>;
  const shown = flags.bool("verbose")
    ? {
        Ref: canonicalString(withDefaultTag(parseReference(name))),
        Descriptor: { ...Descriptor, platform: Platforms[0] },
        Raw: btoa(Manifest),
        SchemaV2Manifest: manifest,
      }
    : manifest;
  context.stdout(`${JSON.stringify(shown, null, "\t")}\n`);
  return 0;
}
