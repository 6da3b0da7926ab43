import { Host } from "./host.ts";
import { parts } from "./parts.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

/** What a dedicated worker's global scope is to us; TypeScript knows a page's and a worker's only apart. */
interface Scope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const scope = self as unknown as Scope;
const newHost = () => new Host((message) => scope.postMessage(message), parts);
let host = newHost();
scope.onmessage = ({ data }) => {
  if (data.type === "renew") {
    host.dispose();
    host = newHost();
  } else host.receive(data);
};
