/** gRPC as far as it takes to say no. */
import { performServerHandshake } from "node:http2";
import type { Duplex } from "node:stream";

/** gRPC's code for a method that does not exist. */
const unimplemented = "12";

/** Answers every call on the connection with `message`. */
export function refuseCalls(socket: Duplex, message: string): void {
  const session = performServerHandshake(socket);
  session.on("error", () => socket.destroy());
  session.on("stream", (stream) => {
    stream.on("error", () => {});
    stream.respond(
      {
        ":status": 200,
        "content-type": "application/grpc",
        "grpc-status": unimplemented,
        "grpc-message": encodeURIComponent(message).replaceAll("%20", " "),
      },
      { endStream: true },
    );
  });
}
