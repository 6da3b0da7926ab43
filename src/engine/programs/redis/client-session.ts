/** One client of a server: which database it uses, whether it may, its transaction, what it listens to. */
import { WaitQueue } from "../../kernel/wait-queue.ts";
import { type Command, type Commands, glob, integer } from "./commands/command.ts";
import { hashes } from "./commands/hashes.ts";
import { keys } from "./commands/keys.ts";
import { lists, popOne } from "./commands/lists.ts";
import { sets } from "./commands/sets.ts";
import { strings } from "./commands/strings.ts";
import { CommandError, type Database } from "./database.ts";
import { information } from "./information.ts";
import { isFailure, ok, type Reply } from "./protocol.ts";
import type { Server } from "./server.ts";

const table: Commands = { ...strings, ...lists, ...hashes, ...sets, ...keys };

/** Commands that are about the server or the connection. */
const own: Readonly<Record<string, number>> = {
  ping: -1,
  echo: 2,
  select: 2,
  auth: -2,
  quit: 1,
  hello: -1,
  info: -1,
  config: -2,
  client: -2,
  save: 1,
  bgsave: -1,
  lastsave: 1,
  shutdown: -1,
  time: 1,
  flushall: -1,
  multi: 1,
  exec: 1,
  discard: 1,
  watch: -2,
  unwatch: 1,
  subscribe: -2,
  psubscribe: -2,
  unsubscribe: -1,
  punsubscribe: -1,
  publish: 3,
  blpop: -3,
  brpop: -3,
  monitor: 1,
  command: -1,
  reset: 1,
  swapdb: 3,
  role: 1,
  bgrewriteaof: 1,
};

/** Those that wait for a value, by the database they wait in. */
const arrivals = new WeakMap<Database, WaitQueue<void>>();

export class Client {
  readonly id: number;
  readonly address: string;
  readonly #server: Server;
  /** Sends what was not asked for: messages of channels. */
  readonly #push: (reply: Reply) => void;
  name = "";
  database = 0;
  closing = false;
  /** Needs no password: the server itself. */
  trusted = false;
  monitors = false;
  #entered = false;
  #queued: string[][] | undefined;
  #spoilt = false;
  readonly #watched = new Map<string, string>();
  readonly #channels = new Map<string, (channel: string) => boolean>();

  constructor(server: Server, id: number, push: (reply: Reply) => void, address: string) {
    this.#server = server;
    this.id = id;
    this.#push = push;
    this.address = address;
  }

  get #data(): Database {
    return this.#server.databases[this.database] as Database;
  }

  leave(): void {
    this.#channels.clear();
    this.monitors = false;
  }

  /** Answers a command, later when it waits for something. */
  async answer(words: readonly string[]): Promise<{ reply: Reply } | "none"> {
    const name = (words[0] ?? "").toLowerCase();
    for (const other of this.#server.clients)
      if (other.monitors && name !== "auth")
        other.#push({
          status: `${(this.#server.process.clock.now() / 1000).toFixed(6)} [${this.database} ${this.address}] ${words.map((word) => JSON.stringify(word)).join(" ")}`,
        });
    const refused = this.#refusal(name, words.length);
    if (!refused && !this.#queued) {
      if (name === "blpop" || name === "brpop") return { reply: await this.#wait(name === "blpop" ? "left" : "right", words.slice(1)) };
      if (/^p?(un)?subscribe$/.test(name)) {
        this.#listen(name, words.slice(1));
        return "none";
      }
    }
    const reply = this.run(words);
    return { reply };
  }

  #refusal(name: string, count: number): Reply | undefined {
    const arity = table[name]?.arity ?? own[name];
    if (!this.#allowed && !["auth", "hello", "quit"].includes(name)) return { error: "NOAUTH Authentication required." };
    if (arity === undefined) return undefined;
    if (arity > 0 ? count !== arity : count < -arity) return { error: `ERR wrong number of arguments for '${name}' command` };
    if (this.#channels.size > 0 && !/^(p?(un)?subscribe|ping|quit|reset)$/.test(name))
      return {
        error: `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
      };
    return undefined;
  }

  get #allowed(): boolean {
    return this.trusted || this.#entered || this.#server.configuration.get("requirepass") === "";
  }

  /** Runs a command that does not wait. */
  run(words: readonly string[]): Reply {
    const [given = "", ...args] = words;
    const name = given.toLowerCase();
    const command = table[name];
    const refused = this.#refusal(name, words.length);
    const unknown = !command && !(name in own);
    if (refused || unknown) {
      if (this.#queued && this.#allowed) this.#spoilt = true;
      return refused ?? { error: `ERR unknown command '${given}', with args beginning with: ${args.map((word) => `'${word}' `).join("")}` };
    }
    if (this.#queued && !["exec", "discard", "multi", "quit", "reset", "watch"].includes(name)) {
      this.#queued.push([...words]);
      return { status: "QUEUED" };
    }
    this.#server.commands++;
    try {
      return command ? this.#change(command, words) : this.#control(name, args);
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message };
      throw error;
    }
  }

  #change(command: Command, words: readonly string[]): Reply {
    const reply = command.run({ database: this.#data, now: () => this.#server.process.clock.now() }, words.slice(1));
    if (command.writes && !isFailure(reply)) {
      if (!this.trusted) this.#server.changed(this.database, words);
      arrivals.get(this.#data)?.wakeAll(undefined);
    }
    return reply;
  }

  #control(name: string, args: readonly string[]): Reply {
    const server = this.#server;
    const [first = "", second = ""] = args;
    switch (name) {
      case "ping":
        if (this.#channels.size > 0) return ["pong", first];
        return args.length === 0 ? { status: "PONG" } : first;
      case "echo":
        return first;
      case "select": {
        const index = integer(first);
        if (!server.databases[index]) throw new CommandError("ERR DB index is out of range");
        this.database = index;
        return ok;
      }
      case "auth":
        return this.#authenticate(args);
      case "hello":
        return first === "" || first === "2"
          ? ["server", "redis", "version", server.version, "proto", 2, "id", this.id, "mode", "standalone", "role", "master", "modules", []]
          : { error: "NOPROTO unsupported protocol version" };
      case "quit":
        this.closing = true;
        return ok;
      case "reset":
        this.#queued = undefined;
        this.#channels.clear();
        this.monitors = false;
        this.database = 0;
        return { status: "RESET" };
      case "info":
        return information(server, first);
      case "config":
        return this.#configure(first.toLowerCase(), args.slice(1));
      case "client":
        return this.#client(first.toLowerCase(), second);
      case "save":
        return server.save() ? ok : { error: "ERR" };
      case "bgsave":
        server.saveInBackground();
        return { status: "Background saving started" };
      case "bgrewriteaof":
        return { status: "Background append only file rewriting started" };
      case "lastsave":
        return Math.floor(server.lastSave / 1000);
      case "time": {
        const now = server.process.clock.now();
        return [String(Math.floor(now / 1000)), String(Math.round((now % 1000) * 1000))];
      }
      case "role":
        return ["master", 0, []];
      case "command":
        return /^count$/i.test(first) ? Object.keys(table).length + Object.keys(own).length : [];
      case "flushall":
        for (const database of server.databases) database.clear();
        if (!this.trusted) server.changed(this.database, ["FLUSHALL"]);
        return ok;
      case "shutdown":
        if (!server.shutdown(/^nosave$/i.test(first) ? false : /^save$/i.test(first) ? true : undefined))
          return { error: "ERR Errors trying to SHUTDOWN. Check logs." };
        this.closing = true;
        return ok;
      case "monitor":
        this.monitors = true;
        return ok;
      case "publish":
        return this.#publish(first, second);
      default:
        return this.#transaction(name, args);
    }
  }

  #authenticate(args: readonly string[]): Reply {
    const wanted = this.#server.configuration.get("requirepass");
    const [user, password] = args.length > 1 ? args : ["default", args[0]];
    if (args.length === 1 && wanted === "")
      return {
        error:
          "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?",
      };
    if (user !== "default" || (wanted !== "" && password !== wanted))
      return { error: "WRONGPASS invalid username-password pair or user is disabled." };
    this.#entered = true;
    return ok;
  }

  #configure(what: string, args: readonly string[]): Reply {
    const { configuration } = this.#server;
    switch (what) {
      case "get": {
        const wanted = args.map((pattern) => glob(pattern.toLowerCase()));
        return configuration
          .all()
          .flatMap(([name, value]) =>
            wanted.some((matches) => matches(name)) ? [name, name === "dir" ? this.#server.process.cwd : value] : [],
          );
      }
      case "set":
        for (let index = 0; index < args.length; index += 2)
          if (!configuration.set((args[index] ?? "").toLowerCase(), args[index + 1] ?? ""))
            throw new CommandError(`ERR Unknown option or number of arguments for CONFIG SET - '${args[index] ?? ""}'`);
        return ok;
      case "resetstat":
        this.#server.commands = 0;
        return ok;
      case "rewrite":
        throw new CommandError("ERR The server is running without a config file");
      default:
        throw new CommandError(`ERR unknown subcommand '${what}'. Try CONFIG HELP.`);
    }
  }

  #client(what: string, value: string): Reply {
    switch (what) {
      case "getname":
        return this.name === "" ? null : this.name;
      case "setname":
        this.name = value;
        return ok;
      case "setinfo":
      case "no-evict":
      case "no-touch":
        return ok;
      case "id":
        return this.id;
      case "info":
        return `${this.#describe()}\n`;
      case "list":
        return [...this.#server.clients].map((client) => `${client.#describe()}\n`).join("");
      default:
        throw new CommandError(`ERR unknown subcommand '${what}'. Try CLIENT HELP.`);
    }
  }

  #describe(): string {
    return `id=${this.id} addr=${this.address} name=${this.name} db=${this.database} sub=${this.#channels.size} multi=${this.#queued?.length ?? -1} user=default resp=2`;
  }

  #transaction(name: string, args: readonly string[]): Reply {
    switch (name) {
      case "multi":
        if (this.#queued) throw new CommandError("ERR MULTI calls can not be nested");
        this.#queued = [];
        this.#spoilt = false;
        return ok;
      case "watch":
        if (this.#queued) throw new CommandError("ERR WATCH inside MULTI is not allowed");
        for (const key of args) this.#watched.set(key, this.#image(key));
        return ok;
      case "unwatch":
        this.#watched.clear();
        return ok;
      case "discard":
        if (!this.#queued) throw new CommandError("ERR DISCARD without MULTI");
        this.#queued = undefined;
        this.#watched.clear();
        return ok;
      case "exec": {
        if (!this.#queued) throw new CommandError("ERR EXEC without MULTI");
        const queued = this.#queued;
        const changed = [...this.#watched].some(([key, image]) => this.#image(key) !== image);
        this.#queued = undefined;
        this.#watched.clear();
        if (this.#spoilt) throw new CommandError("EXECABORT Transaction discarded because of previous errors.");
        return changed ? { nilArray: true } : queued.map((words) => this.run(words));
      }
      default:
        throw new CommandError(`ERR drydock: the lab's server does not know ${name.toUpperCase()} here`);
    }
  }

  #image(key: string): string {
    const value = this.#data.get(key);
    return value === undefined
      ? ""
      : JSON.stringify(value, (_, part: unknown) => (part instanceof Map || part instanceof Set ? [...part] : part));
  }

  async #wait(side: "left" | "right", args: readonly string[]): Promise<Reply> {
    const keysWanted = args.slice(0, -1);
    const seconds = Number(args.at(-1));
    if (Number.isNaN(seconds)) return { error: "ERR timeout is not a float or out of range" };
    if (seconds < 0) return { error: "ERR timeout is negative" };
    const { process } = this.#server;
    const until = seconds === 0 ? undefined : process.clock.now() + seconds * 1000;
    const data = this.#data;
    const queue = arrivals.get(data) ?? new WaitQueue<void>();
    arrivals.set(data, queue);
    for (;;) {
      try {
        for (const key of keysWanted) {
          const item = popOne({ database: data, now: () => process.clock.now() }, key, side);
          if (item === undefined) continue;
          this.#server.changed(this.database, [side === "left" ? "LPOP" : "RPOP", key]);
          return [key, item];
        }
      } catch (error) {
        if (error instanceof CommandError) return { error: error.message };
        throw error;
      }
      if (until !== undefined && process.clock.now() >= until) return { nilArray: true };
      const done = new AbortController();
      const signal = AbortSignal.any([process.signal, done.signal]);
      const waits = [queue.wait(signal), ...(until === undefined ? [] : [process.clock.sleep(until - process.clock.now(), signal)])];
      try {
        await Promise.race(waits);
      } finally {
        done.abort();
        for (const each of waits) each.catch(() => {});
      }
    }
  }

  #listen(name: string, args: readonly string[]): void {
    const pattern = name.startsWith("p");
    const kind = (channel: string): string => (pattern ? `pattern ${channel}` : `channel ${channel}`);
    if (name.includes("unsub")) {
      const known = [...this.#channels.keys()]
        .filter((each) => each.startsWith(pattern ? "pattern " : "channel "))
        .map((each) => each.slice(8));
      const gone = args.length > 0 ? args : known;
      if (gone.length === 0) this.#push([name, null, this.#channels.size]);
      for (const channel of gone) {
        this.#channels.delete(kind(channel));
        this.#push([name, channel, this.#channels.size]);
      }
      return;
    }
    for (const channel of args) {
      this.#channels.set(kind(channel), pattern ? glob(channel) : (given) => given === channel);
      this.#push([name, channel, this.#channels.size]);
    }
  }

  #publish(channel: string, message: string): number {
    let reached = 0;
    for (const client of this.#server.clients)
      for (const [kind, hears] of client.#channels)
        if (hears(channel)) {
          reached++;
          client.#push(kind.startsWith("pattern ") ? ["pmessage", kind.slice(8), channel, message] : ["message", channel, message]);
        }
    return reached;
  }
}
