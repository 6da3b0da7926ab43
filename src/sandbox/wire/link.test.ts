import fc from "fast-check";
import { expect, test } from "vitest";
import { Channels } from "./channels.ts";
import { Link, type Wire } from "./link.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Two ends, and a connection between them that may go away with what is on its way. */
function pair() {
  const heard: [string[], string[]] = [[], []];
  const broken: string[] = [];
  const end = (side: 0 | 1) =>
    new Link({ receive: (message) => void heard[side].push(text(message)), broken: (why) => void broken.push(why.message) });
  const ends = [end(0), end(1)] as const;
  let onTheWay: (() => void)[] = [];
  let wires: readonly [Wire, Wire] | undefined;
  const wire = (to: 0 | 1): Wire => ({ send: (frame) => void onTheWay.push(() => ends[to].take(frame)), close: () => {} });
  return {
    ends,
    heard,
    broken,
    drop() {
      onTheWay = [];
      if (wires) for (const side of [0, 1] as const) ends[side].detach(wires[side]);
      wires = undefined;
    },
    connect() {
      this.drop();
      wires = [wire(1), wire(0)];
      const received = [ends[0].received, ends[1].received] as const;
      ends[0].attach(wires[0], received[1]);
      ends[1].attach(wires[1], received[0]);
    },
    deliver(count: number) {
      for (const carry of onTheWay.splice(0, count)) carry();
    },
  };
}

test("whatever drops, each message arrives once and in its order", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("send" as const), side: fc.constantFrom(0 as const, 1 as const) }),
    fc.record({ kind: fc.constantFrom("drop" as const, "connect" as const) }),
    fc.record({ kind: fc.constant("deliver" as const), count: fc.nat(8) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { ends, heard, broken, ...world } = pair();
      const link = Object.assign(world, { ends, heard, broken });
      const said: [string[], string[]] = [[], []];
      for (const each of steps) {
        if (each.kind === "send") {
          const word = `${each.side}-${said[each.side].length}`;
          said[each.side].push(word);
          ends[each.side].send(bytes(word));
        } else if (each.kind === "deliver") link.deliver(each.count);
        else link[each.kind]();
      }
      link.connect();
      link.deliver(10_000);
      expect(broken).toEqual([]);
      expect(heard).toEqual([said[1], said[0]]);
      for (const end of ends) end.close();
    }),
  );
});

test("what is malformed, out of order or never said ends the link", () => {
  for (const frame of [[], [7, 0, 0, 0, 1], [0, 0, 0, 0, 2, 1], [1, 0, 0, 0, 9]]) {
    const broken: string[] = [];
    const link = new Link({ receive: () => {}, broken: (why) => void broken.push(why.message) });
    link.take(Uint8Array.from(frame));
    expect(broken).toHaveLength(1);
  }
});

test("a side that does not hear is given up", () => {
  const broken: string[] = [];
  const link = new Link({ receive: () => {}, broken: (why) => void broken.push(why.message), mostUnheard: 1000 });
  for (let count = 0; count < 10; count++) link.send(new Uint8Array(200));
  expect(broken).toEqual(["sandbox protocol: the other side does not take what is sent to it"]);
});

test("a conversation that nobody reads stops at its window, and others go on", async () => {
  const server = new Channels(
    (message) => client.take(message),
    async (channel, { target }) => {
      channel.answer({ status: 200, headers: {} });
      const piece = new Uint8Array(64 * 1024);
      for (let count = 0; count < 100; count++) {
        await channel.write(piece);
        sent[target] = (sent[target] ?? 0) + piece.length;
      }
      channel.end();
    },
  );
  const sent: Record<string, number> = {};
  const client = new Channels((message) => server.take(message));
  const unread = client.open({ method: "GET", target: "/unread" });
  const read = client.open({ method: "GET", target: "/read" });
  await unread.head;
  let length = 0;
  for await (const piece of read.body()) length += piece.length;
  expect(length).toBe(100 * 64 * 1024);
  expect(sent["/unread"]).toBeLessThanOrEqual(256 * 1024);
  client.abort("over");
});
