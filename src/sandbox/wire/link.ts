/**
 * A link outlives its connections: messages are numbered and kept until the other side has them, so that a connection that
 * drops loses none and repeats none. The same class stands at both ends.
 */
import { ProtocolError } from "./protocol-error.ts";

/** As much of a WebSocket as a link needs. */
export interface Wire {
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface LinkOptions {
  receive(message: Uint8Array): void;
  /** Bytes that may wait for the other side's word before the link is given up. */
  readonly mostUnheard?: number;
  /** What waits is too much, or the other side broke the protocol: the link is over. */
  broken(why: Error): void;
}

const MESSAGE = 0;
const HEARD = 1;
const header = 5;
/** Bytes received, and milliseconds, after which the other side is told that they have come. */
const tellAfter = 32 * 1024;
const tellWithin = 50;

export class Link {
  readonly #options: LinkOptions;
  readonly #unheard: { readonly number: number; readonly frame: Uint8Array }[] = [];
  #unheardBytes = 0;
  #sent = 0;
  #received = 0;
  #untold = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wire: Wire | undefined;
  #over = false;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** How many messages have come: what a side that comes back tells the other. */
  get received(): number {
    return this.#received;
  }

  get isConnected(): boolean {
    return this.#wire !== undefined;
  }

  /**
   * Goes on over a connection. What the other side has not received is sent again.
   * @throws ProtocolError when it claims what was never sent, or lacks what is kept no longer
   */
  attach(wire: Wire, heard: number): void {
    this.#forget(heard);
    if (this.#unheard[0] && this.#unheard[0].number !== heard + 1) throw new ProtocolError("the other side lacks messages that are gone");
    this.#wire?.close();
    this.#wire = wire;
    for (const { frame } of this.#unheard) wire.send(frame);
  }

  /** The connection is gone; what is sent now waits for the next one. */
  detach(wire: Wire): void {
    if (this.#wire === wire) this.#wire = undefined;
  }

  send(message: Uint8Array): void {
    if (this.#over) return;
    const frame = new Uint8Array(header + message.length);
    frame[0] = MESSAGE;
    new DataView(frame.buffer).setUint32(1, ++this.#sent);
    frame.set(message, header);
    this.#unheard.push({ number: this.#sent, frame });
    this.#unheardBytes += frame.length;
    this.#wire?.send(frame);
    if (this.#unheardBytes > (this.#options.mostUnheard ?? Number.POSITIVE_INFINITY))
      this.#break(new ProtocolError("the other side does not take what is sent to it"));
  }

  /** What came over the connection. Whatever is malformed ends the link. */
  take(bytes: Uint8Array): void {
    if (this.#over) return;
    try {
      this.#take(bytes);
    } catch (error) {
      this.#break(error as Error);
    }
  }

  /** Ends both the connection and the link. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#unheard.length = 0;
    this.#wire?.close();
    this.#wire = undefined;
  }

  #take(bytes: Uint8Array): void {
    if (bytes.length < header) throw new ProtocolError("a frame is too short");
    const number = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(1);
    if (bytes[0] === HEARD) {
      this.#forget(number);
      return;
    }
    if (bytes[0] !== MESSAGE) throw new ProtocolError("a frame is of no known kind");
    // Sent again because our word did not reach the other side.
    if (number <= this.#received) return;
    if (number !== this.#received + 1) throw new ProtocolError("a message is missing");
    this.#received = number;
    this.#untold += bytes.length;
    this.#options.receive(bytes.subarray(header));
    if (this.#untold >= tellAfter) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), tellWithin);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#untold = 0;
    const frame = new Uint8Array(header);
    frame[0] = HEARD;
    new DataView(frame.buffer).setUint32(1, this.#received);
    this.#wire?.send(frame);
  }

  #forget(heard: number): void {
    if (heard > this.#sent) throw new ProtocolError("the other side has heard what was never said");
    while (this.#unheard[0] && this.#unheard[0].number <= heard) this.#unheardBytes -= this.#unheard.shift()?.frame.length ?? 0;
  }

  #break(why: Error): void {
    if (this.#over) return;
    this.close();
    this.#options.broken(why);
  }
}
