/** `sys` */
import type { Interpreter } from "../interpreter.ts";
import { nativeClass, nativeModule } from "../builtins/define.ts";
import { exception, PyRaise } from "../runtime/errors.ts";
import { builtin, type PyClass, PyInstance, PyList, type PyModule, PyTuple, type Value } from "../runtime/values.ts";
import { inputStream } from "./input.ts";

/** A tuple whose items have names, as `sys.version_info` is. */
function named(cls: PyClass, entries: Readonly<Record<string, Value>>): PyTuple {
  const made = new PyTuple(Object.values(entries), cls);
  made.attributes = new Map(Object.entries(entries));
  return made;
}

export function sysModule(interpreter: Interpreter): PyModule {
  const { options } = interpreter;
  const [major = "3", minor = "12", micro = "0"] = options.version.split(".");
  const versionClass = nativeClass("sys", "version_info", undefined, builtin.tuple);
  const implementation = new PyInstance(nativeClass("types", "SimpleNamespace", undefined));
  implementation.attributes.set("name", "cpython");
  return nativeModule("sys", {
    argv: new PyList([...options.argv]),
    path: interpreter.path,
    modules: interpreter.modules,
    version: `${options.version} (main, Jun  4 2025, 17:37:06) [GCC 12.2.0]`,
    version_info: named(versionClass, {
      major: BigInt(major),
      minor: BigInt(minor),
      micro: BigInt(micro),
      releaselevel: "final",
      serial: 0n,
    }),
    hexversion: (BigInt(major) << 24n) | (BigInt(minor) << 16n) | (BigInt(micro) << 8n) | 0xf0n,
    implementation,
    platform: "linux",
    byteorder: "little",
    maxsize: 9223372036854775807n,
    executable: options.executable,
    prefix: options.prefix,
    base_prefix: options.prefix,
    exec_prefix: options.prefix,
    stdout: interpreter.stdout.value,
    stderr: interpreter.stderr.value,
    __stdout__: interpreter.stdout.value,
    __stderr__: interpreter.stderr.value,
    stdin: inputStream(interpreter),
    dont_write_bytecode: !options.writesCache,
    flags: new PyInstance(nativeClass("sys", "flags", undefined)),
    warnoptions: new PyList([]),
    builtin_module_names: new PyTuple(["sys", "builtins", "time"]),
    exit(args) {
      throw new PyRaise(exception("SystemExit", ...args.positional));
    },
    getrecursionlimit: () => BigInt(interpreter.recursionLimit),
    setrecursionlimit(args) {
      interpreter.recursionLimit = Number(args.integer(0, "limit"));
      return null;
    },
    exc_info() {
      for (let frame = interpreter.current?.frame; frame; frame = frame.back) {
        const handled = frame.handling.at(-1);
        if (handled) return new PyTuple([handled.cls, handled, null]);
      }
      return new PyTuple([null, null, null]);
    },
    getsizeof: () => 64n,
    getrefcount: () => 2n,
    getdefaultencoding: () => "utf-8",
    getfilesystemencoding: () => "utf-8",
    intern: (args) => args.get(0, "string"),
    getswitchinterval: () => 0.005,
    _getframe: () => null,
  });
}
