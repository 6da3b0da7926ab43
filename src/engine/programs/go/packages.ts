/** Packages of Go's standard library, as far as the lab's servers use them. */

import { FsError } from "../../filesystem/errors.ts";
import { httpDate } from "../network/http/message.ts";
import type { Process } from "../program.ts";
import { bytesToText, textToBytes } from "../shell/bytes.ts";
import { httpPackage } from "./http.ts";
import { fromJson, toJson } from "./json.ts";
import { bytesOf, Float, fn, format, GoError, Native, Slice, show, Tuple, textOf, type Value } from "./values.ts";

type Members = Readonly<Record<string, Value>>;

/** Ends the program at once. */
export class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super("exit");
    this.code = code;
  }
}

const spaced = (values: readonly Value[]): string => values.map((value) => show(value)).join(" ");
/** `Print`: spaces only between what is no text. */
const joined = (values: readonly Value[]): string =>
  values
    .map((value, index) => (index > 0 && typeof value !== "string" && typeof values[index - 1] !== "string" ? " " : "") + show(value))
    .join("");

/** Writes to whatever has a `Write`. */
async function writeTo(target: Value, text: string): Promise<Value> {
  const write = target instanceof Native ? target.members.get("Write") : undefined;
  if (write && typeof write === "object" && "call" in write) await write.call([bytesOf(text)]);
  return new Tuple([text.length, null]);
}

export function packagesFor(process: Process): ReadonlyMap<string, ReadonlyMap<string, Value>> {
  const out = (text: string): Value => {
    process.stdout(text);
    return new Tuple([text.length, null]);
  };
  const stamp = (): string => new Date(process.clock.now()).toISOString().replace(/^(\d+)-(\d+)-(\d+)T([\d:]+).*$/, "$1/$2/$3 $4");
  let flags = 3;
  let prefix = "";
  const log = (text: string): null => {
    process.stderr(`${prefix}${flags === 0 ? "" : `${stamp()} `}${text.endsWith("\n") ? text : `${text}\n`}`);
    return null;
  };
  const fatal = (text: string): never => {
    log(text);
    throw new Exit(1);
  };
  const stream = (write: (text: string) => void): Native =>
    new Native("*os.File", {
      Write: fn((data = null) => {
        write(bytesToText(textToBytes(textOf(data))));
        return new Tuple([data instanceof Slice ? data.items.length : 0, null]);
      }),
    });
  const reading = (path: Value | undefined): Value => {
    try {
      const full = String(path).startsWith("/") ? String(path) : `${process.cwd}/${String(path)}`;
      return new Tuple([new Slice([...process.fs.readFile(full)], true), null]);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return new Tuple([new Slice([], true), new GoError(`open ${String(path)}: ${error.reason.toLowerCase()}`)]);
    }
  };
  const now = (): Native => time(process, process.clock.now());
  const text = (value: Value | undefined): string => String(value ?? "");
  const packages: Readonly<Record<string, Members>> = {
    fmt: {
      Println: fn((...values) => out(`${spaced(values)}\n`)),
      Print: fn((...values) => out(joined(values))),
      Printf: fn((first, ...values) => out(format(text(first), values))),
      Sprintf: fn((first, ...values) => format(text(first), values)),
      Sprint: fn((...values) => joined(values)),
      Sprintln: fn((...values) => `${spaced(values)}\n`),
      Errorf: fn((first, ...values) => new GoError(format(text(first).replace(/%w/g, "%v"), values))),
      Fprintf: fn((target = null, first = "", ...values) => writeTo(target, format(text(first), values))),
      Fprintln: fn((target = null, ...values) => writeTo(target, `${spaced(values)}\n`)),
      Fprint: fn((target = null, ...values) => writeTo(target, joined(values))),
    },
    log: {
      Println: fn((...values) => log(spaced(values))),
      Print: fn((...values) => log(joined(values))),
      Printf: fn((first, ...values) => log(format(text(first), values))),
      Fatal: fn((...values) => fatal(joined(values))),
      Fatalln: fn((...values) => fatal(spaced(values))),
      Fatalf: fn((first, ...values) => fatal(format(text(first), values))),
      SetFlags: fn((given = 0) => {
        flags = Number(given);
        return null;
      }),
      SetPrefix: fn((given) => {
        prefix = text(given);
        return null;
      }),
      LstdFlags: 3,
    },
    os: {
      Getenv: fn((name) => process.env.get(text(name)) ?? ""),
      LookupEnv: fn((name) => new Tuple([process.env.get(text(name)) ?? "", process.env.has(text(name))])),
      Hostname: fn(() => new Tuple([process.hostname, null])),
      Getpid: fn(() => process.pid),
      Getuid: fn(() => process.uid),
      Getwd: fn(() => new Tuple([process.cwd, null])),
      Args: new Slice([...process.argv]),
      ReadFile: fn(reading),
      WriteFile: fn((path, data = null) => {
        try {
          process.fs.writeFile(text(path).startsWith("/") ? text(path) : `${process.cwd}/${text(path)}`, textOf(data));
          return null;
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
          return new GoError(`open ${text(path)}: ${error.reason.toLowerCase()}`);
        }
      }),
      Exit: fn((code = 0) => {
        throw new Exit(Number(code));
      }),
      Stdout: stream((data) => process.stdout(data)),
      Stderr: stream((data) => process.stderr(data)),
    },
    time: {
      Now: fn(now),
      Since: fn((then) => Math.round((process.clock.now() - (then instanceof Native ? Number(then.members.get("ms")) : 0)) * 1e6)),
      Sleep: fn(async (duration = 0) => {
        await process.clock.sleep(Number(duration instanceof Float ? duration.value : duration) / 1e6, process.signal);
        return null;
      }),
      Nanosecond: 1,
      Microsecond: 1e3,
      Millisecond: 1e6,
      Second: 1e9,
      Minute: 6e10,
      Hour: 3.6e12,
      RFC3339: "2006-01-02T15:04:05Z07:00",
    },
    strings: {
      ToUpper: fn((s) => text(s).toUpperCase()),
      ToLower: fn((s) => text(s).toLowerCase()),
      TrimSpace: fn((s) => text(s).trim()),
      Contains: fn((s, part) => text(s).includes(text(part))),
      HasPrefix: fn((s, part) => text(s).startsWith(text(part))),
      HasSuffix: fn((s, part) => text(s).endsWith(text(part))),
      TrimPrefix: fn((s, part) => (text(s).startsWith(text(part)) ? text(s).slice(text(part).length) : text(s))),
      TrimSuffix: fn((s, part) => (text(s).endsWith(text(part)) ? text(s).slice(0, text(s).length - text(part).length) : text(s))),
      Split: fn((s, by) => new Slice(text(s).split(text(by)))),
      Fields: fn((s) => new Slice(text(s).split(/\s+/).filter(Boolean))),
      Join: fn((list = null, by = "") => (list instanceof Slice ? list.items.map(text).join(text(by)) : "")),
      Repeat: fn((s, count = 0) => text(s).repeat(Number(count))),
      ReplaceAll: fn((s, from, to) => text(s).replaceAll(text(from), text(to))),
    },
    strconv: {
      Itoa: fn((n = 0) => String(n)),
      Atoi: fn((s) =>
        /^[-+]?\d+$/.test(text(s))
          ? new Tuple([Number(text(s)), null])
          : new Tuple([0, new GoError(`strconv.Atoi: parsing ${JSON.stringify(text(s))}: invalid syntax`)]),
      ),
      Quote: fn((s) => JSON.stringify(text(s))),
    },
    errors: { New: fn((s) => new GoError(text(s))) },
    "encoding/json": {
      Marshal: fn((value = null) => new Tuple([bytesOf(toJson(value)), null])),
      MarshalIndent: fn(
        (value = null, _ = "", indent = "") => new Tuple([bytesOf(JSON.stringify(JSON.parse(toJson(value)), null, text(indent))), null]),
      ),
      Unmarshal: fn((data = null, target = null) => fromJson(textOf(data), target)),
      NewEncoder: fn(
        (target = null) =>
          new Native("*json.Encoder", {
            SetIndent: fn(() => null),
            Encode: fn(async (value = null) => {
              await writeTo(target, `${toJson(value)}\n`);
              return null;
            }),
          }),
      ),
      NewDecoder: fn(
        (source = null) =>
          new Native("*json.Decoder", {
            Decode: fn((target = null) => fromJson(source instanceof Native ? textOf(source.members.get("data") ?? "") : "", target)),
          }),
      ),
    },
    sync: { "Mutex zero": mutex(), "RWMutex zero": mutex() },
    runtime: { GOOS: "linux", GOARCH: "amd64", Version: fn(() => "go1.24.4"), NumCPU: fn(() => process.machine.cpus) },
    "net/http": httpPackage(process),
  };
  return new Map(Object.entries(packages).map(([path, members]) => [path, new Map(Object.entries(members))]));
}

/** One goroutine runs at a time between waits, so a lock is never in the way. */
function mutex(): Native {
  const nothing = fn(() => null);
  return new Native("sync.Mutex", { Lock: nothing, Unlock: nothing, RLock: nothing, RUnlock: nothing });
}

function time(process: Process, ms: number): Native {
  const date = new Date(ms);
  const iso = date.toISOString().replace(/\.\d+Z$/, "Z");
  return new Native("time.Time", {
    ms,
    Unix: fn(() => Math.floor(ms / 1000)),
    UnixNano: fn(() => Math.floor(ms * 1e6)),
    Year: fn(() => date.getUTCFullYear()),
    UTC: fn(() => time(process, ms)),
    Format: fn((layout) =>
      String(layout).includes("2006-01-02T15:04:05") ? iso : String(layout).includes("15:04:05") ? iso.slice(11, 19) : httpDate(ms),
    ),
    String: fn(() => iso),
  });
}
