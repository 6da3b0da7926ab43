/** What a server is told: its configuration files, then its command line. */
import type { Process } from "../../program.ts";

/** Settings that PGlite can follow; the server's own (ports, connections, memory) it is not told. */
const followed =
  /^(timezone|datestyle|intervalstyle|search_path|work_mem|row_security|bytea_output|extra_float_digits|standard_conforming_strings|client_min_messages|lock_timeout|statement_timeout|default_\w+|enable_\w+|log_(statement|duration|min_\w+|error_verbosity))$/;

/** `name = value` lines; later ones win. */
function parseSettings(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^\s*([A-Za-z_][\w.]*)\s*(?:=|\s)\s*(?:'((?:[^']|'')*)'|([^\s#']+))\s*(?:#.*)?$/.exec(line);
    if (match) settings.set((match[1] ?? "").toLowerCase(), (match[2] ?? match[3] ?? "").replaceAll("''", "'"));
  }
  return settings;
}

/** Settings and folders of a command line: `-c name=value`, `--name=value`, and the letters that stand for some. */
export interface CommandLine {
  readonly settings: ReadonlyMap<string, string>;
  readonly data: string | undefined;
  readonly configFile: string | undefined;
  /** What is wrong with it. */
  readonly mistake: string | undefined;
}

const letters: Readonly<Record<string, string>> = {
  p: "port",
  h: "listen_addresses",
  k: "unix_socket_directories",
  N: "max_connections",
  B: "shared_buffers",
  S: "work_mem",
  d: "debug",
};

export function parseCommandLine(args: readonly string[]): CommandLine {
  const settings = new Map<string, string>();
  let data: string | undefined;
  let mistake: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    const value = (): string => (word.length > 2 ? word.slice(2) : (args[++index] ?? ""));
    const long = /^--([\w.-]+)(?:=([\s\S]*))?$/.exec(word);
    if (long) settings.set((long[1] ?? "").replaceAll("-", "_").toLowerCase(), long[2] ?? args[++index] ?? "");
    else if (word.startsWith("-c")) {
      const [name = "", ...rest] = value().split("=");
      settings.set(name.trim().replaceAll("-", "_").toLowerCase(), rest.join("=").trim());
    } else if (word.startsWith("-D")) data = value();
    else if (word === "-i") settings.set("listen_addresses", "*");
    else if (word === "-F") settings.set("fsync", "off");
    else if (/^-[a-zA-Z]/.test(word) && letters[word[1] as string]) settings.set(letters[word[1] as string] as string, value());
    else if (word.startsWith("-")) mistake ??= `postgres: invalid option -- '${word[1]}'`;
    else mistake ??= `postgres: invalid argument: "${word}"`;
  }
  return { settings, data, configFile: settings.get("config_file"), mistake };
}

export class Settings {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  static read(process: Process, file: string, folder: string, line: ReadonlyMap<string, string>): Settings {
    const parts = [file, `${folder}/postgresql.auto.conf`].map((path) =>
      process.fs.lookup(path)?.kind === "file" ? [...parseSettings(process.fs.readText(path))] : [],
    );
    return new Settings(new Map([...parts.flat(), ...line]));
  }

  get(name: string, otherwise: string): string {
    return this.#values.get(name) ?? otherwise;
  }

  /** What each session begins with. PGlite reads no file, and begins with some settings of a server that is being made. */
  forSessions(): Map<string, string> {
    return new Map([
      ["search_path", '"$user", public'],
      ["enable_seqscan", "on"],
      ["allow_system_table_mods", "off"],
      ["timezone", "Etc/UTC"],
      ...[...this.#values].filter(([name]) => followed.test(name)),
    ]);
  }
}
