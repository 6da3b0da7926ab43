/** Python's exceptions, as they travel through the interpreter. */
import type { Frame } from "./thread.ts";
import { builtin, PyClass, PyException, type Value } from "./values.ts";

/** Thrown wherever Python code raises. */
export class PyRaise {
  readonly exception: PyException;
  /** A frame that its traceback has already: it is raised again there. */
  known: Frame | undefined;
  constructor(exception: PyException, known?: Frame) {
    this.exception = exception;
    this.known = known;
  }
}

/** The program says that it is over (`os._exit`, a server that is told to stop): nothing can catch it. */
export class PyExit {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** Every built-in exception class: name and base, in an order that bases come first. */
const tree = `BaseException:object Exception:BaseException BaseExceptionGroup:BaseException GeneratorExit:BaseException KeyboardInterrupt:BaseException
SystemExit:BaseException ArithmeticError:Exception AssertionError:Exception AttributeError:Exception BufferError:Exception EOFError:Exception
ImportError:Exception LookupError:Exception MemoryError:Exception NameError:Exception OSError:Exception ReferenceError:Exception
RuntimeError:Exception StopAsyncIteration:Exception StopIteration:Exception SyntaxError:Exception SystemError:Exception TypeError:Exception
ValueError:Exception Warning:Exception FloatingPointError:ArithmeticError OverflowError:ArithmeticError ZeroDivisionError:ArithmeticError
ModuleNotFoundError:ImportError IndexError:LookupError KeyError:LookupError UnboundLocalError:NameError BlockingIOError:OSError
ChildProcessError:OSError ConnectionError:OSError BrokenPipeError:ConnectionError ConnectionAbortedError:ConnectionError
ConnectionRefusedError:ConnectionError ConnectionResetError:ConnectionError FileExistsError:OSError FileNotFoundError:OSError
InterruptedError:OSError IsADirectoryError:OSError NotADirectoryError:OSError PermissionError:OSError ProcessLookupError:OSError
TimeoutError:OSError NotImplementedError:RuntimeError RecursionError:RuntimeError IndentationError:SyntaxError TabError:IndentationError
UnicodeError:ValueError UnicodeDecodeError:UnicodeError UnicodeEncodeError:UnicodeError BytesWarning:Warning DeprecationWarning:Warning
FutureWarning:Warning ImportWarning:Warning PendingDeprecationWarning:Warning ResourceWarning:Warning RuntimeWarning:Warning
SyntaxWarning:Warning UnicodeWarning:Warning UserWarning:Warning`;

export const exceptionClasses = new Map<string, PyClass>();

/** Makes them; called once, when `object` is there. */
export function makeExceptionClasses(): void {
  for (const pair of tree.split(/\s+/)) {
    const [name = "", base = ""] = pair.split(":");
    exceptionClasses.set(name, new PyClass(name, [base === "object" ? builtin.object : (exceptionClasses.get(base) as PyClass)]));
  }
}

export function exceptionClass(name: string): PyClass {
  return exceptionClasses.get(name) as PyClass;
}

/** An exception of a built-in class. */
export function exception(name: string, ...args: readonly Value[]): PyException {
  return new PyException(exceptionClass(name), args);
}

/** Raises one. */
export function raise(name: string, ...args: readonly Value[]): never {
  throw new PyRaise(exception(name, ...args));
}

/** Whether `error` is an exception of Python of that class. */
export function isRaised(error: unknown, name: string): error is PyRaise {
  return error instanceof PyRaise && error.exception.cls.isSubclassOf(exceptionClass(name));
}

const errnoNumbers: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EPIPE: 32,
  ENAMETOOLONG: 36,
  ENOTEMPTY: 39,
  ELOOP: 40,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETUNREACH: 101,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EINPROGRESS: 115,
};

const osErrorClasses: Readonly<Record<string, string>> = {
  EPERM: "PermissionError",
  ENOENT: "FileNotFoundError",
  ESRCH: "ProcessLookupError",
  EINTR: "InterruptedError",
  ECHILD: "ChildProcessError",
  EAGAIN: "BlockingIOError",
  EACCES: "PermissionError",
  EEXIST: "FileExistsError",
  ENOTDIR: "NotADirectoryError",
  EISDIR: "IsADirectoryError",
  EPIPE: "BrokenPipeError",
  ECONNABORTED: "ConnectionAbortedError",
  ECONNRESET: "ConnectionResetError",
  ECONNREFUSED: "ConnectionRefusedError",
  ETIMEDOUT: "TimeoutError",
};

/** The exception for a failed system call. `code` is `ENOENT` and the like. */
export function osError(code: string, words: string, path?: string): PyException {
  const args: Value[] = [BigInt(errnoNumbers[code] ?? 5), words];
  if (path !== undefined) args.push(path);
  return makeOsError(osErrorClasses[code] ?? "OSError", args);
}

/** `OSError(errno, text[, path])` picks the class by the number. */
export function osErrorClassFor(errno: number): string {
  const code = Object.keys(errnoNumbers).find((name) => errnoNumbers[name] === errno);
  return (code && osErrorClasses[code]) || "OSError";
}

function makeOsError(name: string, args: readonly Value[]): PyException {
  const error = exception(name, ...args.slice(0, 2));
  error.attributes.set("errno", args[0] as Value);
  error.attributes.set("strerror", args[1] as Value);
  error.attributes.set("filename", args[2] ?? null);
  return error;
}
