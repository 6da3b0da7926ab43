/** Parser directives: `# name=value` lines at the very top (spec §8.1). */
import { DockerfileError, type Directives } from "./ast.ts";
import type { SourceRange } from "../api.ts";
import { trim, trimLeft } from "./text.ts";

const known = new Set(["syntax", "escape", "check"]);

export interface Directive {
  readonly name: string;
  readonly value: string;
}

/** Reads lines from the top until the first that is no directive; after that every line answers undefined. */
export class DirectiveReader {
  #done = false;
  readonly #seen = new Set<string>();
  readonly #comment: "#" | "//";

  /** @param comment how a directive begins */
  constructor(comment: "#" | "//" = "#") {
    this.#comment = comment;
  }

  /** Throws when a directive is repeated. */
  read(line: string): Directive | undefined {
    if (this.#done) return undefined;
    const match = line.startsWith(this.#comment)
      ? /^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/.exec(trimLeft(line.slice(this.#comment.length)))
      : null;
    const name = match?.[1]?.toLowerCase() ?? "";
    if (!match || !known.has(name)) {
      this.#done = true;
      return undefined;
    }
    if (this.#seen.has(name)) throw new DockerfileError(`only one ${name} parser directive can be used`);
    this.#seen.add(name);
    return { name, value: trim(match[2] as string) };
  }
}

/** Throws unless it is a backslash or a backtick. */
export function escapeToken(value: string): "\\" | "`" {
  if (value === "\\" || value === "`") return value;
  throw new DockerfileError(`invalid escape token '${value}' does not match \` or \\`);
}

/**
 * What `check` says. It is looked up on its own, before parsing, and unlike `escape` also below a shebang line.
 * Throws `failed to parse check options: …`.
 */
export function checkDirective(text: string): Directives["check"] {
  const check = firstDirective(text, "check", "#");
  return check === undefined ? undefined : parseCheck(check.value);
}

/** The image that `# syntax=` names, also as `// syntax=` and as a JSON document's member. Undefined when there is none. */
export function syntaxDirective(text: string): { readonly value: string; readonly range?: SourceRange } | undefined {
  const found = firstDirective(text, "syntax", "#") ?? firstDirective(text, "syntax", "//");
  if (found) return { value: found.value, range: { startLine: found.line, startColumn: 0, endLine: found.line, endColumn: 0 } };
  const value = jsonSyntax(text);
  return value === undefined ? undefined : { value };
}

/** A directive's first word and its line. Repeated ones are reported by the parser proper. */
function firstDirective(text: string, name: string, comment: "#" | "//"): { value: string; line: number } | undefined {
  const reader = new DirectiveReader(comment);
  let { position, line } = beginning(text);
  for (; position < text.length; line++) {
    const end = endOfLine(text, position);
    let directive: Directive | undefined;
    try {
      directive = reader.read(trim(text.slice(position, end)));
    } catch {
      return undefined;
    }
    if (!directive) return undefined;
    if (directive.name === name) return { value: directive.value.split(" ")[0] as string, line };
    position = end + 1;
  }
  return undefined;
}

function jsonSyntax(text: string): string | undefined {
  const { position } = beginning(text);
  if (trimLeft(text.slice(position, position + 200))[0] !== "{") return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(position));
    const syntax = (value as { syntax?: unknown } | null)?.syntax;
    return typeof syntax === "string" ? syntax : undefined;
  } catch {
    return undefined;
  }
}

/** Behind a byte order mark and a shebang line. */
function beginning(text: string): { position: number; line: number } {
  const position = text.startsWith("\ufeff") ? 1 : 0;
  return text.startsWith("#!", position) ? { position: endOfLine(text, position) + 1, line: 2 } : { position, line: 1 };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

type Check = NonNullable<Directives["check"]>;

/** The value of `# check=` and of BUILDKIT_DOCKERFILE_CHECK: `skip=A,B;error=true;experimental=all`. */
export function parseCheck(value: string): Check {
  let check: Check = { skip: [], error: false };
  if (trim(value) === "") return check;
  for (const part of trim(value).split(";")) {
    const at = part.indexOf("=");
    const name = trim(at < 0 ? part : part.slice(0, at));
    if (at < 0) throw checkError(`invalid check option "${part}"`);
    const setting = trim(part.slice(at + 1));
    const list = setting === "all" ? ("all" as const) : setting.split(",").map(trim);
    if (name === "skip") check = { ...check, skip: list };
    else if (name === "experimental") check = { ...check, experimental: list };
    else if (name === "error") check = { ...check, error: parseBool(part, setting) };
    else throw checkError(`invalid check option "${name}"`);
  }
  return check;
}

function parseBool(part: string, value: string): boolean {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(value)) return true;
  if (["0", "f", "F", "false", "FALSE", "False"].includes(value)) return false;
  throw checkError(`failed to parse check option "${part}": strconv.ParseBool: parsing "${value}": invalid syntax`);
}

function checkError(message: string): DockerfileError {
  return new DockerfileError(`failed to parse check options: ${message}`);
}
