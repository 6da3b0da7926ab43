/** Built-in functions that are about the process: output, input, files, code. */
import type { Interpreter } from "../interpreter.ts";
import { parse, sourceFile, syntaxError } from "../imports.ts";
import { openFile } from "../modules/files.ts";
import { attributeDict } from "../runtime/own-attributes.ts";
import { callSpecial } from "../runtime/call.ts";
import { PyDict } from "../runtime/dict.ts";
import { Environment } from "../runtime/environment.ts";
import { exception, PyRaise, raise } from "../runtime/errors.ts";
import { evaluate } from "../runtime/evaluate.ts";
import { strOf } from "../runtime/text.ts";
import { Enter, type Frame, wait } from "../runtime/thread.ts";
import { PyModule, type Running, type Value } from "../runtime/values.ts";
import { parseExpression } from "../syntax/statements.ts";
import { PythonSyntaxError } from "../syntax/syntax-error.ts";
import { type Arguments, type Definition, fn } from "./define.ts";
import { sharedBuiltins } from "./functions.ts";
import { makeSuper } from "./object.ts";

/** All built-ins of one process. */
export function processBuiltins(interpreter: Interpreter): Map<string, Value> {
  const names = sharedBuiltins();
  names.set(
    "super",
    makeSuper(() => interpreter.current),
  );
  for (const [name, body] of Object.entries(definitions(interpreter))) names.set(name, fn(name, body));
  return names;
}

function definitions(interpreter: Interpreter): Readonly<Record<string, Definition>> {
  const exit: Definition = (args) => {
    throw new PyRaise(exception("SystemExit", ...args.positional));
  };
  return {
    *print(args) {
      const parts: string[] = [];
      for (const value of args.positional) parts.push(yield* strOf(value));
      const separator = args.keywords.get("sep") ?? " ";
      const end = args.keywords.get("end") ?? "\n";
      const text = parts.join(separator === null ? " " : String(separator)) + (end === null ? "\n" : String(end));
      const file = args.keywords.get("file");
      const target = file === undefined || file === null ? interpreter.standardOutput() : file;
      if (target === interpreter.stdout.value) {
        interpreter.stdout.write(text);
        if (args.flag(9, "flush")) interpreter.stdout.flush();
        if (interpreter.stdout.waiting) yield* settle(interpreter);
        return null;
      }
      yield* callSpecial(target, "write", text);
      if (args.flag(9, "flush")) yield* callSpecial(target, "flush");
      return null;
    },
    *input(args) {
      const prompt = args.find(0);
      if (prompt !== undefined) interpreter.stdout.write(yield* strOf(prompt));
      interpreter.stdout.flush();
      const line = yield* wait(() => interpreter.process.input.readLine());
      if (line === undefined) raise("EOFError", "EOF when reading a line");
      return line;
    },
    open: (args) => openFile(interpreter, args),
    exit,
    quit: exit,
    globals: () => attributeDict(currentFrame(interpreter).environment.globals),
    locals: () => attributeDict(currentFrame(interpreter).environment.variables),
    *eval(args) {
      return yield* evaluateText(interpreter, args);
    },
    *exec(args) {
      const text = args.text(0, "source");
      const frame = currentFrame(interpreter);
      const given = args.find(1);
      const variables = given instanceof PyDict ? variablesOf(given) : frame.environment.globals;
      if (!variables.has("__name__")) variables.set("__name__", "__main__");
      const file = { name: "<string>", lines: undefined };
      yield* interpreter.imports.execute(new PyModule(String(variables.get("__name__")), variables), parse(text, file), file);
      if (given instanceof PyDict) for (const [key, value] of variables) given.set(key, value);
      return null;
    },
    compile(args) {
      parse(args.text(0, "source"), sourceFile(args.text(1, "filename"), args.text(0, "source")));
      return args.get(0, "source");
    },
    *__import__(args) {
      const name = args.text(0, "name");
      const module = yield* interpreter.imports.load(name);
      return args.find(3) === undefined ? yield* interpreter.imports.load(name.split(".")[0] as string) : module;
    },
  };
}

/** Lets what was written out be read, where a reader is slow. */
function* settle(interpreter: Interpreter): Running<void> {
  interpreter.stdout.waiting = false;
  const full = [1, 2].some((fd) => interpreter.process.task.descriptors.get(fd)?.full);
  if (full) yield* wait(() => interpreter.process.drained());
}

function currentFrame(interpreter: Interpreter): Frame {
  const frame = interpreter.current?.frame;
  if (!frame) throw new Error("no frame is being run");
  return frame;
}

function variablesOf(dict: PyDict): Map<string, Value> {
  return new Map([...dict.table.entries()].map(({ key, value }) => [String(key), value]));
}

function* evaluateText(interpreter: Interpreter, args: Arguments): Running {
  const text = args.text(0, "source");
  const frame = currentFrame(interpreter);
  try {
    const { value, scope } = parseExpression(text);
    const given = args.find(1);
    const variables = given instanceof PyDict ? variablesOf(given) : undefined;
    const environment = variables
      ? new Environment(scope, undefined, { globals: variables, builtins: interpreter.builtins }, variables)
      : new Environment({ ...scope, kind: "comprehension" }, frame.environment, frame.environment);
    const own: Frame = {
      code: { name: "<module>", qualifiedName: "<module>", file: { name: "<string>", lines: undefined }, firstLine: 1 },
      environment,
      at: value,
      handling: [],
      back: undefined,
    };
    return (yield new Enter(evaluate(own, value), own)) as Value;
  } catch (error) {
    if (error instanceof PythonSyntaxError) throw new PyRaise(syntaxError(error, text, "<string>"));
    throw error;
  }
}
