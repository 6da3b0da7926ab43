import { DockerfileError, type CopyInstruction, type Heredoc } from "../ast.ts";
import { Flags, type FlagKind } from "../flags.ts";
import { heredocMarkIn } from "../heredoc.ts";
import type { InstructionNode } from "../node.ts";
import { base } from "./context.ts";

const common: Record<string, FlagKind> = { chown: "string", chmod: "string", link: "boolean", exclude: "strings" };
const copyFlags: Record<string, FlagKind> = { ...common, from: "string" };
const addFlags: Record<string, FlagKind> = { ...common, "keep-git-dir": "boolean", checksum: "string", unpack: "boolean" };

/** COPY and ADD. `parents` tells whether the `# syntax=` in force knows `--parents`. */
export function parseCopy(node: InstructionNode, parents: boolean): CopyInstruction {
  const kind = node.name === "copy" ? "COPY" : "ADD";
  if (node.args.length < 2) {
    throw new DockerfileError(`${kind} requires at least two arguments, but only one was provided. Destination could not be determined`);
  }
  const flags = new Flags(node.flags, kind === "ADD" ? addFlags : parents ? { ...copyFlags, parents: "boolean" } : copyFlags);
  const destination = node.args.at(-1) as string;
  if (heredocMarkIn(destination)) throw new DockerfileError(`${kind} cannot accept a heredoc as a destination`);
  const { sources, heredocs } = splitSources(node);
  return {
    kind,
    ...base(node),
    sources,
    heredocs,
    destination,
    ...given("from", flags.string("from")),
    ...given("chown", flags.string("chown")),
    ...given("chmod", flags.string("chmod")),
    ...given("link", flags.boolean("link")),
    ...given("checksum", flags.string("checksum")),
    ...given("keepGitDir", flags.boolean("keep-git-dir")),
    ...given("unpack", flags.boolean("unpack")),
    ...given("parents", flags.boolean("parents")),
    ...given("exclude", flags.strings("exclude").length > 0 ? flags.strings("exclude") : undefined),
  };
}

function splitSources(node: InstructionNode): { sources: string[]; heredocs: Heredoc[] } {
  const sources: string[] = [];
  const heredocs: Heredoc[] = [];
  for (const source of node.args.slice(0, -1)) {
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

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { [P in K]?: V });
}
