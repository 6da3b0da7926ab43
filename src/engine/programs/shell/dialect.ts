/** How the three shells differ in what they accept and say. Words were taken from running them. */
import { badLoop, redirection } from "./tokens.ts";
import { someWord } from "./posix-grammar.ts";
import type { ShellSyntaxError } from "./syntax.ts";

export type ShellName = "ash" | "dash" | "bash";

export interface Dialect {
  readonly name: ShellName;
  /** Arrays, `{1..3}`, `<(…)`, `<<<`, `declare`, `[[ =~ ]]`. */
  readonly bashSyntax: boolean;
  /** `${x/a/b}`, `${x:1:2}`. */
  readonly patternReplacement: boolean;
  /** `echo` takes `-e`; dash does not and always interprets escapes. */
  readonly echoOptions: boolean;
  readonly pipefail: boolean;
  /** Builtins it has not. */
  readonly lacks: ReadonlySet<string>;
  /** Exit code when a redirection fails. */
  readonly redirectionFailure: number;
}

const bashOnly = [
  "declare",
  "typeset",
  "pushd",
  "popd",
  "dirs",
  "mapfile",
  "readarray",
  "shopt",
  "compgen",
  "complete",
  "builtin",
  "caller",
  "enable",
  "disown",
  "suspend",
  "logout",
];

export const dialects: Readonly<Record<ShellName, Dialect>> = {
  ash: {
    name: "ash",
    bashSyntax: false,
    patternReplacement: true,
    echoOptions: true,
    pipefail: true,
    lacks: new Set(bashOnly),
    redirectionFailure: 1,
  },
  dash: {
    name: "dash",
    bashSyntax: false,
    patternReplacement: false,
    echoOptions: false,
    pipefail: false,
    lacks: new Set([...bashOnly, "source", "let", "history", "help"]),
    redirectionFailure: 2,
  },
  bash: {
    name: "bash",
    bashSyntax: true,
    patternReplacement: true,
    echoOptions: true,
    pipefail: true,
    lacks: new Set(),
    redirectionFailure: 1,
  },
};

/** A mistake the shell itself reports, in terms that each shell words its own way. */
export type Complaint =
  | { readonly kind: "not-found" | "permission-denied" | "is-directory" | "no-such-file" | "no-interpreter"; readonly command: string }
  | { readonly kind: "unset"; readonly variable: string }
  | { readonly kind: "null-or-unset"; readonly variable: string }
  | { readonly kind: "readonly"; readonly variable: string }
  | { readonly kind: "create"; readonly path: string; readonly reason: string }
  | { readonly kind: "open"; readonly path: string; readonly reason: string }
  | { readonly kind: "cd"; readonly path: string; readonly reason: string }
  | { readonly kind: "bad-name"; readonly builtin: string; readonly word: string }
  | { readonly kind: "bad-substitution"; readonly text: string }
  | { readonly kind: "text"; readonly text: string };

export function wordsFor(complaint: Complaint, shell: ShellName): string {
  const bash = shell === "bash";
  switch (complaint.kind) {
    case "not-found":
      if (complaint.command === "" && !bash) return ": Permission denied";
      return bash ? `${complaint.command}: command not found` : `${complaint.command}: not found`;
    case "no-such-file":
      return bash ? `${complaint.command}: No such file or directory` : `${complaint.command}: not found`;
    case "no-interpreter":
      return bash ? `${complaint.command}: cannot execute: required file not found` : `${complaint.command}: not found`;
    case "is-directory":
      return bash ? `${complaint.command}: Is a directory` : `${complaint.command}: Permission denied`;
    case "permission-denied":
      return `${complaint.command}: Permission denied`;
    case "unset":
      return bash ? `${complaint.variable}: unbound variable` : `${complaint.variable}: parameter not set`;
    case "null-or-unset":
      return bash ? `${complaint.variable}: parameter null or not set` : `${complaint.variable}: parameter not set or null`;
    case "readonly":
      return bash ? `${complaint.variable}: readonly variable` : `${complaint.variable}: is read only`;
    case "create":
      if (bash) return `${complaint.path}: ${complaint.reason}`;
      if (complaint.reason !== "No such file or directory") {
        return shell === "dash"
          ? `cannot create ${complaint.path}: ${complaint.reason}`
          : `can't create ${complaint.path}: ${complaint.reason}`;
      }
      return shell === "dash"
        ? `cannot create ${complaint.path}: Directory nonexistent`
        : `can't create ${complaint.path}: nonexistent directory`;
    case "open": {
      if (bash) return `${complaint.path}: ${complaint.reason}`;
      const missing = complaint.reason === "No such file or directory";
      if (shell === "dash") return `cannot open ${complaint.path}: ${missing ? "No such file" : complaint.reason}`;
      return `can't open ${complaint.path}: ${missing ? "no such file" : complaint.reason}`;
    }
    case "cd":
      if (bash) return `cd: ${complaint.path}: ${complaint.reason}`;
      return shell === "dash" ? `cd: can't cd to ${complaint.path}` : `cd: line 0: can't cd to ${complaint.path}: ${complaint.reason}`;
    case "bad-name":
      if (bash) return `${complaint.builtin}: \`${complaint.word}': not a valid identifier`;
      return `${complaint.builtin}: ${shell === "ash" ? "line 0: " : ""}${nameOf(complaint.word)}: bad variable name`;
    case "bad-substitution":
      return bash ? `${complaint.text}: bad substitution` : shell === "dash" ? "Bad substitution" : "syntax error: bad substitution";
    case "text":
      return complaint.text;
  }
}

/** What a shell prints, without its own name, for a text it can't parse. bash repeats the offending line. */
export function describeSyntaxError(error: ShellSyntaxError, shell: ShellName, source: string): string[] {
  const { token, expected } = error;
  if (shell === "bash") {
    if (token !== undefined) {
      const line = source.split("\n")[error.line - 1] ?? source;
      return [`syntax error near unexpected token \`${token === "\n" ? "newline" : token}'`, `\`${line}'`];
    }
    return expected && expected.length === 1
      ? [`unexpected EOF while looking for matching \`${expected}'`]
      : ["syntax error: unexpected end of file"];
  }
  const quote = expected === '"' || expected === "'" || expected === "`";
  if (token === badLoop) return [shell === "dash" ? "Syntax error: Bad for loop variable" : "syntax error: bad for loop variable"];
  const dash = shell === "dash";
  if (quote) return [dash ? "Syntax error: Unterminated quoted string" : "syntax error: unterminated quoted string"];
  if (error.whole && dash && error.message === "bad substitution") return ["Bad substitution"];
  if (error.whole) return [dash ? `Syntax error: ${capital(error.message)}` : `syntax error: ${error.message}`];
  const what = token === undefined ? "end of file" : dashToken(token);
  const instead = expected ? ` (expecting ${expected === someWord ? "word" : `"${expected}"`})` : "";
  return [dash ? `Syntax error: ${what} unexpected${instead}` : `syntax error: unexpected ${what}${instead}`];
}

function dashToken(token: string): string {
  if (token === "\n" || token === "newline") return "newline";
  if (token === someWord) return "word";
  return token === redirection ? token : `"${token}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf(word: string): string {
  return word.split("=")[0] ?? word;
}
