/**
 * Well-known images whose programs the lab does not have. Config, ports, volumes and users are those that are published; the
 * files are a small base and programs that say that they stand for others.
 */
import type { ImageConfig } from "../../../src/engine/api.ts";
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { placeholderLabel } from "../../../src/engine/images/placeholder-label.ts";
import { binary, type Libc } from "../../../src/engine/programs/packages/binaries.ts";
import { alpine } from "../images/alpine.ts";
import { aptInstall, debian } from "../images/debian.ts";
import { python } from "../images/python.ts";
import { addSystemUser } from "../images/users.ts";
import { type Recipe, row, standardPath } from "../recipe.ts";

export interface Placeholder {
  /** Repositories it is published under. */
  readonly names: readonly string[];
  /** What people call it: `MySQL`. */
  readonly of: string;
  readonly base?: "debian" | "alpine" | "python";
  /** Published over Alpine too, under tags that say `alpine`. */
  readonly onAlpine?: boolean;
  /** Where the server's program lies. */
  readonly server: string;
  /** A script before it, as official images have: it starts the server for options and for the server's name, else what it is told. */
  readonly script?: string;
  /** Further first words for which that script starts the server. */
  readonly also?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** What the image exposes: `3306`, `53/udp`. The server listens at all of them, unless `listens` says at which. */
  readonly ports?: readonly (number | string)[];
  readonly listens?: readonly (number | string)[];
  /** Ports where it answers HTTP. */
  readonly http?: readonly number[];
  /** A variable that names another port for the server. */
  readonly portVariable?: string;
  readonly env?: readonly string[];
  readonly volumes?: readonly string[];
  readonly user?: string;
  /** Further accounts that a Dockerfile may turn to. */
  readonly accounts?: readonly string[];
  readonly workdir?: string;
  readonly stopSignal?: string;
  /** Programs beside the server, by the port they call: `{ mysqladmin: 3306 }`; 0 for what calls nobody. */
  readonly tools?: Readonly<Record<string, number>>;
  /** Real programs of the lab that the image has beside its own. */
  readonly has?: readonly ("curl" | "bash" | "wget" | "netcat-openbsd")[];
  /** Other files that a Dockerfile may count upon, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  readonly needs?: readonly (readonly string[])[];
  readonly healthcheck?: ImageConfig["Healthcheck"];
}

/** What is copied into another image goes on working there. */
const standalone: Libc = "static";
const created = Date.parse("2025-06-10T00:00:00Z");

/** The images of a placeholder: `latest`, and `alpine` where there is one. */
export function recipesOf(placeholder: Placeholder): Recipe[] {
  const usual = recipeOf(placeholder);
  return placeholder.onAlpine ? [usual, recipeOf({ ...placeholder, base: "alpine" }, "alpine")] : [usual];
}

/** The image of a placeholder, under one tag of each of its names. */
export function recipeOf(placeholder: Placeholder, tag = "latest"): Recipe {
  const { of, base = "debian", names, server, script, ports = [], volumes = [], env = [] } = placeholder;
  const entrypoint = placeholder.entrypoint ?? (script ? [script.startsWith("/usr/local/bin/") ? lastPart(script) : script] : [server]);
  return {
    tags: names.map((name) => `${name}:${tag}`),
    created,
    base: base === "alpine" ? alpine("3.21") : base === "python" ? python("3.11-slim") : debian("bookworm-slim"),
    steps: [row(`# a placeholder for ${of}, made by Drydock`, { fill: (tree) => fill(tree, placeholder) })],
    config: {
      Env: [standardPath, ...env],
      ...(entrypoint.length > 0 ? { Entrypoint: [...entrypoint] } : {}),
      ...(placeholder.cmd ? { Cmd: [...placeholder.cmd] } : {}),
      ...(ports.length > 0 ? { ExposedPorts: Object.fromEntries(ports.map((port) => [withProtocol(port), {}])) } : {}),
      ...(volumes.length > 0 ? { Volumes: Object.fromEntries(volumes.map((volume) => [volume, {}])) } : {}),
      ...(placeholder.user ? { User: placeholder.user } : {}),
      ...(placeholder.workdir ? { WorkingDir: placeholder.workdir } : {}),
      ...(placeholder.stopSignal ? { StopSignal: placeholder.stopSignal } : {}),
      ...(placeholder.healthcheck ? { Healthcheck: placeholder.healthcheck } : {}),
      Labels: { [placeholderLabel]: of },
    },
  };
}

function withProtocol(port: number | string): string {
  return String(port).includes("/") ? String(port) : `${port}/tcp`;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function fill(tree: WorkingTree, placeholder: Placeholder): void {
  const {
    of,
    base = "debian",
    server,
    script,
    ports = [],
    http = [],
    portVariable,
    needs,
    volumes = [],
    user,
    workdir,
    tools = {},
    has = [],
  } = placeholder;
  const write = (path: string, content: Parameters<WorkingTree["writeFile"]>[1]): void =>
    tree.writeFile(path, content, { mode: 0o755, parents: true });
  const listens = (placeholder.listens ?? ports).map(withProtocol);
  const settings = { ...(portVariable ? { portVariable } : {}), ...(needs ? { needs } : {}) };
  write(server, binary("placeholder", standalone, 40_000, { of, ports: listens, http, ...settings }));
  if (script) write(script, scriptFor(server, [...(placeholder.cmd?.slice(0, 1) ?? []), ...(placeholder.also ?? [])]));
  const [init = ""] = placeholder.entrypoint ?? [];
  if (/(^|\/)(tini|dumb-init)$/.test(init))
    write(
      init.startsWith("/") ? init : `/sbin/${init}`,
      binary("installed-tool", standalone, 24_000, { name: lastPart(init), package: lastPart(init), version: "0.19.0" }),
    );
  for (const [name, port] of Object.entries(tools))
    write(
      name.startsWith("/") ? name : `/usr/local/bin/${name}`,
      binary("placeholder-client", standalone, 20_000, { name: lastPart(name), port }),
    );
  if (base === "alpine") {
    if (has.includes("curl")) write("/usr/bin/curl", binary("coreutils", "musl", 260_000, { applet: "curl" }));
    if (has.includes("bash")) write("/bin/bash", binary("bash", "musl", 760_000));
  } else aptInstall(tree, has.filter((name) => name !== "bash").join(" "));
  const account = /^[a-z]/.test(user ?? "") ? user?.replace(/:.*/, "") : undefined;
  if (account && !tree.readText("/etc/passwd").includes(`\n${account}:`) && account !== "root")
    addSystemUser(tree, { name: account, id: 1000, home: workdir ?? "/", shell: "/bin/sh" });
  for (const [path, text] of Object.entries(placeholder.files ?? {})) tree.writeFile(path, text, { parents: true });
  for (const name of placeholder.accounts ?? []) addSystemUser(tree, { name, id: 1000, home: `/home/${name}`, shell: "/bin/sh" });
  const [uid, gid] = ownerOf(tree, user);
  for (const path of [...volumes, ...(workdir ? [workdir] : [])]) {
    tree.mkdir(path, { recursive: true });
    if (user) tree.chown(path, uid, gid);
  }
}

function ownerOf(tree: WorkingTree, user = "0"): readonly [uid: number, gid: number] {
  const [name = "", group] = user.split(":");
  if (/^\d+$/.test(name)) return [Number(name), /^\d+$/.test(group ?? "") ? Number(group) : Number(name)];
  const line = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+)`, "m").exec(tree.readText("/etc/passwd"));
  return [Number(line?.[1] ?? 0), Number(line?.[2] ?? 0)];
}

function scriptFor(server: string, words: readonly string[]): string {
  const starts = [...new Set([lastPart(server), server, ...words])];
  return `#!/bin/sh
# Written by Drydock for a placeholder.
case "$1" in
	'' | -*) exec ${server} "$@" ;;
	${starts.join(" | ")})
		shift
		exec ${server} "$@"
		;;
esac
exec "$@"
`;
}
