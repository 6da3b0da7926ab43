/** Reading Go: go.mod, and as much of .go files as a build has to know. */
import { sha256Hex } from "../../../filesystem/digest.ts";
import type { WorkingTree } from "../../../filesystem/working-tree.ts";

export interface GoMod {
  readonly path: string;
  readonly go: string;
  /** Version by module path. */
  readonly requires: ReadonlyMap<string, string>;
  /** Local folders that stand in for modules. */
  readonly replaces: ReadonlyMap<string, string>;
}

export function parseGoMod(text: string): GoMod {
  const requires = new Map<string, string>();
  const replaces = new Map<string, string>();
  let path = "";
  let go = "1.16";
  let block = "";
  for (const raw of text.split("\n")) {
    const line = raw.replace(/\/\/.*$/, "").trim();
    const [first = "", ...rest] = line.split(/\s+/);
    if (line === ")") block = "";
    else if (rest[0] === "(") block = first;
    else {
      const [word = "", ...values] = block ? [block, first, ...rest] : [first, ...rest];
      if (word === "module") path = (values[0] ?? "").replaceAll('"', "");
      else if (word === "go") go = values[0] ?? go;
      else if (word === "require" && values[0] && values[1]) requires.set(values[0], values[1]);
      else if (word === "replace" && values[0]) replaces.set(values[0], values.at(-1) ?? "");
    }
  }
  return { path, go, requires, replaces };
}

export function formatGoMod({ path, go, requires, replaces }: GoMod, direct?: ReadonlySet<string>): string {
  const lines = (list: readonly [string, string][], indirect: boolean): string =>
    list.length === 0
      ? ""
      : list.length === 1 && !indirect
        ? `\nrequire ${list[0]?.join(" ")}\n`
        : `\nrequire (\n${list.map(([name, version]) => `\t${name} ${version}${indirect ? " // indirect" : ""}\n`).join("")})\n`;
  const all = [...requires].sort(([a], [b]) => (a < b ? -1 : 1));
  const isDirect = ([name]: [string, string]): boolean => !direct || direct.has(name);
  return `module ${path}\n\ngo ${go}\n${lines(all.filter(isDirect), false)}${lines(
    all.filter((entry) => !isDirect(entry)),
    true,
  )}${[...replaces].map(([from, to]) => `\nreplace ${from} => ${to}\n`).join("")}`;
}

export interface GoFile {
  readonly name: string;
  readonly package: string;
  readonly imports: readonly { readonly path: string; readonly line: number; readonly column: number; readonly alias?: string }[];
  readonly hasMain: boolean;
  readonly text: string;
}

/** Reads one file. `undefined` when it has no package clause. */
function parseGoFile(name: string, text: string): GoFile | undefined {
  const code = stripComments(text);
  const clause = /^\s*package\s+(\w+)/m.exec(code)?.[1];
  if (!clause) return undefined;
  const imports: GoFile["imports"][number][] = [];
  let inside = false;
  for (const [index, line] of code.split("\n").entries()) {
    if (/^import\s*\(/.test(line)) inside = true;
    else if (inside && line.startsWith(")")) inside = false;
    const match = inside ? /^\s*(?:([\w.]+)\s+)?"([^"]+)"/.exec(line) : /^import\s+(?:([\w.]+)\s+)?"([^"]+)"/.exec(line);
    if (match)
      imports.push({ path: match[2] as string, line: index + 1, column: line.indexOf('"') + 1, ...(match[1] ? { alias: match[1] } : {}) });
    if (/^(func|type|var|const)\b/.test(line)) break;
  }
  return { name, package: clause, imports, hasMain: /^func\s+main\s*\(\s*\)/m.test(code), text };
}

/** Comments become spaces, lines stay. Strings are left alone. */
function stripComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
    match.startsWith("//") || match.startsWith("/*") ? match.replace(/[^\n]/g, " ") : match,
  );
}

/** The .go files of a package for linux/amd64, tests only when asked. */
export function readPackage(fs: WorkingTree, folder: string, tests = false): GoFile[] {
  if (fs.lookup(folder)?.kind !== "directory") return [];
  return fs
    .readdir(folder)
    .filter((name) => name.endsWith(".go") && (tests || !name.endsWith("_test.go")) && !name.startsWith("_") && !name.startsWith("."))
    .filter((name) => !/_(windows|darwin|arm64|arm|js|wasm|freebsd)(_test)?\.go$/.test(name))
    .flatMap((name) => {
      const text = fs.readText(`${folder}/${name}`);
      if (/^\/\/go:build\s+(ignore|!linux|windows|darwin)\b/m.test(text)) return [];
      return parseGoFile(name, text) ?? [];
    });
}

/** A mistake the compiler would find: brackets that do not match, imports nobody uses. `file:line:column: words`. */
export function compileErrors(folder: string, files: readonly GoFile[]): string[] {
  const errors: string[] = [];
  for (const file of files) {
    const shown = `${folder}/${file.name}`;
    const brackets = unbalanced(file.text);
    if (brackets) {
      errors.push(`${shown}:${brackets}`);
      continue;
    }
    const code = stripComments(file.text).replace(/^import\s*\([\s\S]*?^\)|^import\s+.*$/gm, "");
    for (const { path, line, column, alias } of file.imports) {
      const name =
        alias ??
        path
          .replace(/\/v\d+$/, "")
          .replace(/^.*\//, "")
          .replace(/\.v\d+$/, "")
          .replace(/^go-/, "");
      if (alias === "_" || alias === "." || path === "C" || path === "embed") continue;
      if (!new RegExp(`\\b${name.replace(/[^\w]/g, "_")}\\.`).test(code) && /^[a-z]\w*$/.test(name) && !path.includes("."))
        errors.push(`${shown}:${line}:${column}: "${path}" imported and not used`);
    }
  }
  return errors;
}

/** `line:column: syntax error: …` for the first bracket that is wrong. */
function unbalanced(text: string): string | undefined {
  const code = stripComments(text).replace(/"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])+'/g, (match) => match.replace(/[^\n]/g, " "));
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  for (const [index, line] of code.split("\n").entries()) {
    for (const [column, character] of [...line].entries()) {
      if ("([{".includes(character)) open.push(character);
      else if (character in pairs && open.pop() !== pairs[character])
        return `${index + 1}:${column + 1}: syntax error: unexpected ${character}`;
    }
  }
  const lines = code.trimEnd().split("\n");
  return open.length > 0
    ? `${lines.length + 1}:1: syntax error: unexpected EOF, expecting ${open.at(-1) === "{" ? "}" : open.at(-1) === "(" ? ")" : "]"}`
    : undefined;
}

/** Digest of a package's sources: two builds of the same sources are the same program. */
export function sourceDigest(files: readonly GoFile[]): string {
  return sha256Hex(files.map(({ name, text }) => `${name}\0${text}\0`).join(""));
}
