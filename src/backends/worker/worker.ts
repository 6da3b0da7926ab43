import { ownScope } from "../worker-ends.ts";
import { Host } from "./host.ts";
import { parts } from "./parts.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

const scope = ownScope<ToWorker, FromWorker>();
const newHost = () => new Host((message) => scope.postMessage(message), parts);
let host = newHost();
scope.onmessage = ({ data }) => {
  if (data.type === "renew") {
    host.dispose();
    host = newHost();
  } else host.receive(data);
};
