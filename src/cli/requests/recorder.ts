/** Keeps the last commands with the API calls each of them makes, as they are made. */
import { type Attachment, type Engine, EngineError, type TransferOptions } from "../../engine/api.ts";
import type { ApiCall, ApiCommand } from "../../views/api-calls.ts";
import { RegistryLog, runtimeWork } from "./behind.ts";
import type { ApiRequest } from "./request.ts";
import { requests } from "./requests.ts";

/** How much is kept: commands, calls of each, characters of a body. */
const mostCommands = 12;
const mostCalls = 40;
const longest = 2_000;

interface Kept {
  readonly id: number;
  readonly line: string;
  readonly calls: Mutable[];
  more: number;
}
type Mutable = { -readonly [Key in keyof ApiCall]: ApiCall[Key] };

export class ApiRecorder {
  readonly #commands: Kept[] = [];
  #nextCommand = 1;
  #nextCall = 1;

  /** The oldest first. A command that calls nobody is none. */
  get commands(): readonly ApiCommand[] {
    return this.#commands.map((command) => ({ ...command, calls: command.calls.map((call) => ({ ...call })) }));
  }

  /** The same engine for one command, which is kept with what it asks. */
  listenTo<E extends Engine>(engine: E, argv: readonly string[]): E {
    let command: Kept | undefined;
    const begin = (): Kept => {
      command ??= this.#open(argv.map(shown).join(" "));
      return command;
    };
    return new Proxy(engine, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        const asRequest = (requests as Record<PropertyKey, ((...args: unknown[]) => ApiRequest) | undefined>)[name];
        if (!asRequest) return value.bind(target);
        return (...args: unknown[]): unknown => {
          const request = asRequest(...args);
          const others = (request.before ?? []).flatMap((one) => this.#atOnce(begin(), one));
          const call = this.#begin(begin(), name as keyof Engine, request);
          const result = followed(call, value.apply(target, call ? told(call, name as keyof Engine, args) : args), request);
          if (others.length > 0) void Promise.allSettled([result]).then(() => others.forEach(closed));
          return result;
        };
      },
    });
  }

  #open(line: string): Kept {
    const made: Kept = { id: this.#nextCommand++, line, calls: [], more: 0 };
    this.#commands.push(made);
    if (this.#commands.length > mostCommands) this.#commands.shift();
    // Every client asks first whether anybody is there, and which versions it speaks.
    this.#atOnce(made, { method: "HEAD", path: "/_ping" });
    return made;
  }

  /** Answered as soon as it is asked; a stream stays open until it is closed. None when there are too many. */
  #atOnce(command: Kept, request: ApiRequest): Mutable[] {
    const call = this.#begin(command, undefined, request);
    if (!call) return [];
    const { status = 200, streams } = request;
    return [Object.assign(call, { status: typeof status === "number" ? status : 200, open: streams !== undefined })];
  }

  #begin(command: Kept, name: keyof Engine | undefined, request: ApiRequest): Mutable | undefined {
    if (command.calls.length >= mostCalls) {
      command.more++;
      return undefined;
    }
    const { method, path, headers = {}, body, sends, streams, early } = request;
    const runtime = name && runtimeWork[name];
    const call: Mutable = {
      id: this.#nextCall++,
      method,
      path,
      headers,
      status: early ? 200 : 0,
      pieces: 0,
      open: true,
      registry: [],
      ...(body !== undefined ? { body: cut(JSON.stringify(body, null, 2)) } : sends !== undefined ? { body: sends } : {}),
      ...(streams && { streams }),
      ...(runtime && { runtime }),
    };
    command.calls.push(call);
    return call;
  }
}

function closed(call: Mutable): void {
  call.open = false;
}

/** The arguments of a pull or a push with an ear on its progress; any other's as they are. */
function told(call: Mutable, name: keyof Engine, args: unknown[]): unknown[] {
  if (name !== "imagePull" && name !== "imagePush") return args;
  const [reference, options = {}] = args as [string, TransferOptions?];
  const log = new RegistryLog(reference, name === "imagePush");
  return [
    reference,
    {
      ...options,
      onProgress: (progress) => {
        log.take(progress);
        call.pieces++;
        call.registry = [...log.calls];
        options.onProgress?.(progress);
      },
    } satisfies TransferOptions,
  ];
}

function followed(call: Mutable | undefined, result: unknown, request: ApiRequest): unknown {
  if (!call || !(result instanceof Promise)) return result;
  return result.then(
    (value: unknown) => answered(call, value, request),
    (error: unknown) => {
      call.open = false;
      // Whoever leaves before there is an answer gets none.
      if (error instanceof EngineError) {
        call.status = error.status;
        call.answer = JSON.stringify({ message: error.message });
      } else if (call.status === 0) call.status = 499;
      throw error;
    },
  );
}

function answered(call: Mutable, value: unknown, { status = 200, streams }: ApiRequest): unknown {
  call.status = typeof status === "function" ? status(value) : status;
  if (isAttachment(value)) {
    void value.ended.finally(() => {
      call.open = false;
    });
    return value;
  }
  if (isStream(value)) return counted(call, value);
  call.open = false;
  if (call.status === 204 || call.status === 304 || value === undefined) return value;
  call.answer = streams === "both ways" ? undefined : cut(bodyOf(value));
  if (call.answer === undefined) delete call.answer;
  return value;
}

async function* counted<T>(call: Mutable, stream: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    for await (const piece of stream) {
      call.pieces++;
      yield piece;
    }
  } finally {
    call.open = false;
  }
}

function isAttachment(value: unknown): value is Attachment {
  return typeof value === "object" && value !== null && "ended" in value && "detach" in value;
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function bodyOf(value: unknown): string {
  if (value instanceof Uint8Array) return `a tar of ${value.length.toLocaleString("en")} bytes`;
  return JSON.stringify(
    value,
    (_, part: unknown) => (part instanceof Uint8Array ? `(${part.length.toLocaleString("en")} bytes)` : part),
    2,
  );
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}\n… (${(text.length - longest).toLocaleString("en")} characters more)`;
}

/** A word as it was typed, near enough; what looks like a secret is not shown. */
function shown(word: string, at: number, all: readonly string[]): string {
  const before = all[at - 1] ?? "";
  if (all.includes("login") && (before === "-p" || before === "--password")) return "•••";
  if (all.includes("login") && word.startsWith("--password=")) return "--password=•••";
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
