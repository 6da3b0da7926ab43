/** `time`, on the machine's clock. */
import type { Interpreter } from "../interpreter.ts";
import { type Arguments, nativeClass, nativeModule } from "../builtins/define.ts";
import { raise } from "../runtime/errors.ts";
import { wait } from "../runtime/thread.ts";
import { builtin, type PyModule, PyTuple, type Value } from "../runtime/values.ts";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = "January February March April May June July August September October November December".split(" ");
const structClass = nativeClass("time", "struct_time", undefined, builtin.tuple);
const fields = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

/** The parts of a moment in UTC: the lab's machines have no other time zone. */
function struct(ms: number): PyTuple {
  const date = new Date(ms);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  const numbers = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7,
    Math.floor((ms - start) / 86_400_000) + 1,
    0,
  ].map(BigInt);
  const made = new PyTuple(numbers, structClass);
  made.attributes = new Map(fields.map((name, index) => [name, numbers[index] as Value]));
  return made;
}

function moment(value: Value): number {
  if (!(value instanceof PyTuple)) raise("TypeError", "Tuple or struct_time argument required");
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = value.items.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** `strftime` for a moment, with its microseconds. */
function formatTime(format: string, ms: number, microseconds = 0): string {
  const date = new Date(ms);
  const pad = (number: number, width = 2): string => String(number).padStart(width, "0");
  const hour12 = date.getUTCHours() % 12 || 12;
  const part = (letter: string): string => {
    switch (letter) {
      case "Y":
        return String(date.getUTCFullYear());
      case "y":
        return pad(date.getUTCFullYear() % 100);
      case "m":
        return pad(date.getUTCMonth() + 1);
      case "d":
        return pad(date.getUTCDate());
      case "e":
        return String(date.getUTCDate()).padStart(2);
      case "H":
        return pad(date.getUTCHours());
      case "I":
        return pad(hour12);
      case "M":
        return pad(date.getUTCMinutes());
      case "S":
        return pad(date.getUTCSeconds());
      case "f":
        return pad(microseconds, 6);
      case "p":
        return date.getUTCHours() < 12 ? "AM" : "PM";
      case "A":
        return days[(date.getUTCDay() + 6) % 7] as string;
      case "a":
        return (days[(date.getUTCDay() + 6) % 7] as string).slice(0, 3);
      case "B":
        return months[date.getUTCMonth()] as string;
      case "b":
      case "h":
        return (months[date.getUTCMonth()] as string).slice(0, 3);
      case "j":
        return pad(Math.floor((ms - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1, 3);
      case "w":
        return String(date.getUTCDay());
      case "u":
        return String(((date.getUTCDay() + 6) % 7) + 1);
      case "s":
        return String(Math.floor(ms / 1000));
      case "z":
        return "+0000";
      case "Z":
        return "UTC";
      case "F":
        return `${part("Y")}-${part("m")}-${part("d")}`;
      case "T":
      case "X":
        return `${part("H")}:${part("M")}:${part("S")}`;
      case "D":
      case "x":
        return `${part("m")}/${part("d")}/${part("y")}`;
      case "c":
        return `${part("a")} ${part("b")} ${part("e")} ${part("T")} ${part("Y")}`;
      case "R":
        return `${part("H")}:${part("M")}`;
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "%":
        return "%";
      default:
        return `%${letter}`;
    }
  };
  return format.replace(/%[-_0]?([a-zA-Z%])/g, (all, letter: string) =>
    all.length === 3 ? part(letter).replace(/^0+(?=.)/, "") : part(letter),
  );
}

export function timeModule(interpreter: Interpreter): PyModule {
  const { clock, task } = interpreter.process;
  const now = (): number => clock.now();
  const given = (args: Arguments): number => {
    const value = args.find(0);
    return value === undefined || value === null ? now() : args.number(0, "seconds") * 1000;
  };
  const sinceStart = (): number => (now() - task.startedAt) / 1000 + 1000;
  return nativeModule("time", {
    time: () => now() / 1000,
    time_ns: () => BigInt(Math.round(now() * 1000)) * 1000n,
    monotonic: sinceStart,
    monotonic_ns: () => BigInt(Math.round(sinceStart() * 1e9)),
    perf_counter: sinceStart,
    perf_counter_ns: () => BigInt(Math.round(sinceStart() * 1e9)),
    process_time: () => task.processorTime.user / 1000,
    *sleep(args) {
      const seconds = args.number(0, "seconds");
      if (seconds < 0) raise("ValueError", "sleep length must be non-negative");
      yield* wait((signal) => clock.sleep(seconds * 1000, AbortSignal.any([signal, interpreter.process.signal])));
      return null;
    },
    gmtime: (args) => struct(given(args)),
    localtime: (args) => struct(given(args)),
    mktime: (args) => moment(args.get(0, "t")) / 1000,
    ctime: (args) => formatTime("%c", given(args)),
    asctime: (args) => formatTime("%c", args.find(0) === undefined ? now() : moment(args.get(0, "t"))),
    strftime: (args) => formatTime(args.text(0, "format"), args.find(1) === undefined ? now() : moment(args.get(1, "t"))),
    _format: (args) => formatTime(args.text(0, "format"), args.number(1, "ms"), Number(args.integer(2, "microseconds"))),
    struct_time: structClass,
    timezone: 0n,
    altzone: 0n,
    daylight: 0n,
    tzname: new PyTuple(["UTC", "UTC"]),
    tzset: () => null,
  });
}
