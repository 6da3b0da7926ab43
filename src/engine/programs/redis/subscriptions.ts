/** The channels that a client listens to. */
import { glob } from "./commands/command.ts";
import type { Reply } from "./protocol.ts";

export class Subscriptions {
  /** Sends what was not asked for. */
  readonly #push: (reply: Reply) => void;
  /** Whether a channel's messages are heard, by `channel <name>` and `pattern <pattern>`. */
  readonly #channels = new Map<string, (channel: string) => boolean>();

  constructor(push: (reply: Reply) => void) {
    this.#push = push;
  }

  get size(): number {
    return this.#channels.size;
  }

  /** Channels listened to by name. */
  get names(): string[] {
    return [...this.#channels.keys()].flatMap((kind) => (kind.startsWith("channel ") ? [kind.slice("channel ".length)] : []));
  }

  clear(): void {
    this.#channels.clear();
  }

  /** SUBSCRIBE, UNSUBSCRIBE and those of patterns: each channel is answered for on its own. */
  change(name: string, args: readonly string[]): void {
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

  /** Sends a message as often as it is heard here; how often that is. */
  deliver(channel: string, message: string): number {
    let reached = 0;
    for (const [kind, hears] of this.#channels) {
      if (!hears(channel)) continue;
      reached++;
      this.#push(
        kind.startsWith("pattern ") ? ["pmessage", kind.slice("pattern ".length), channel, message] : ["message", channel, message],
      );
    }
    return reached;
  }
}
