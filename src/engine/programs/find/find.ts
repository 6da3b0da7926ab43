/** `find`, GNU's and busybox's: walks the trees below its starting points and asks an expression about every file. */
import { FsError } from "../../filesystem/errors.ts";
import { mountEntries } from "../../kernel/proc/mount-files.ts";
import { work } from "../../kernel/processor-time.ts";
import type { Applet } from "../coreutils/applet.ts";
import { type Command, FindError, type Visit } from "./expression.ts";
import { parse } from "./parse.ts";
import { Search } from "./search.ts";

export const find: Applet = async (process, args, tool) => {
  if (tool.gnu && (args.includes("-version") || args.includes("--version"))) {
    process.stdout("find (GNU findutils) 4.9.0\n");
    return 0;
  }
  const search = new Search(process, tool);
  let command: Command;
  try {
    command = parse(args, search);
  } catch (error) {
    if (!(error instanceof FindError)) throw error;
    return error.usage ? tool.usage(error.message) : tool.fail(error.message);
  }
  for (const start of command.starts) {
    if (search.over) break;
    await new Walk(search, command, start).run();
  }
  for (const flush of search.flushes) await flush();
  return search.status;
};

class Walk {
  readonly #search: Search;
  readonly #command: Command;
  readonly #start: string;
  readonly #device: string;

  constructor(search: Search, command: Command, start: string) {
    this.#search = search;
    this.#command = command;
    this.#start = start;
    this.#device = deviceOf(search, search.at(start));
  }

  async run(): Promise<void> {
    await this.#visit(this.#start, this.#search.at(this.#start), 0, new Set());
  }

  /** @param above real paths of the directories on the way here, where links are followed */
  async #visit(name: string, path: string, depth: number, above: ReadonlySet<string>): Promise<void> {
    const search = this.#search;
    const { settings } = this.#command;
    const { fs } = search.process;
    const pause = work(search.process, 1);
    if (pause) await pause;
    let visit: Visit;
    try {
      const follows = settings.follow === "always" || (settings.follow === "given" && depth === 0);
      const node = (follows ? fs.lookup(path) : undefined) ?? fs.stat(path, { follow: false });
      visit = { name, start: this.#start, path, node, depth, pruned: false };
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      search.complain(name, error.reason);
      return;
    }
    const wanted = depth >= settings.minDepth;
    if (wanted && !settings.contentsFirst) await this.#command.expression(visit);
    if (visit.node.kind === "directory" && !visit.pruned && !search.over && depth < settings.maxDepth) await this.#below(visit, above);
    if (wanted && settings.contentsFirst && !search.over) await this.#command.expression(visit);
  }

  async #below({ name, path, depth }: Visit, above: ReadonlySet<string>): Promise<void> {
    const search = this.#search;
    const { fs } = search.process;
    if (this.#command.settings.oneFileSystem && deviceOf(search, path) !== this.#device) return;
    let names: readonly string[];
    let within = above;
    try {
      if (this.#command.settings.follow === "always") {
        const real = fs.realpath(path);
        if (above.has(real)) {
          search.status = search.tool.fail(`File system loop detected; ‘${name}’ is part of the same file system loop as one above it.`);
          return;
        }
        within = new Set([...above, real]);
      }
      names = fs.readdir(path);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      search.complain(name, error.reason);
      return;
    }
    for (const child of names) {
      if (search.over) return;
      await this.#visit(
        `${name}${name.endsWith("/") ? "" : "/"}${child}`,
        `${path === "/" ? "" : path.replace(/\/+$/, "")}/${child}`,
        depth + 1,
        within,
      );
    }
  }
}

/** Which of the mounted file systems a path is on. */
function deviceOf({ process }: Search, path: string): string {
  const targets = mountEntries(process.task).map(({ target }) => target);
  const on = targets.filter((target) => path === target || path.startsWith(target.replace(/\/?$/, "/")));
  return on.reduce((longest, target) => (target.length > longest.length ? target : longest), "/");
}
