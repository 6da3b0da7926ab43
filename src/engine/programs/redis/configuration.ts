/** What a server is told: a file of `name value` lines, then options `--name value`. */
import { splitWords } from "./protocol.ts";

/** Settings the lab's server has, and what holds when nothing is said. */
const defaults: Readonly<Record<string, string>> = {
  port: "6379",
  bind: "* -::*",
  dir: "./",
  save: "3600 1 300 100 60 10000",
  appendonly: "no",
  appendfsync: "everysec",
  appendfilename: "appendonly.aof",
  appenddirname: "appendonlydir",
  dbfilename: "dump.rdb",
  requirepass: "",
  maxmemory: "0",
  "maxmemory-policy": "noeviction",
  databases: "16",
  loglevel: "notice",
  logfile: "",
  timeout: "0",
  maxclients: "10000",
  "tcp-keepalive": "300",
  "protected-mode": "yes",
  daemonize: "no",
};

/** The server cannot start with what it was told. */
export class ConfigurationError extends Error {}

export class Configuration {
  readonly #values = new Map(Object.entries(defaults));

  /** Reads lines of a file, or what stands for them on the command line. Throws `ConfigurationError`. */
  read(text: string, name = "redis.conf"): void {
    const saves: string[] = [];
    text.split("\n").forEach((line, index) => {
      if (/^\s*(#|$)/.test(line)) return;
      const [setting = "", ...words] = splitWords(line) ?? [];
      const key = setting.toLowerCase();
      const bad = (why: string): ConfigurationError =>
        new ConfigurationError(
          `\n*** FATAL CONFIG FILE ERROR (Redis ${name}) ***\nReading the configuration file, at line ${index + 1}\n>>> '${line.trim()}'\n${why}\n`,
        );
      if (!this.#values.has(key)) throw bad("Bad directive or wrong number of arguments");
      if (key === "save") {
        if (words.join("") === "") saves.length = 0;
        else saves.push(words.join(" "));
        this.#values.set(key, saves.join(" "));
      } else if (words.length === 0) throw bad("Bad directive or wrong number of arguments");
      else this.#values.set(key, key === "maxmemory" ? String(bytes(words[0] ?? "")) : words.join(" "));
    });
  }

  get(name: string): string {
    return this.#values.get(name) ?? "";
  }

  /** Gives whether there is such a setting. */
  set(name: string, value: string): boolean {
    if (!this.#values.has(name)) return false;
    this.#values.set(name, name === "maxmemory" ? String(bytes(value)) : value);
    return true;
  }

  all(): [string, string][] {
    return [...this.#values];
  }

  /** After so many seconds, when so many keys have changed, the data is saved. */
  saves(): { readonly seconds: number; readonly changes: number }[] {
    const numbers = this.get("save").split(/\s+/).filter(Boolean).map(Number);
    return numbers.flatMap((seconds, index) => (index % 2 === 0 ? [{ seconds, changes: numbers[index + 1] ?? 1 }] : []));
  }
}

function bytes(text: string): number {
  const match = /^(\d+)(k|kb|m|mb|g|gb|b)?$/i.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? "";
  const factors: Readonly<Record<string, number>> = { k: 1000, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 };
  return Number(match?.[1] ?? 0) * (factors[unit] ?? 1);
}

/** A configuration file's name and the lines that options stand for. */
export function readArguments(args: readonly string[]): { readonly file: string | undefined; readonly lines: string } {
  const file = args[0] !== undefined && !args[0].startsWith("--") ? args[0] : undefined;
  const lines: string[] = [];
  for (const word of file === undefined ? args : args.slice(1)) {
    if (word.startsWith("--")) lines.push(word.slice(2));
    else if (lines.length > 0) lines[lines.length - 1] += ` ${/^$|[\s"']/.test(word) ? JSON.stringify(word) : word}`;
  }
  return { file, lines: lines.join("\n") };
}
