/** Ports that containers of a sandbox have published, on the lab's own host: `curl localhost:8080` and the small browser find them. */
import type { Engine } from "../../engine/api.ts";
import type { Machine } from "../../engine/kernel/machine.ts";
import type { Connection, Listener } from "../../engine/kernel/network/sockets.ts";
import { bytesToText, textToBytes } from "../../engine/programs/shell/bytes.ts";
import type { Transport } from "./transport.ts";

export class PublishedPorts {
  readonly #transport: Transport;
  readonly #engine: Engine;
  readonly #listeners = new Map<number, Listener>();
  #machine: Machine | undefined;

  constructor(transport: Transport, engine: Engine) {
    this.#transport = transport;
    this.#engine = engine;
  }

  join(machine: Machine): void {
    this.#machine = machine;
  }

  /** Opens and closes ports as they are published now. */
  async look(): Promise<void> {
    const machine = this.#machine;
    if (!machine) return;
    const running = await this.#engine.containerList();
    const published = new Set(
      running.flatMap(({ Ports }) => Ports.flatMap(({ PublicPort, Type }) => (PublicPort && Type === "tcp" ? [PublicPort] : []))),
    );
    for (const [port, listener] of this.#listeners) {
      if (published.has(port)) continue;
      this.#listeners.delete(port);
      listener.release();
    }
    for (const port of published) {
      // What the learner's own host listens at already keeps its port.
      if (this.#listeners.has(port) || machine.network.host.sockets.find("tcp", { address: 0, port }, true)) continue;
      const listener = machine.network.listen(machine.network.host, { address: 0, port }).retain();
      this.#listeners.set(port, listener);
      void this.#accept(listener, port);
    }
  }

  async #accept(listener: Listener, port: number): Promise<void> {
    for (;;) {
      const connection = await listener.accept().catch(() => undefined);
      if (!connection) return;
      void this.#carry(connection.retain(), port).catch(() => connection.release());
    }
  }

  /** Both ways, until both sides have said all. */
  async #carry(connection: Connection, port: number): Promise<void> {
    const answer = await this.#transport.request({ method: "POST", target: `/drydock/connect?port=${port}`, upgrade: true });
    if (answer.status !== 101) {
      connection.release();
      return;
    }
    const up = async (): Promise<void> => {
      for (;;) {
        const text = await connection.read();
        if (text === "") break;
        await answer.write(textToBytes(text));
      }
      answer.end();
    };
    const down = async (): Promise<void> => {
      for await (const piece of answer.body) {
        connection.write(bytesToText(piece));
        if (connection.full) await connection.drained();
      }
      connection.shutdown();
    };
    try {
      await Promise.all([up(), down()]);
    } finally {
      answer.abort();
      connection.release();
    }
  }
}
