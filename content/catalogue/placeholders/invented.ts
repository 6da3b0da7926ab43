/** Placeholders for images of others that the catalogue has no row for: nobody can list them all. */
import type { PlaceholderRequest } from "../../../src/engine/api.ts";
import { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import type { PlaceholderImage } from "../../../src/engine/images/image.ts";
import { familiarName, parseReference } from "../../../src/engine/images/reference.ts";
import { debian } from "../images/debian.ts";
import { description, materialise } from "../materialise.ts";
import { recipeOf } from "./placeholder.ts";

/** Registries where anybody's images can be had. */
const publicRegistries: readonly RegExp[] = [
  /^(?:docker|ghcr|quay|lscr|gcr)\.io$/,
  /^mcr\.microsoft\.com$/,
  /^public\.ecr\.aws$/,
  /^registry\.k8s\.io$/,
  /\.pkg\.dev$/,
  // Projects with a registry of their own.
  /^(?:docker|registry)\.[\w-]+\.\w+/,
];

/**
 * An image of `reference` whose server holds the ports of the request. `undefined` for an official image of Docker Hub: those
 * are known, so one that is not listed does not exist.
 */
export function inventedFor(
  reference: string,
  { ports, programs, server = "server", healthy, user }: PlaceholderRequest,
): PlaceholderImage | undefined {
  const parsed = parseReference(reference);
  const { domain = "", path } = parsed;
  if (!publicRegistries.some((pattern) => pattern.test(domain)) || (domain === "docker.io" && path.startsWith("library/")))
    return undefined;
  const repository = familiarName(parsed);
  // What the base can do itself is done.
  const own = isInBase(server) ? "server" : server;
  const image = materialise(
    recipeOf({
      names: [repository],
      of: repository,
      server: own.startsWith("/") ? own : `/usr/local/bin/${own}`,
      ports,
      http: ports.filter((port) => !port.endsWith("/udp")).map((port) => Number.parseInt(port, 10)),
      tools: Object.fromEntries(programs.filter((name) => !isInBase(name)).map((name) => [name, 0])),
      has: [...tools],
      ...(healthy ? { healthcheck: { Test: ["CMD-SHELL", "exit 0"], Interval: 5_000_000_000 } } : {}),
      ...(user === undefined || hasAccount(user) ? {} : { accounts: [user] }),
    }),
  );
  return {
    image,
    digest: description(image).digest,
    notice: `the lab does not know ${repository}. What runs under this name is a placeholder: it holds the ports that are asked for, and does nothing else.`,
  };
}

const tools = ["curl", "wget"] as const;

/** The files that it stands on. */
function base(): WorkingTree {
  return new WorkingTree(materialise(debian("bookworm-slim")).layers.at(-1)?.root);
}

function hasAccount(name: string): boolean {
  return base().readText("/etc/passwd").includes(`\n${name}:`) || name === "root";
}

function isInBase(name: string): boolean {
  if (tools.some((tool) => tool === name)) return true;
  const tree = base();
  return (name.startsWith("/") ? [name] : ["/usr/bin/", "/usr/sbin/"].map((folder) => folder + name)).some((path) => tree.lookup(path));
}
