/** `_subprocess`: starting other programs of the container. */
import { signalName } from "../../../kernel/signals.ts";
import type { Child } from "../../program.ts";
import { bytesToText } from "../../shell/bytes.ts";
import { bytesOf } from "../builtins/codecs.ts";
import { methods, nativeClass, nativeModule } from "../builtins/define.ts";
import type { Interpreter } from "../interpreter.ts";
import { which } from "../../packages/lab.ts";
import { PyDict } from "../runtime/dict.ts";
import { osError, PyRaise } from "../runtime/errors.ts";
import { listOf } from "../runtime/iterate.ts";
import { strOf } from "../runtime/text.ts";
import { wait } from "../runtime/thread.ts";
import { type PyModule, PyNative, type Running, type Value } from "../runtime/values.ts";
import { flushFiles } from "./files.ts";
import { listenerOf } from "./socket.ts";

interface Started {
  readonly child: Child;
  readonly output: { out: string; err: string };
  code: bigint | null;
}

const childClass = nativeClass("_subprocess", "Child", undefined);
const stateOf = (self: Value): Started => (self as PyNative<Started>).state;

function* finish(self: Value): Running {
  const state = stateOf(self);
  if (state.code !== null) return state.code;
  const status = yield* wait(() => state.child.wait());
  state.code = status.signal ? BigInt(128 - status.code) : BigInt(status.code);
  return state.code;
}

methods(childClass, {
  wait: finish,
  poll(self) {
    const { child, code } = stateOf(self);
    return code ?? (child.task.status ? BigInt(child.task.status.code) : null);
  },
  output: (self) => stateOf(self).output.out,
  errors: (self) => stateOf(self).output.err,
  pid: (self) => BigInt(stateOf(self).child.pid),
  kill(self, args) {
    stateOf(self).child.kill(signalName(Number(args.integer(0, "signal"))) ?? "TERM");
    return null;
  },
});

export function subprocessModule(interpreter: Interpreter): PyModule {
  const { process } = interpreter;
  return nativeModule("_subprocess", {
    /** `fork_module(name, argv, socket)`: a child that runs a module, with a listening socket of its parent's. */
    *fork_module(args) {
      const name = args.text(0, "name");
      const words = (yield* listOf(args.get(1, "argv"))).map(String);
      const listener = listenerOf(args.get(2, "socket"));
      interpreter.stdout.flush();
      const child = process.fork((forked) => {
        forked.task.open(listener);
        return interpreter.runChild(forked, name, words, listener);
      });
      return new PyNative<Started>(childClass, { child, output: { out: "", err: "" }, code: null });
    },
    /** `start(argv, input, catch_output, catch_errors, cwd, env)` */
    *start(args) {
      const words: string[] = [];
      for (const word of yield* listOf(args.get(0, "argv"))) words.push(yield* strOf(word));
      const [program = ""] = words;
      if (which(process, program) === undefined) throw new PyRaise(osError("ENOENT", "No such file or directory", program));
      interpreter.stdout.flush();
      flushFiles(interpreter);
      const output = { out: "", err: "" };
      const input = args.get(1, "input");
      const folder = args.get(4, "cwd");
      const env = args.get(5, "env");
      const how = (mode: Value, write: (text: string) => void) => (mode === "inherit" ? undefined : mode === "drop" ? () => {} : write);
      const out = how(args.get(2, "out"), (text) => {
        output.out += text;
      });
      const toOut = args.get(3, "err") === "stdout";
      const err = toOut
        ? (out ?? ((text: string) => process.stdout(text)))
        : how(args.get(3, "err"), (text) => {
            output.err += text;
          });
      const child = process.start(words, {
        ...(input === null ? {} : { stdin: typeof input === "string" ? input : bytesToText(bytesOf(input)) }),
        ...(out ? { stdout: out } : {}),
        ...(err ? { stderr: err } : {}),
        ...(folder === null ? {} : { cwd: interpreter.resolve(yield* strOf(folder)) }),
        ...(env instanceof PyDict
          ? { env: new Map([...env.table.entries()].map(({ key, value }) => [String(key), String(value)])) }
          : { env: interpreter.environment() }),
      });
      return new PyNative<Started>(childClass, { child, output, code: null });
    },
  });
}
