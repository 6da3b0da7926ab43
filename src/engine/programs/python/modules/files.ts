/** `open` and what it gives: text and binary files on the process's own mounts. */
import { FsError } from "../../../filesystem/errors.ts";
import { bytesToText, textToBytes } from "../../shell/bytes.ts";
import type { Interpreter } from "../interpreter.ts";
import { type Arguments, method, methods, nativeClass } from "../builtins/define.ts";
import { bytesOf, decode, encode } from "../builtins/codecs.ts";
import { strOf } from "../runtime/text.ts";
import { osError, PyRaise, raise } from "../runtime/errors.ts";
import { listOf } from "../runtime/iterate.ts";
import { callSpecial } from "../runtime/call.ts";
import { classOf, plain, PyBytes, PyIterator, PyList, PyNative, type Running, type Value } from "../runtime/values.ts";
import { PyProperty } from "../runtime/callables.ts";

/** A file, all of it in memory between opening and closing. */
interface FileState {
  readonly interpreter: Interpreter | undefined;
  /** Absolute; `undefined` for what is only in memory. */
  readonly path: string | undefined;
  readonly binary: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly append: boolean;
  readonly encoding: string;
  bytes: Uint8Array;
  /** In bytes. */
  at: number;
  changed: boolean;
  closed: boolean;
}

const textFile = nativeClass("_io", "TextIOWrapper", undefined);
const binaryFile = nativeClass("_io", "BufferedReader", undefined);
const memoryText = nativeClass("_io", "StringIO", (_, args) => memory(memoryText, textToBytes(args.text(0, "initial_value", "")), false));
const memoryBytes = nativeClass("_io", "BytesIO", (_, args) =>
  memory(memoryBytes, bytesOf(args.get(0, "initial_bytes", "")).slice(), true),
);
/** `io.StringIO` and `io.BytesIO` */
export const memoryFiles = { StringIO: memoryText, BytesIO: memoryBytes, TextIOWrapper: textFile };

function memory(cls: typeof memoryText, bytes: Uint8Array, binary: boolean): PyNative<FileState> {
  return new PyNative(cls, {
    interpreter: undefined,
    path: undefined,
    binary,
    readable: true,
    writable: true,
    append: false,
    encoding: "utf-8",
    bytes,
    at: 0,
    changed: false,
    closed: false,
  });
}

/** `open(file, mode, …)` */
export function* openFile(interpreter: Interpreter, args: Arguments): Running {
  const given = args.get(0, "file");
  const fspath = yield* callSpecial(given, "__fspath__");
  const name = yield* strOf(fspath ?? given);
  const mode = args.text(1, "mode", "r");
  if (!/^[rwax]?[bt]?\+?[bt]?$/.test(mode) || !/[rwax]/.test(mode)) raise("ValueError", `invalid mode: '${mode}'`);
  const path = interpreter.resolve(name);
  const { fs } = interpreter.process;
  const node = fs.lookup(path);
  const fail = (code: string, words: string): never => {
    throw new PyRaise(osError(code, words, name));
  };
  if (node?.kind === "directory") fail("EISDIR", "Is a directory");
  if (mode.includes("x") && node) fail("EEXIST", "File exists");
  let bytes: Uint8Array = new Uint8Array();
  try {
    if (mode.includes("r")) bytes = fs.readFile(path).slice();
    else if (mode.includes("a") && node) bytes = fs.readFile(path).slice();
    else fs.writeFile(path, new Uint8Array());
    if (mode.includes("+") && mode.includes("r")) fs.writeFile(path, bytes);
  } catch (error) {
    if (error instanceof FsError) fail(error.code, error.reason);
    throw error;
  }
  const binary = mode.includes("b");
  const file = new PyNative<FileState>(binary ? binaryFile : textFile, {
    interpreter,
    path,
    binary,
    readable: mode.includes("r") || mode.includes("+"),
    writable: !mode.includes("r") || mode.includes("+"),
    append: mode.includes("a"),
    encoding: String(args.find(3, "encoding") ?? "utf-8"),
    bytes,
    at: mode.includes("a") ? bytes.length : 0,
    changed: false,
    closed: false,
  });
  file.attributes.set("name", given);
  file.attributes.set("mode", mode);
  open.get(interpreter)?.add(file) ?? open.set(interpreter, new Set([file]));
  return file;
}

/** Files not yet closed, so that what was written to them is not lost at the end. */
const open = new WeakMap<Interpreter, Set<PyNative<FileState>>>();
/** Writes out what the program has left open. */
export function flushFiles(interpreter: Interpreter): void {
  for (const file of open.get(interpreter) ?? []) flush(file.state);
}

function flush(state: FileState): void {
  if (!state.changed || state.path === undefined) return;
  state.changed = false;
  state.interpreter?.process.fs.writeFile(state.path, state.bytes);
}

const stateOf = (self: Value): FileState => {
  const { state } = self as PyNative<FileState>;
  if (state.closed) raise("ValueError", "I/O operation on closed file.");
  return state;
};

function give(state: FileState, bytes: Uint8Array): Value {
  return state.binary ? new PyBytes(bytes) : decode(bytes, state.encoding).replace(/\r\n/g, "\n");
}

function read(state: FileState, size: number): Value {
  if (!state.readable) raise("ValueError", "not readable");
  if (size < 0 || state.binary) {
    const end = size < 0 ? state.bytes.length : Math.min(state.bytes.length, state.at + size);
    const part = state.bytes.slice(state.at, end);
    state.at = end;
    return give(state, part);
  }
  const text = bytesToText(state.bytes.slice(state.at));
  const part = [...text].slice(0, size).join("");
  state.at += textToBytes(part).length;
  return part;
}

function readLine(state: FileState): Value | undefined {
  if (!state.readable) raise("ValueError", "not readable");
  if (state.at >= state.bytes.length) return undefined;
  const end = state.bytes.indexOf(10, state.at);
  const stop = end < 0 ? state.bytes.length : end + 1;
  const line = state.bytes.slice(state.at, stop);
  state.at = stop;
  return give(state, line);
}

function write(state: FileState, value: Value): bigint {
  if (!state.writable) raise("ValueError", "not writable");
  const given = plain(value);
  if (state.binary ? !(given instanceof PyBytes) : typeof given !== "string")
    raise(
      "TypeError",
      state.binary
        ? `a bytes-like object is required, not '${classOf(value).name}'`
        : `write() argument must be str, not ${classOf(value).name}`,
    );
  const bytes = given instanceof PyBytes ? given.bytes : encode(given as string, state.encoding);
  if (state.append) state.at = state.bytes.length;
  const made = new Uint8Array(Math.max(state.bytes.length, state.at + bytes.length));
  made.set(state.bytes);
  made.set(bytes, state.at);
  state.bytes = made;
  state.at += bytes.length;
  state.changed = true;
  return BigInt(given instanceof PyBytes ? bytes.length : (given as string).length);
}

function close(self: Value): void {
  const { state } = self as PyNative<FileState>;
  if (state.closed) return;
  flush(state);
  state.closed = true;
  if (state.interpreter) open.get(state.interpreter)?.delete(self as PyNative<FileState>);
}

for (const cls of [textFile, binaryFile, memoryText, memoryBytes]) {
  methods(cls, {
    read: (self, args) => read(stateOf(self), Number(args.get(0, "size", -1n) ?? -1n)),
    readline: (self) => readLine(stateOf(self)) ?? give(stateOf(self), new Uint8Array()),
    readlines(self) {
      const lines: Value[] = [];
      for (let line = readLine(stateOf(self)); line !== undefined; line = readLine(stateOf(self))) lines.push(line);
      return new PyList(lines);
    },
    write: (self, args) => write(stateOf(self), args.get(0, "text")),
    *writelines(self, args) {
      for (const line of yield* listOf(args.get(0, "lines"))) write(stateOf(self), line);
      return null;
    },
    flush(self) {
      flush(stateOf(self));
      return null;
    },
    close(self) {
      close(self);
      return null;
    },
    seek(self, args) {
      const state = stateOf(self);
      const whence = Number(args.integer(1, "whence", 0n));
      state.at = Number(args.integer(0, "offset")) + (whence === 2 ? state.bytes.length : whence === 1 ? state.at : 0);
      return BigInt(state.at);
    },
    tell: (self) => BigInt(stateOf(self).at),
    truncate(self) {
      const state = stateOf(self);
      state.bytes = state.bytes.slice(0, state.at);
      state.changed = true;
      return BigInt(state.at);
    },
    getvalue: (self) => give(stateOf(self), stateOf(self).bytes),
    readable: (self) => stateOf(self).readable,
    writable: (self) => stateOf(self).writable,
    seekable: () => true,
    isatty: () => false,
    fileno: () => 3n,
    __enter__: (self) => self,
    __exit__(self) {
      close(self);
      return null;
    },
    __iter__: (self) => new PyIterator(() => readLine(stateOf(self))),
    __next__(self) {
      const line = readLine(stateOf(self));
      if (line === undefined) raise("StopIteration");
      return line;
    },
    __repr__(self) {
      const file = self as PyNative<FileState>;
      return `<_io.TextIOWrapper name='${String(file.attributes.get("name"))}' mode='${String(file.attributes.get("mode"))}' encoding='UTF-8'>`;
    },
  });
  cls.attributes.set("closed", new PyProperty(method("closed", (self) => (self as PyNative<FileState>).state.closed)));
}
