/** The other side said something that the protocol does not know. */
export class ProtocolError extends Error {
  constructor(message: string) {
    super(`sandbox protocol: ${message}`);
    this.name = "ProtocolError";
  }
}
