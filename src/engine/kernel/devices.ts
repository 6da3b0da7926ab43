/** Special files: the devices that the lab's kernel has, and which of them a path leads to. */
import type { DeviceNumber } from "../filesystem/node.ts";
import type { WorkingTree } from "../filesystem/working-tree.ts";

const character = (major: number, minor: number): DeviceNumber => ({ type: "character", major, minor });

/** By their names in `/dev`. */
export const deviceNumbers: Readonly<Record<string, DeviceNumber>> = {
  null: character(1, 3),
  zero: character(1, 5),
  full: character(1, 7),
  random: character(1, 8),
  urandom: character(1, 9),
  tty: character(5, 0),
  console: character(5, 1),
  ptmx: character(5, 2),
};

const paths = new Set([...Object.keys(deviceNumbers), "stdin", "stdout", "stderr"].map((name) => `/dev/${name}`));

/** What `deviceOf` gives for a device that nothing in the lab drives: nobody may open it. */
export const undrivenDevice = "a device";

/** The special file that a path leads to, as `/dev/null`; `undefined` when it is an ordinary one. */
export function deviceOf(fs: WorkingTree, path: string): string | undefined {
  const direct = byPath(path);
  if (direct) return direct;
  const node = fs.lookup(path, { follow: false });
  if (node?.kind === "file") return node.device && byNumber(node.device);
  if (node?.kind !== "symlink") return undefined;
  const through = byPath(node.target);
  if (through) return through;
  try {
    const real = fs.realpath(path);
    const target = fs.lookup(real, { follow: false });
    return paths.has(real) ? real : target?.kind === "file" && target.device ? byNumber(target.device) : undefined;
  } catch {
    return undefined;
  }
}

function byPath(path: string): string | undefined {
  if (paths.has(path)) return path;
  const match = /^\/(?:dev|proc\/self|proc\/1)\/fd\/([012])$/.exec(path);
  return match ? ["/dev/stdin", "/dev/stdout", "/dev/stderr"][Number(match[1])] : undefined;
}

function byNumber({ type, major, minor }: DeviceNumber): string {
  const found = Object.entries(deviceNumbers).find(([, own]) => own.type === type && own.major === major && own.minor === minor);
  return found ? `/dev/${found[0]}` : undrivenDevice;
}
