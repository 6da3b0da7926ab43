/** The picture of API calls in words. */
import type { ApiCall, ApiCommand, ApiView, RegistryCall } from "../../views/api-calls.ts";
import { counted } from "../shapes/words.ts";

export function summaryOf({ version, commands }: ApiView): string {
  const last = commands.at(-1);
  if (!last) return `API ${version}: no command yet`;
  return `API ${version} · ${last.line}: ${counted(last.calls.length + last.more, "request")}`;
}

export function wordsOf({ commands }: ApiView): string[] {
  return [...commands].reverse().map(commandWords);
}

function commandWords({ line, calls, more }: ApiCommand): string {
  const rest = more > 0 ? ` And ${counted(more, "request")} more.` : "";
  return `${line}: ${calls.map(callWords).join("; ")}.${rest}`;
}

function callWords(call: ApiCall): string {
  const { method, path, runtime, registry } = call;
  const behind = [
    ...(registry.length > 0 ? [`the registry is asked: ${registrySummary(registry)}`] : []),
    ...(runtime && call.status < 300 && call.status > 0 ? [`behind it, ${runtime.replace(/\.$/, "")}`] : []),
  ];
  return `${method} ${path}, ${answerWords(call)}${behind.length > 0 ? ` (${behind.join("; ")})` : ""}`;
}

/** `201 Created`, `waiting`, `101, both ways, open`. */
export function answerWords({ status, streams, pieces, open }: ApiCall): string {
  if (status === 0) return pieces > 0 ? `answer under way: ${counted(pieces, "piece")}` : "no answer yet";
  const named = `${status} ${names[status] ?? ""}`.trim();
  if (streams === "both ways" && status === 101) return `${named}: the connection carries the streams${open ? "" : ", and is closed"}`;
  if (streams === "pieces" && status < 300) return `${named}, in ${counted(pieces, "piece")}${open ? " so far" : ""}`;
  return open ? `${named}, and waiting for the rest` : named;
}

const names: Readonly<Record<number, string>> = {
  101: "Upgraded",
  200: "OK",
  201: "Created",
  204: "No Content",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  499: "Closed by the client",
  500: "Internal Server Error",
  501: "Not Implemented",
};

/** `the manifest, 3 layers moved, 2 there already (12.4 MB)` */
function registrySummary(registry: readonly RegistryCall[]): string {
  const count = (kind: RegistryCall["kind"]): number => registry.filter((call) => call.kind === kind).length;
  const moved = registry.filter(({ kind }) => kind === "layer");
  const bytes = moved.reduce((sum, { bytes: size = 0 }) => sum + size, 0);
  const parts = [
    ...(count("manifest") > 0 ? ["the manifest"] : []),
    ...(moved.length > 0 ? [`${counted(moved.length, "layer")} moved${bytes > 0 ? ` (${megabytes(bytes)})` : ""}`] : []),
    ...(count("present") > 0 ? [`${counted(count("present"), "layer")} there already`] : []),
  ];
  return parts.join(", ");
}

export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
