import { EngineError, type EventMessage, type EventOptions, type EventType, type Filters } from "../api.ts";
import { sortedMap } from "../go/sorted-map.ts";
import { Backlog } from "./backlog.ts";
import { matches, matchesLabels } from "./filters.ts";

/** How many past events a daemon remembers. */
const remembered = 256;
/** How many a listener may be behind. */
const mostWaiting = 8192;

/** What has happened, and those who want to hear what happens. */
export class EventLog {
  readonly #now: () => number;
  readonly #past: EventMessage[] = [];
  readonly #listeners = new Set<(event: EventMessage) => void>();
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param attributes printed in the order of their names */
  emit(type: EventType, action: string, id: string, attributes: Readonly<Record<string, string>> = {}): void {
    // Two events of one moment stay in their order.
    const nanos = Math.max(Math.round(this.#now() * 1e6), this.#last + 1000);
    this.#last = nanos;
    const sorted = sortedMap(attributes);
    const old =
      type === "container" || type === "image" ? { status: action, id, ...(sorted.image !== undefined && { from: sorted.image }) } : {};
    const event: EventMessage = {
      ...old,
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: sorted },
      scope: "local",
      time: Math.floor(nanos / 1e9),
      timeNano: nanos,
    };
    this.#past.push(event);
    if (this.#past.length > remembered) this.#past.shift();
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Calls `listener` with all that happens from now on. Returns a function that ends it. */
  listen(listener: (event: EventMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Past events since `since`, then new ones until `until` or the signal's abort.
   * A filter that is none filters nothing, as in the daemon.
   * @param sleep waits so many milliseconds
   */
  subscribe(options: EventOptions, sleep: (ms: number, signal: AbortSignal) => Promise<void>): AsyncIterable<EventMessage> {
    const filters = options.filters ?? {};
    const { since, until, signal } = options;
    if (since !== undefined && until !== undefined && since > until)
      throw new EngineError(400, `\`since\` time (${since / 1000}) cannot be after \`until\` time (${until / 1000})`);
    const inTime = ({ timeNano }: EventMessage): boolean =>
      (since === undefined || timeNano >= since * 1e6) && (until === undefined || Math.floor(timeNano / 1e6) <= until);
    const wanted = (event: EventMessage): boolean => inTime(event) && matchesEvent(filters, event);
    const past = since === undefined && until === undefined ? [] : this.#past.filter(wanted);
    const over = until !== undefined && until <= this.#now();
    return this.#follow(past, over, wanted, until, signal, sleep);
  }

  async *#follow(
    past: readonly EventMessage[],
    over: boolean,
    wanted: (event: EventMessage) => boolean,
    until: number | undefined,
    signal: AbortSignal | undefined,
    sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  ): AsyncGenerator<EventMessage> {
    const waiting = new Backlog<EventMessage>(mostWaiting);
    for (const event of past) waiting.push(event);
    let wake: () => void = () => {};
    const stopped = new AbortController();
    const stop = (): void => {
      stopped.abort();
      wake();
    };
    const unlisten = over
      ? () => {}
      : this.listen((event) => {
          if (wanted(event)) waiting.push(event);
          wake();
        });
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) stop();
    if (over) stop();
    else if (until !== undefined) sleep(until - this.#now(), stopped.signal).then(stop, () => {});
    try {
      for (;;) {
        const event = waiting.next();
        if (event) yield event;
        else if (stopped.signal.aborted) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      unlisten();
      stopped.abort();
      signal?.removeEventListener("abort", stop);
    }
  }
}

function matchesEvent(filters: Filters, event: EventMessage): boolean {
  const { Type, Action, Actor } = event;
  const anyOf = (name: string, test: (value: string) => boolean): boolean => {
    const values = filters[name];
    return !values || values.length === 0 || values.some(test);
  };
  const isActor = (value: string): boolean => Actor.ID === value || Actor.ID.startsWith(value) || Actor.Attributes.name === value;
  const ofType = (type: string): boolean => {
    const values = filters[type];
    if (!values || values.length === 0) return true;
    return (Type === type && values.some(isActor)) || (Type === "network" && values.includes(Actor.Attributes[type] ?? ""));
  };
  if (!anyOf("event", (value) => Action === value || Action.startsWith(`${value}:`))) return false;
  if (!anyOf("type", (value) => Type === value) || !anyOf("scope", (value) => event.scope === value)) return false;
  if (!ofType("container") || !ofType("volume") || !ofType("network") || !ofType("daemon")) return false;
  if (
    !anyOf(
      "image",
      (value) => (Type === "image" && isActor(value)) || familiar(Actor.Attributes.image) === value || Actor.Attributes.image === value,
    )
  )
    return false;
  return matchesLabels(filters, Actor.Attributes) && matches(filters, "id", Actor.ID);
}

/** A name without its tag. */
function familiar(image: string | undefined): string | undefined {
  return image?.replace(/:[^:/]*$/, "");
}
