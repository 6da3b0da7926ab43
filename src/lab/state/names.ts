// biome-ignore-all lint/suspicious/noControlCharactersInRegex: names may hold them.
/**
 * A file's name as it can be shown in one line: control characters, line ends and marks that turn the writing direction
 * appear as escapes. For display only.
 */
export function displayName(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (char) => {
    if (char === "\n") return "\\n";
    if (char === "\t") return "\\t";
    if (char === "\r") return "\\r";
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Is this file a Dockerfile by its name? */
export function isDockerfile(path: string): boolean {
  return /^(?:Dockerfile|Containerfile)(?:\.(?!dockerignore$).+)?$|\.Dockerfile$/i.test(baseName(path));
}

/** Whether Compose reads files of this name. */
export function isComposeFile(path: string): boolean {
  return /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/.test(baseName(path));
}

/** Language of a file, in Monaco's names. */
export function languageOf(path: string): string {
  const name = baseName(path);
  if (isDockerfile(path)) return "dockerfile";
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const known: Readonly<Record<string, string>> = {
    py: "python",
    js: "javascript",
    mjs: "javascript",
    cjs: "javascript",
    ts: "typescript",
    json: "javascript",
    go: "go",
    sh: "shell",
    md: "markdown",
    yml: "yaml",
    yaml: "yaml",
    html: "html",
    css: "css",
    toml: "ini",
    ini: "ini",
    cfg: "ini",
    conf: "ini",
    env: "ini",
    sql: "sql",
  };
  return known[extension] ?? "plaintext";
}
