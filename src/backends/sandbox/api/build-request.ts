/** A build as the gateway is asked for it: its options, and a tar with its files. */
import type { BuildRequest } from "../../../engine/api.ts";
import { EngineError } from "../../../engine/api.ts";
import { directory, file } from "../../../engine/filesystem/build.ts";
import { diffTrees } from "../../../engine/filesystem/diff.ts";
import type { Node } from "../../../engine/filesystem/node.ts";
import { writeTar } from "../../../engine/filesystem/tar.ts";

/** Throws `EngineError` for what is not modelled on the way to a sandbox. */
export function buildOrder(request: BuildRequest): { readonly order: object; readonly files: Uint8Array } {
  const { context, dockerfile, secrets = {}, namedContexts = {}, exporters = [], ssh, cacheFrom, cacheTo } = request;
  if (request.check || request.call) throw new EngineError(501, "drydock: `--check` and `--call` are answered by the simulator alone");
  const name = dockerfile.name.split("/").pop() || "Dockerfile";
  const dockerfiles: Record<string, Node> = {};
  if (dockerfile.text !== undefined) dockerfiles[name] = file(dockerfile.text);
  if (dockerfile.ignoreText !== undefined) dockerfiles[`${name}.dockerignore`] = file(dockerfile.ignoreText);
  const tree: Record<string, Node> = { context: context, dockerfile: directory(dockerfiles) };
  const folders: string[] = [];
  const imageContexts: Record<string, string> = {};
  for (const [key, named] of Object.entries(namedContexts)) {
    if (named.kind === "local") tree[`folder-${folders.push(key) - 1}`] = named.tree;
    else if (named.kind === "image") imageContexts[key] = named.reference;
    else throw new EngineError(403, `sandbox rule "build": a context from ${named.address} is not allowed`);
  }
  const values = Object.entries(secrets);
  tree.secrets = directory(Object.fromEntries(values.map(([, value], index) => [String(index), file(value)])));
  const { tags, target, buildArgs, labels, noCache, noCacheFilter, pull, platform, network, addHosts, shmSize, ulimits, cgroupParent } =
    request;
  const order = {
    ...{ dockerfile: name, tags, target, buildArgs, labels, noCache, noCacheFilter, pull, platform, network, addHosts, shmSize },
    ...{ ulimits, cgroupParent, ssh, folders, imageContexts, secrets: values.map(([key]) => key) },
    ...(exporters.some(({ type }) => type !== "image") && { exporters }),
    ...(cacheFrom?.length && { cacheFrom: cacheFrom.map(({ type }) => type) }),
    ...(cacheTo?.some(({ type }) => type !== "inline") && { cacheTo: cacheTo.map(({ type }) => type) }),
  };
  return { order, files: writeTar(diffTrees(undefined, directory(tree))) };
}
