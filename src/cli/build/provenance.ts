/** Where an image comes from, as `--metadata-file` tells it: SLSA provenance in its short form. */
import type { BuildMaterial, BuildRequest, BuildResult, BuildSecret, NamedContext } from "../../engine/api.ts";
import { compareNames } from "../../engine/filesystem/walk.ts";
import { familiarString, parseReference } from "../../engine/images/reference.ts";
import { buildRef } from "./build-ref.ts";

export function provenanceOf({ materials = [], locals = [], secrets = [], view }: BuildResult, request: BuildRequest): object {
  const sent = locals.toSorted(compareNames).map((name) => ({ name }));
  // An archive on standard input is fetched from the client under a name made up for it.
  const archive = request.archiveDigest && {
    uri: `http://buildkit-session/${buildRef(view.number)}`,
    digest: { sha256: request.archiveDigest.replace("sha256:", "") },
  };
  return {
    builder: { id: "" },
    buildType: "https://mobyproject.org/buildkit@v1",
    ...materialsIn(materials, archive ? [archive] : []),
    invocation: {
      configSource: { ...archive, entryPoint: request.dockerfile.name },
      parameters: {
        frontend: "dockerfile.v0",
        ...argsOf(request),
        ...secretsIn(secrets, "secret"),
        ...secretsIn(secrets, "ssh"),
        ...(sent.length > 0 ? { locals: sent } : {}),
      },
      environment: { platform: "linux/amd64" },
    },
  };
}

/** What the client asks of the frontend, by the frontend's names and sorted; what concerns the host alone is left out. */
function argsOf(request: BuildRequest): object {
  const { addHosts = [], buildArgs = {}, labels = {}, namedContexts = {}, network, noCache, noCacheFilter = [] } = request;
  const { shmSize, target, ulimits = [] } = request;
  const contexts = Object.entries(namedContexts);
  const args = new Map<string, string>();
  if (addHosts.length > 0) args.set("add-hosts", addHosts.join(","));
  for (const [name, value] of Object.entries(buildArgs)) args.set(`build-arg:${name}`, value);
  for (const [name, value] of contexts) args.set(`context:${name}`, contextArg(name, value));
  if (request.dockerfile.isInput) args.set("dockerfilekey", "dockerfile");
  if (network !== undefined && network !== "default") args.set("force-network-mode", network);
  if (contexts.length > 0) args.set("frontend.caps", "moby.buildkit.frontend.contexts+forward");
  for (const [name, value] of Object.entries(labels)) args.set(`label:${name}`, value);
  if (noCache || noCacheFilter.length > 0) args.set("no-cache", noCacheFilter.join(","));
  if (shmSize) args.set("shm-size", String(shmSize));
  if (target) args.set("target", target);
  if (ulimits.length > 0) args.set("ulimit", ulimits.map(bothLimits).sort().join(","));
  const sorted = [...args].sort(([a], [b]) => compareNames(a, b));
  return sorted.length > 0 ? { args: Object.fromEntries(sorted) } : {};
}

/** What the steps ask the client for, under the name that provenance has for its kind. */
function secretsIn(secrets: readonly BuildSecret[], kind: BuildSecret["kind"]): object {
  const asked = secrets.filter((each) => each.kind === kind).map(({ id, required }) => (required ? { id } : { id, optional: true }));
  return asked.length > 0 ? { [kind === "secret" ? "secrets" : "ssh"]: asked } : {};
}

function contextArg(name: string, context: NamedContext): string {
  if (context.kind === "image") return `docker-image://${context.reference}`;
  return context.kind === "remote" ? context.address : `local:${name}`;
}

/** `nofile=5` is both limits at once. */
const bothLimits = (text: string): string => (text.includes(":") ? text : `${text}:${text.slice(text.indexOf("=") + 1)}`);

/** An image by its package address. */
export function materialUri({ reference, platform }: BuildMaterial): string {
  const name = familiarString(parseReference(reference)).replace(/:([^:/]+)$/, "@$1");
  return `pkg:docker/${name}?platform=${encodeURIComponent(platform)}`;
}

/** The images, each with the digest of its file system, and what else was fetched, sorted by name. */
function materialsIn(materials: readonly BuildMaterial[], others: readonly { readonly uri: string }[]): object {
  const found = new Map<string, object>(others.map((each) => [each.uri, each]));
  for (const material of materials) {
    const uri = materialUri(material);
    found.set(uri, { uri, digest: { sha256: material.digest.replace("sha256:", "") } });
  }
  return found.size > 0 ? { materials: [...found.keys()].sort().map((uri) => found.get(uri)) } : {};
}
