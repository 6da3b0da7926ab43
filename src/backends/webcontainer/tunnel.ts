/**
 * Connections from the lab's network to servers in a box. A page cannot connect to a port in there, but a program in there can:
 * one is started that does, and talks with this side over its own standard streams, a line a message, bytes in base64.
 */
import { proxy } from "comlink";
import { fromBase64, toBase64 } from "../../engine/base64.ts";
import type { Connection } from "../../engine/kernel/network/sockets.ts";
import { BrokenPipe } from "../../engine/kernel/open-file.ts";
import { bytesToText, textToBytes } from "../../engine/programs/shell/bytes.ts";
import type { Box, RunningProgram } from "./box.ts";

const scriptName = ".drydock-tunnel.cjs";

/** What is typed may come back on the output, as terminals echo: so each side has words of its own. */
const script = `
const net = require("net");
const sockets = new Map();
const say = (...words) => process.stdout.write(words.join(" ") + "\\n");
if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.setEncoding("latin1");
let rest = "";
process.stdin.on("data", (text) => {
  const lines = (rest + text).split(/[\\r\\n]+/);
  rest = lines.pop();
  for (const line of lines) {
    const [what, id, data] = line.split(" ");
    if (what === "open") {
      const socket = net.connect({ port: Number(data), host: "localhost" });
      sockets.set(id, socket);
      socket.on("data", (bytes) => {
        for (let at = 0; at < bytes.length; at += 1500) say("heard", id, bytes.subarray(at, at + 1500).toString("base64"));
      });
      socket.on("end", () => say("ended", id));
      socket.on("error", () => {});
      socket.on("close", () => { sockets.delete(id); say("closed", id); });
    } else if (what === "data") sockets.get(id)?.write(Buffer.from(data, "base64"));
    else if (what === "end") sockets.get(id)?.end();
  }
});
`;

export class Tunnel {
  readonly #box: Box;
  #program: Promise<RunningProgram> | undefined;
  readonly #connections = new Map<string, Connection>();
  #count = 0;
  #line = "";

  constructor(box: Box) {
    this.#box = box;
  }

  /** Joins a connection of the lab's network with a port in the box, until both sides have said all. */
  async carry(connection: Connection, port: number, signal: AbortSignal): Promise<void> {
    this.#program ??= this.#open();
    const program = await this.#program;
    const id = String(++this.#count);
    this.#connections.set(id, connection);
    await program.type(`open ${id} ${port}\n`);
    for (let text = await connection.read(signal); text !== ""; text = await connection.read(signal)) {
      const bytes = textToBytes(text);
      for (let at = 0; at < bytes.length; at += 1500) await program.type(`data ${id} ${toBase64(bytes.subarray(at, at + 1500))}\n`);
    }
    await program.type(`end ${id}\n`);
  }

  async close(): Promise<void> {
    const program = await this.#program?.catch(() => undefined);
    await program?.kill();
    for (const connection of this.#connections.values()) connection.release();
    this.#connections.clear();
  }

  async #open(): Promise<RunningProgram> {
    await this.#box.put({ [scriptName]: { file: { contents: script } } });
    const heard = (text: string): void => this.#heard(text);
    return this.#box.start(["node", scriptName], { cwd: ".", env: {} }, proxy(heard));
  }

  #heard(text: string): void {
    const lines = (this.#line + text).split(/[\r\n]+/);
    this.#line = lines.pop() ?? "";
    for (const line of lines) {
      const [what, id = "", data = ""] = line.split(" ");
      const connection = this.#connections.get(id);
      if (!connection) continue;
      if (what === "heard") write(connection, bytesToText(fromBase64(data)));
      else if (what === "ended") connection.shutdown();
      else if (what === "closed") {
        this.#connections.delete(id);
        connection.release();
      }
    }
  }
}

function write(connection: Connection, text: string): void {
  try {
    connection.write(text);
  } catch (error) {
    // Whoever asked has gone.
    if (!(error instanceof BrokenPipe)) throw error;
  }
}
