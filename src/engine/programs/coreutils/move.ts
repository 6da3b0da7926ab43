/** `mv`: another name on the same file system, a copy and a removal from one to another. */
import { FsError } from "../../filesystem/errors.ts";
import type { Node } from "../../filesystem/node.ts";
import type { Process } from "../program.ts";
import { type Applets, at, baseName, dirName, quoted, type Tool } from "./applet.ts";
import { type CopyOptions, copyOne, targetOf } from "./copy.ts";
import { type Options, parseOptions } from "./options.ts";

function mv(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "finTt:uvb",
    long: {
      force: "f",
      "no-clobber": "n",
      verbose: "v",
      "target-directory": "t:",
      "no-target-directory": "T",
      update: "u?",
      interactive: "i",
    },
  });
  const target = targetOf(process, tool, options);
  if (!target) return 1;
  let status = 0;
  for (const source of target.sources) {
    const destination = target.into ? `${target.target.replace(/\/+$/, "")}/${baseName(source)}` : target.target;
    status = moveOne(process, tool, source, destination, options) || status;
  }
  return status;
}

function moveOne(process: Process, tool: Tool, source: string, destination: string, options: Options): number {
  const { fs } = process;
  const from = at(process, source);
  const to = at(process, destination);
  const node = fs.lookup(from, { follow: false });
  if (!node)
    return tool.fail(
      tool.gnu ? `cannot stat ${quoted(source)}: No such file or directory` : `can't rename '${source}': No such file or directory`,
    );
  const there = fs.lookup(to, { follow: false });
  if (there && options.has("n")) return 0;
  if (there && options.has("u") && there.mtime >= node.mtime) return 0;
  if (there && fs.realpath(dirName(from)) === fs.realpath(dirName(to)) && baseName(from) === baseName(to)) {
    return tool.fail(`${quoted(source)} and ${quoted(destination)} are the same file`);
  }
  if (there && there.kind !== "directory" && node.kind === "directory")
    return tool.fail(
      tool.gnu
        ? `cannot overwrite non-directory ${quoted(destination)} with directory ${quoted(source)}`
        : `can't rename '${source}': Not a directory`,
    );
  if (options.has("v") && !tool.gnu) process.stdout(`'${source}' -> '${destination}'\n`);
  try {
    fs.rename(from, to);
    if (options.has("v") && tool.gnu) process.stdout(`renamed ${quoted(source)} -> ${quoted(destination)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof FsError && error.code === "EINVAL")
      return tool.fail(
        tool.gnu
          ? `cannot move ${quoted(source)} to a subdirectory of itself, ${quoted(destination)}`
          : `can't rename '${source}': Invalid argument`,
      );
    if (error instanceof FsError && error.code === "EXDEV") {
      const status = moveAcross(process, tool, source, destination, { node, there });
      if (status === 0 && options.has("v") && tool.gnu)
        process.stdout(`copied ${quoted(source)} -> ${quoted(destination)}\nremoved ${quoted(source)}\n`);
      return status;
    }
    return tool.failFile(error, `cannot move ${quoted(source)} to ${quoted(destination)}`, `can't rename '${source}'`);
  }
}

/** From one file system to another a file cannot be renamed: it is copied with all that is told of it, and removed. */
function moveAcross(
  process: Process,
  tool: Tool,
  source: string,
  destination: string,
  { node, there }: { readonly node: Node; readonly there: Node | undefined },
): number {
  const { fs } = process;
  const to = at(process, destination);
  if (there?.kind === "directory" && node.kind !== "directory")
    return tool.fail(
      tool.gnu ? `cannot overwrite directory ${quoted(destination)} with non-directory` : "can't overwrite directory with non-directory",
    );
  if (there) {
    try {
      // busybox unlinks whatever is there.
      if (there.kind === "directory" && !tool.gnu) throw new FsError("EISDIR", to);
      fs.remove(to);
    } catch (error) {
      return tool.failFile(
        error,
        `inter-device move failed: ${quoted(source)} to ${quoted(destination)}; unable to remove target`,
        `can't remove '${destination}'`,
      );
    }
  }
  const status = copyOne(process, tool, source, destination, wholly);
  if (status !== 0) return status;
  fs.remove(at(process, source), { recursive: true, force: true });
  return 0;
}

const wholly: CopyOptions = {
  recursive: true,
  preserve: true,
  follow: false,
  force: false,
  noClobber: false,
  update: false,
  verbose: false,
  link: "no",
};

export const moveApplets: Applets = { mv };
