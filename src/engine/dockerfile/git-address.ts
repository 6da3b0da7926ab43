/** Git repositories as ADD takes them: `git@host:path`, `ssh://…`, `git://…`, and `https://…/x.git`, with what may follow. */
import { DockerfileError } from "./ast.ts";
import { quote } from "./text.ts";

export interface GitAddress {
  readonly remote: string;
  readonly ref?: string;
  readonly subdir?: string;
  readonly checksum?: string;
  readonly keepGitDir?: boolean;
  readonly submodules?: boolean;
}

/** Undefined for what is no repository. Throws what BuildKit says of a query that it cannot use. */
export function parseGitAddress(text: string): GitAddress | undefined {
  if (/^\.\.?\//.test(text)) return undefined;
  const scheme = /^(https?|ssh|git):\/\//.exec(text)?.[1];
  if (!scheme && !/^[a-zA-Z0-9-_]+@[a-zA-Z0-9-.]+:/.test(text)) return undefined;
  const [address = "", fragment = ""] = cut(text, "#");
  const [remote = "", query = ""] = scheme ? cut(address, "?") : [address];
  if ((scheme === "http" || scheme === "https") && !remote.endsWith(".git")) return undefined;
  const [ref = "", subdir = ""] = cut(fragment, ":");
  return withQuery({ remote, ...(ref && { ref }), ...(subdir && { subdir }) }, new URLSearchParams(query));
}

function withQuery(start: GitAddress, query: URLSearchParams): GitAddress {
  let found: { -readonly [K in keyof GitAddress]: GitAddress[K] } = start;
  const set = (key: "ref" | "subdir", value: string) => {
    const before = found[key];
    if (before !== undefined && before !== value) throw new DockerfileError(`${key} conflicts: ${quote(before)} vs ${quote(value)}`);
    found = { ...found, [key]: value };
  };
  for (const key of new Set(query.keys())) {
    const values = query.getAll(key);
    const value = values[0] ?? "";
    if (values.length > 1) throw new DockerfileError(`query ${quote(key)} has multiple values`);
    const isSwitch = key === "submodules" || key === "keep-git-dir";
    if (value === "" && !isSwitch) throw new DockerfileError(`query ${quote(key)} has no value`);
    if (key === "ref" || key === "subdir") set(key, value);
    else if (key === "checksum" || key === "commit") found = { ...found, checksum: value };
    else if (isSwitch) found = { ...found, [key === "submodules" ? "submodules" : "keepGitDir"]: switched(key, value) };
    else if (key !== "tag" && key !== "branch") throw new DockerfileError(`unexpected query ${quote(key)}`);
  }
  const tag = query.get("tag");
  const branch = query.get("branch");
  if (tag) set("ref", tag.startsWith("refs/tags/") ? tag : `refs/tags/${tag}`);
  if (branch && tag) throw new DockerfileError("branch conflicts with tag");
  if (branch) set("ref", branch.startsWith("refs/heads/") ? branch : `refs/heads/${branch}`);
  return found;
}

function switched(key: string, value: string): boolean {
  if (value === "" || /^(1|t|T|true|TRUE|True)$/.test(value)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(value)) return false;
  throw new DockerfileError(`invalid ${key} value: ${quote(value)}`);
}

function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
