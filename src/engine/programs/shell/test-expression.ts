/** `test` and `[`, as a builtin and as a program. */
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import { deviceOf } from "../../kernel/devices.ts";
import { ProcessTree } from "../../kernel/process-tree.ts";

export class TestError extends Error {}

/** Who asks: enough of a process to look at files. */
export interface Tester {
  readonly fs: WorkingTree;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  /** Is this descriptor a terminal? */
  isTerminal?(descriptor: number): boolean;
}

export type TestWords = "bash" | "dash" | "busybox" | "gnu";

const unaryOperators = new Set("bcdefghknoprstuvwxzGLNOS".split("").map((letter) => `-${letter}`));
const binaryOperators = new Set(["=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"]);

/** Evaluates the words between `[` and `]`. Throws `TestError` with the words the named tool has. */
export function testWords(words: readonly string[], tester: Tester, style: TestWords): boolean {
  let at = 0;
  const result = words.length > 0 && either();
  if (at < words.length) throw new TestError(extra(words, at, style));
  return result;

  function either(): boolean {
    let value = both();
    while (words[at] === "-o") {
      at++;
      value = both() || value;
    }
    return value;
  }
  function both(): boolean {
    let value = negation();
    while (words[at] === "-a") {
      at++;
      value = negation() && value;
    }
    return value;
  }
  function negation(): boolean {
    if (words[at] === "!" && at + 1 < words.length && !isBinary(at + 1)) {
      at++;
      return !negation();
    }
    return primary();
  }
  function isBinary(index: number): boolean {
    return binaryOperators.has(words[index] ?? "") && index + 1 < words.length && at === index - 1 && words.length - at === 3;
  }
  function primary(): boolean {
    const word = words[at] as string | undefined;
    if (word === undefined) throw new TestError(style === "bash" ? "argument expected" : "argument expected");
    const operator = words[at + 1];
    if (operator !== undefined && binaryOperators.has(operator) && words[at + 2] !== undefined) {
      if (operator === "==" && style === "dash") throw new TestError(`${word}: unexpected operator`);
      const right = words[at + 2] as string;
      at += 3;
      return binaryTest(operator, word, right, tester, style);
    }
    if (word === "(" && words.length - at > 1) {
      at++;
      const value = either();
      if (words[at] !== ")") throw new TestError(style === "bash" ? "`)' expected" : "closing paren expected");
      at++;
      return value;
    }
    if (unaryOperators.has(word) && operator !== undefined && !(words.length - at > 2 && ["-a", "-o"].includes(operator))) {
      at += 2;
      return unaryTest(word, operator, tester);
    }
    at++;
    return word !== "";
  }
}

function extra(words: readonly string[], at: number, style: TestWords): string {
  if (style === "dash") return `${words[Math.max(0, at - 1)]}: unexpected operator`;
  if (style === "busybox") return `${words[at]}: unknown operand`;
  if (style === "gnu") return words.length === 2 ? `‘${words[0]}’: unary operator expected` : `extra argument ‘${words[at]}’`;
  if (words.length === 2) return `${words[0]}: unary operator expected`;
  return words.length === 3 ? `${words[1]}: binary operator expected` : "too many arguments";
}

function integer(text: string, style: TestWords): bigint {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return BigInt(trimmed.replace(/^\+/, ""));
  if (style === "dash") throw new TestError(`Illegal number: ${text}`);
  if (style === "busybox") throw new TestError(`${text}: bad number`);
  throw new TestError(style === "gnu" ? `invalid integer ‘${text}’` : `${text}: integer expression expected`);
}

function binaryTest(operator: string, left: string, right: string, tester: Tester, style: TestWords): boolean {
  switch (operator) {
    case "=":
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "-nt":
    case "-ot":
    case "-ef":
      return compareFiles(tester.fs, operator, absolute(tester, left), absolute(tester, right));
    default:
      return compareNumbers(operator, integer(left, style), integer(right, style));
  }
}

function unaryTest(operator: string, operand: string, tester: Tester): boolean {
  if (operator === "-z") return operand === "";
  if (operator === "-n") return operand !== "";
  if (operator === "-t") return tester.isTerminal?.(Number(operand)) ?? false;
  if (operator === "-o" || operator === "-v") return false;
  return testFile(tester, operator, absolute(tester, operand), operand);
}

function absolute(tester: Tester, path: string): string {
  return path.startsWith("/") ? path : `${tester.cwd}/${path}`;
}

/** `-f`, `-d`, `-x` and the other questions about one file. */
export function testFile(tester: Pick<Tester, "fs" | "uid" | "gid">, operator: string, path: string, written: string): boolean {
  if (written === "") return false;
  const { fs } = tester;
  if (operator === "-L" || operator === "-h") return fs.lookup(path, { follow: false })?.kind === "symlink";
  const device = deviceOf(fs, path) !== undefined;
  const node = fs.lookup(path);
  if (!node) return device && "-a-e-c-r-w".includes(operator);
  const special = node.kind === "file" ? node.device?.type : undefined;
  const isBlock = special === "block";
  switch (operator) {
    case "-e":
    case "-a":
      return true;
    case "-f":
      return node.kind === "file" && !device;
    case "-d":
      return node.kind === "directory";
    case "-s":
      return node.kind !== "file" || node.content.size > 0;
    case "-c":
      return device && !isBlock && special !== "fifo";
    case "-p":
      return special === "fifo";
    case "-b":
      return isBlock;
    case "-r":
      return device || may(4);
    case "-w":
      return device || may(2);
    case "-x":
      return !device && may(1);
    case "-u":
      return (node.mode & 0o4000) !== 0;
    case "-g":
      return (node.mode & 0o2000) !== 0;
    case "-k":
      return (node.mode & 0o1000) !== 0;
    case "-O":
      return node.uid === tester.uid;
    case "-G":
      return node.gid === tester.gid;
    default:
      return false;
  }
  function may(access: 4 | 2 | 1): boolean {
    return fs instanceof ProcessTree ? fs.may(path, access) : true;
  }
}

export function compareFiles(fs: WorkingTree, operator: string, left: string, right: string): boolean {
  const a = fs.lookup(left);
  const b = fs.lookup(right);
  if (operator === "-ef")
    return a !== undefined && b !== undefined && (fs.realpath(left) === fs.realpath(right) || areLinked(fs, left, right));
  if (operator === "-nt") return a !== undefined && (b === undefined || a.mtime > b.mtime);
  return b !== undefined && (a === undefined || a.mtime < b.mtime);
}

function areLinked(fs: WorkingTree, left: string, right: string): boolean {
  const names = fs.hardLinks(left);
  // Names are told by each file system from its own top: of two that are mounted, the node says whether it is one file.
  return names.length > 1 && names.join("\0") === fs.hardLinks(right).join("\0") && fs.lookup(left) === fs.lookup(right);
}

export function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case "-eq":
      return left === right;
    case "-ne":
      return left !== right;
    case "-lt":
      return left < right;
    case "-le":
      return left <= right;
    case "-gt":
      return left > right;
    default:
      return left >= right;
  }
}
