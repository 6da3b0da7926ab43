import { DockerfileError, type CopyInstruction, type Heredoc } from "../ast.ts";
import { Flags, type FlagKind } from "../flags.ts";
import type { Features } from "../frontend.ts";
import { heredocMarkIn } from "../heredoc.ts";
import type { InstructionNode } from "../node.ts";
import { none } from "../text.ts";
import { base } from "./context.ts";

const common: Record<string, FlagKind> = { chown: "string", chmod: "string", link: "boolean" };
const copyFlags: Record<string, FlagKind> = { ...common, from: "string" };
const addFlags: Record<string, FlagKind> = { ...common, "keep-git-dir": "boolean", checksum: "string", unpack: "boolean" };

const booleans = { link: "link", keepGitDir: "keep-git-dir", unpack: "unpack", parents: "parents" } as const;

/** COPY and ADD. `features` tells what the frontend in force knows. */
export function parseCopy(node: InstructionNode, features: Features): CopyInstruction {
  const kind = node.name === "copy" ? "COPY" : "ADD";
  if (node.args.length < 2) {
    throw new DockerfileError(`${kind} requires at least two arguments, but only one was provided. Destination could not be determined`);
  }
  const flags = new Flags(node.flags, {
    ...(features.exclude && { exclude: "strings" as const }),
    ...(kind === "COPY" && features.parents && { parents: "boolean" as const }),
    ...(kind === "ADD" ? addFlags : copyFlags),
  });
  const destination = node.args.at(-1) as string;
  if (heredocMarkIn(destination)) throw new DockerfileError(`${kind} cannot accept a heredoc as a destination`);
  const copy: Copy = { kind, ...base(node), ...splitSources(node), destination };
  if (node.flags.length > 0) setFlags(copy, flags);
  return copy;
}

type Copy = { -readonly [K in keyof CopyInstruction]: CopyInstruction[K] };

/** Flags that were not given, or given as nothing, leave no trace. */
function setFlags(copy: Copy, flags: Flags): void {
  for (const name of ["from", "chown", "chmod", "checksum"] as const) {
    const value = flags.string(name);
    if (value) copy[name] = value;
  }
  for (const [key, name] of Object.entries(booleans)) {
    const value = flags.boolean(name);
    if (value !== undefined) copy[key as keyof typeof booleans] = value;
  }
  if (flags.strings("exclude").length > 0) copy.exclude = flags.strings("exclude");
}

function splitSources(node: InstructionNode): { sources: readonly string[]; heredocs: readonly Heredoc[] } {
  const words = node.args.slice(0, -1);
  if (!words.some((word) => word.includes("<<"))) return { sources: words, heredocs: none };
  const sources: string[] = [];
  const heredocs: Heredoc[] = [];
  for (const source of words) {
    const mark = heredocMarkIn(source);
    if (!mark) {
      sources.push(source);
      continue;
    }
    // Of several with one name the last body counts; in the JSON form no body is ever read.
    const read = node.heredocs.findLast((heredoc) => heredoc.name === mark.name);
    heredocs.push({ ...mark, raw: read?.raw ?? "", body: read?.body ?? "" });
  }
  return { sources, heredocs };
}
