/** `os` and `os.path` */
import { FsError } from "../../../filesystem/errors.ts";
import type { Interpreter } from "../interpreter.ts";
import { type Arguments, type Definition, fn, nativeClass, nativeModule } from "../builtins/define.ts";
import { callSpecial } from "../runtime/call.ts";
import { exceptionClass, osError, PyExit, PyRaise, raise } from "../runtime/errors.ts";
import { strOf } from "../runtime/text.ts";
import { wait } from "../runtime/thread.ts";
import { builtin, PyInstance, PyIterator, PyList, type PyModule, PyTuple, type Running, type Value } from "../runtime/values.ts";
import { signalName } from "../../../kernel/signals.ts";
import { environ } from "./environ.ts";
import { flushFiles } from "./files.ts";

/** A path given as text or as something that stands for one. */
function* pathText(value: Value): Running<string> {
  const path = yield* callSpecial(value, "__fspath__");
  return yield* strOf(path ?? value);
}

const statClass = nativeClass("os", "stat_result", undefined, builtin.tuple);
const entryClass = nativeClass("posix", "DirEntry", undefined);

export function osModule(interpreter: Interpreter): PyModule {
  const { process } = interpreter;
  const { fs } = process;
  /** Runs `body` on a path; its failures name the path as it was given. */
  const onPath =
    (body: (path: string, args: Arguments, given: string) => Value): Definition =>
    (args) =>
      (function* (): Running {
        const given = yield* pathText(args.get(0, "path", "."));
        try {
          return body(interpreter.resolve(given), args, given);
        } catch (error) {
          if (error instanceof FsError) throw new PyRaise(osError(error.code, error.reason, given));
          throw error;
        }
      })();
  const variables = environ(interpreter);
  const uname = (): Value[] => ["Linux", process.hostname, "6.12.0", "#1 SMP", "x86_64"];
  const module = nativeModule("os", {
    name: "posix",
    sep: "/",
    linesep: "\n",
    pathsep: ":",
    curdir: ".",
    devnull: "/dev/null",
    environ: variables,
    error: exceptionClass("OSError"),
    F_OK: 0n,
    R_OK: 4n,
    W_OK: 2n,
    X_OK: 1n,
    getenv(args) {
      return variables.get(args.text(0, "key")) ?? args.get(1, "default", null);
    },
    putenv(args) {
      variables.set(args.text(0, "key"), args.text(1, "value"));
      return null;
    },
    getpid: () => BigInt(process.pid),
    getppid: () => BigInt(process.ppid),
    getuid: () => BigInt(process.uid),
    geteuid: () => BigInt(process.uid),
    getgid: () => BigInt(process.gid),
    getegid: () => BigInt(process.gid),
    getgroups: () => new PyList([BigInt(process.gid)]),
    getlogin: () => (process.uid === 0 ? "root" : String(process.uid)),
    getcwd: () => process.task.cwd,
    cpu_count: () => BigInt(process.machine.cpus),
    sched_getaffinity: () => new PyList(Array.from({ length: process.machine.cpus }, (_, index) => BigInt(index))),
    getloadavg: () => new PyTuple([0.0, 0.0, 0.0]),
    umask: () => 0o022n,
    uname() {
      const names = ["sysname", "nodename", "release", "version", "machine"];
      const made = new PyTuple(uname(), unameClass);
      made.attributes = new Map(names.map((name, index) => [name, uname()[index] as Value]));
      return made;
    },
    urandom: (args) => interpreter.random.bytes(Number(args.integer(0, "size"))),
    kill(args) {
      const failure = process.kill(Number(args.integer(0, "pid")), signalName(Number(args.integer(1, "signal"))));
      if (failure)
        throw new PyRaise(failure === "ESRCH" ? osError("ESRCH", "No such process") : osError("EPERM", "Operation not permitted"));
      return null;
    },
    _exit(args) {
      throw new PyExit(Number(args.integer(0, "status")));
    },
    abort() {
      process.kill(process.pid, "ABRT");
      throw new PyExit(134);
    },
    *system(args) {
      interpreter.stdout.flush();
      flushFiles(interpreter);
      const code = yield* wait(() => process.spawn(["/bin/sh", "-c", args.text(0, "command")]));
      return BigInt(code) << 8n;
    },
    WEXITSTATUS: (args) => args.integer(0, "status") >> 8n,
    waitstatus_to_exitcode: (args) => args.integer(0, "status") >> 8n,
    fork() {
      raise("OSError", "drydock: fork is not part of the lab's Python; subprocess and threading are");
    },
    fspath: (args) => pathText(args.get(0, "path")),
    fsencode: (args) => args.get(0, "path"),
    fsdecode: (args) => args.get(0, "path"),
    listdir: onPath((path) => new PyList(fs.readdir(path))),
    scandir: onPath((path, _, given) => {
      const entries = fs.readdir(path).map((name) => {
        const entry = new PyInstance(entryClass);
        const node = fs.lookup(`${path}/${name}`, { follow: false });
        entry.attributes.set("name", name);
        entry.attributes.set("path", given === "." ? name : `${given}/${name}`);
        entry.attributes.set("is_dir", fixed(fs.lookup(`${path}/${name}`)?.kind === "directory"));
        entry.attributes.set("is_file", fixed(fs.lookup(`${path}/${name}`)?.kind === "file"));
        entry.attributes.set("is_symlink", fixed(node?.kind === "symlink"));
        return entry;
      });
      const made = new PyList(entries);
      return made;
    }),
    mkdir: onPath((path, args) => {
      fs.mkdir(path, { mode: Number(args.integer(1, "mode", 0o777n)) & 0o755 });
      return null;
    }),
    makedirs: onPath((path, args, given) => {
      if (fs.exists(path)) {
        if (args.flag(2, "exist_ok") && fs.lookup(path)?.kind === "directory") return null;
        throw new PyRaise(osError("EEXIST", "File exists", given));
      }
      fs.mkdir(path, { recursive: true });
      return null;
    }),
    remove: onPath((path) => removeFile(fs, path)),
    unlink: onPath((path) => removeFile(fs, path)),
    rmdir: onPath((path) => {
      if (fs.lookup(path)?.kind === "directory" && fs.readdir(path).length > 0) throw new FsError("ENOTEMPTY", path);
      fs.remove(path, { recursive: true });
      return null;
    }),
    rename: onPath((path, args) => {
      fs.rename(path, interpreter.resolve(args.text(1, "dst")));
      return null;
    }),
    replace: onPath((path, args) => {
      fs.rename(path, interpreter.resolve(args.text(1, "dst")));
      return null;
    }),
    symlink(args) {
      fs.symlink(args.text(0, "src"), interpreter.resolve(args.text(1, "dst")));
      return null;
    },
    readlink: onPath((path) => fs.readlink(path)),
    chmod: onPath((path, args) => {
      fs.chmod(path, Number(args.integer(1, "mode")));
      return null;
    }),
    chown: onPath((path, args) => {
      fs.chown(path, Number(args.integer(1, "uid")), Number(args.integer(2, "gid")));
      return null;
    }),
    chdir: onPath((path) => {
      if (fs.stat(path).kind !== "directory") throw new FsError("ENOTDIR", path);
      process.task.cwd = path;
      return null;
    }),
    access: onPath((path, args) => {
      try {
        const node = fs.stat(path);
        const mode = Number(args.integer(1, "mode"));
        if (process.uid === 0) return true;
        const shift = node.uid === process.uid ? 6 : node.gid === process.gid ? 3 : 0;
        return (mode & ~((node.mode >> shift) & 7)) === 0;
      } catch {
        return false;
      }
    }),
    stat: onPath((path) => statOf(fs, path)),
    lstat: onPath((path) => statOf(fs, path)),
    walk(args) {
      const pending: string[] = [];
      let started = false;
      return new PyIterator(function* () {
        if (!started) pending.push(yield* pathText(args.get(0, "top")));
        started = true;
        const folder = pending.shift();
        if (folder === undefined) return undefined;
        const path = interpreter.resolve(folder);
        const names = fs.lookup(path)?.kind === "directory" ? fs.readdir(path) : [];
        const folders = names.filter((name) => fs.lookup(`${path}/${name}`)?.kind === "directory");
        pending.unshift(...folders.map((name) => `${folder}/${name}`));
        return new PyTuple([folder, new PyList(folders), new PyList(names.filter((name) => !folders.includes(name)))]);
      });
    },
  });
  module.attributes.set("path", pathModule(interpreter));
  return module;
}

const unameClass = nativeClass("posix", "uname_result", undefined, builtin.tuple);

/** A method without arguments that always gives the same. */
function fixed(value: boolean): Value {
  return fn("method", () => value);
}

function removeFile(fs: Interpreter["process"]["fs"], path: string): null {
  if (fs.lookup(path, { follow: false })?.kind === "directory") throw new FsError("EISDIR", path);
  fs.remove(path);
  return null;
}

function statOf(fs: Interpreter["process"]["fs"], path: string): Value {
  const node = fs.stat(path);
  const type = { file: 0o100000, directory: 0o040000, symlink: 0o120000 }[node.kind];
  const size = node.kind === "file" ? node.content.size : 4096;
  const values: Readonly<Record<string, Value>> = {
    st_mode: BigInt(type | node.mode),
    st_ino: 1n,
    st_dev: 1n,
    st_nlink: 1n,
    st_uid: BigInt(node.uid),
    st_gid: BigInt(node.gid),
    st_size: BigInt(size),
    st_atime: node.mtime / 1000,
    st_mtime: node.mtime / 1000,
    st_ctime: node.mtime / 1000,
  };
  const made = new PyTuple(Object.values(values), statClass);
  made.attributes = new Map(Object.entries(values));
  return made;
}

export function pathModule(interpreter: Interpreter): PyModule {
  const { fs } = interpreter.process;
  const on =
    (body: (path: string, given: string, args: Arguments) => Value): Definition =>
    (args) =>
      (function* (): Running {
        const given = yield* pathText(args.get(0, "path"));
        return body(interpreter.resolve(given), given, args);
      })();
  const base = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  const folder = (path: string): string => {
    const slash = path.lastIndexOf("/");
    return slash < 0 ? "" : slash === 0 ? "/" : path.slice(0, slash);
  };
  const extension = (path: string): [string, string] => {
    const dot = path.lastIndexOf(".");
    return dot > path.lastIndexOf("/") + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, ""];
  };
  return nativeModule("posixpath", {
    sep: "/",
    pardir: "..",
    *join(args) {
      let path = "";
      for (const part of args.positional) {
        const text = yield* pathText(part);
        path = text.startsWith("/") || path === "" ? text : path.endsWith("/") ? path + text : `${path}/${text}`;
      }
      return path;
    },
    exists: on((path) => fs.exists(path)),
    lexists: on((path) => fs.lookup(path, { follow: false }) !== undefined),
    isfile: on((path) => fs.lookup(path)?.kind === "file"),
    isdir: on((path) => fs.lookup(path)?.kind === "directory"),
    islink: on((path) => fs.lookup(path, { follow: false })?.kind === "symlink"),
    ismount: on((path) => path === "/"),
    isabs: on((_, given) => given.startsWith("/")),
    abspath: on((path) => path),
    realpath: on((path) => (fs.exists(path) ? fs.realpath(path) : path)),
    normpath: on((path, given) => (given.startsWith("/") ? path : interpreter.resolve(`/${given}`).slice(1) || ".")),
    basename: on((_, given) => base(given)),
    dirname: on((_, given) => folder(given)),
    split: on((_, given) => new PyTuple([folder(given), base(given)])),
    splitext: on((_, given) => new PyTuple(extension(given))),
    getsize: on((path) => (statOf(fs, path) as PyTuple).attributes?.get("st_size") ?? 0n),
    getmtime: on((path) => fs.stat(path).mtime / 1000),
    expanduser: on((_, given) => given.replace(/^~(?=\/|$)/, interpreter.process.env.get("HOME") ?? "/root")),
    expandvars: on((_, given) => given.replace(/\$\{?(\w+)\}?/g, (all, name: string) => interpreter.process.env.get(name) ?? all)),
    relpath: on((path, _, args) => {
      const start = interpreter.resolve(args.find(1) === undefined ? "." : String(args.find(1)));
      const [from, to] = [start.split("/").filter(Boolean), path.split("/").filter(Boolean)];
      let shared = 0;
      while (shared < from.length && from[shared] === to[shared]) shared++;
      return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/") || ".";
    }),
    commonpath: (args) => args.get(0, "paths"),
  });
}
