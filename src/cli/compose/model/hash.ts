/** By what Compose sees that a service is another one now (spec compose §5.2). */
import { sha256Hex } from "../../../engine/filesystem/digest.ts";
import { isList, isMapping, type Mapping, type Tree, without } from "./tree.ts";

/** By what Compose sees that a network or volume is another one now. */
export function resourceHash(settings: Mapping): string {
  return digest(settings);
}

/** 64 hexadecimal digits, from everything that a container of the service is made of. */
export function configHash(service: Mapping): string {
  const { deploy } = service;
  const relevant = {
    ...without(service, "build", "pull_policy", "scale", "depends_on", "profiles"),
    ...(isMapping(deploy) ? { deploy: without(deploy, "replicas") } : {}),
  };
  return digest(relevant);
}

function digest(tree: Tree): string {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(sorted(tree))));
}

function sorted(tree: Tree): Tree {
  if (isList(tree)) return tree.map(sorted);
  if (!isMapping(tree)) return tree;
  return Object.fromEntries(
    Object.keys(tree)
      .sort()
      .map((key) => [key, sorted(tree[key] as Tree)]),
  );
}
