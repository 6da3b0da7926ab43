/** What containers print, as it comes: logs, connections to their streams, readings of what they use. */
import type { Attachment, LogOptions } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { converse } from "../conversation.ts";
import { type Call, get, post, type Route } from "../router.ts";
import { framed } from "../wire/frames.ts";
import { type Answer, done, json, jsonLine, type Reply, type Takeover } from "../wire/message.ts";
import { parseMoment, type Query } from "../wire/query.ts";

export const containerStreamRoutes: readonly Route[] = [
  get("/containers/{name}/logs", logs),
  get("/containers/{name}/stats", stats),
  post("/containers/{name}/attach", attach),
  get("/containers/{name}/attach/ws", attachOverWebSocket),
  post("/containers/{name}/resize", async (call) => {
    const { rows, columns } = terminalSize(call.query);
    await call.engine.containerResize(call.parameter("name"), rows, columns);
    return { ...done, status: 200 };
  }),
];

/** Throws `EngineError` 400. */
export function terminalSize(query: Query): { readonly rows: number; readonly columns: number } {
  const read = (name: string, what: string): number => {
    const text = query.text(name);
    if (!/^\d+$/.test(text)) throw new EngineError(400, `invalid resize ${what} ${JSON.stringify(text)}: invalid syntax`);
    if (Number(text) > 2 ** 32 - 1) throw new EngineError(400, `invalid resize ${what} ${JSON.stringify(text)}: value out of range`);
    return Number(text);
  };
  return { rows: read("h", "height"), columns: read("w", "width") };
}

/** What a connection to a container's or an exec's streams is called. Framed streams have a name of their own since 1.42. */
export function streamType(raw: boolean, version: number): string {
  return raw || version < 42 ? "application/vnd.docker.raw-stream" : "application/vnd.docker.multiplexed-stream";
}

async function logs(call: Call): Promise<Answer> {
  const { query, engine } = call;
  const wanted = { stdout: query.flag("stdout"), stderr: query.flag("stderr") };
  if (!wanted.stdout && !wanted.stderr) throw new EngineError(400, "Bad parameters: you must choose at least one stream");
  const name = call.parameter("name");
  const { Config } = await engine.containerInspect(name);
  const tail = /^\d+$/.test(query.text("tail")) ? Number(query.text("tail")) : undefined;
  const since = parseMoment(query.text("since"));
  const until = parseMoment(query.text("until"));
  const options: LogOptions = {
    ...wanted,
    follow: query.flag("follow"),
    timestamps: query.flag("timestamps"),
    details: query.flag("details"),
    ...(tail !== undefined && { tail }),
    ...(since !== undefined && since !== 0 && { since }),
    ...(until !== undefined && until !== 0 && { until }),
    signal: call.signal,
  };
  const raw = Config.Tty ?? false;
  const lines = await engine.containerLogs(name, options);
  return { status: 200, headers: { "content-type": streamType(raw, call.version) }, body: framed(lines, raw) };
}

async function stats(call: Call): Promise<Answer> {
  const { engine, query } = call;
  const name = call.parameter("name");
  const oneShot = query.flag("one-shot");
  if (!query.flag("stream", true)) return json(await engine.containerStats(name, { oneShot, signal: call.signal }));
  if (oneShot) throw new EngineError(400, "cannot have stream=true and one-shot=true");
  const readings = await engine.containerStatsStream(name, call.signal);
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const reading of readings) yield jsonLine(reading);
  }
  return { status: 200, headers: { "content-type": "application/json" }, body: body() };
}

async function attach(call: Call): Promise<Reply> {
  const { engine, query, version } = call;
  const name = call.parameter("name");
  const { Config } = await engine.containerInspect(name);
  const raw = Config.Tty ?? false;
  const streams = { stdout: query.flag("stdout"), stderr: query.flag("stderr") };
  if (!query.flag("stream"))
    return query.flag("logs") ? { status: 200, body: framed(await engine.containerLogs(name, streams), raw) } : done;
  const attachment: Attachment = await engine.containerAttach(name, {
    ...streams,
    stdin: query.flag("stdin"),
    logs: query.flag("logs"),
    ...(query.has("detachKeys") && query.text("detachKeys") !== "" && { detachKeys: query.text("detachKeys") }),
  });
  const takeover: Takeover = {
    contentType: streamType(raw, version),
    converse: (connection) => converse(attachment, connection, { raw, input: query.flag("stdin") }),
  };
  return takeover;
}

/** All streams are one here, as a terminal's. Which of them are meant can be said since 1.42; what is sent is text before 1.28. */
async function attachOverWebSocket(call: Call): Promise<Reply> {
  const { engine, query, version } = call;
  const meant = (stream: string): boolean => version < 42 || query.flag(stream);
  const [stdin, logs, stays] = [meant("stdin"), query.flag("logs"), query.flag("stream")];
  const streams = { stdout: meant("stdout"), stderr: meant("stderr") };
  const name = call.parameter("name");
  await engine.containerInspect(name);
  const detachKeys = query.text("detachKeys");
  const takeover: Takeover = {
    contentType: streamType(true, version),
    webSocket: version < 28 ? "text" : "binary",
    converse: async (connection) => {
      if (!stays) {
        if (logs) for await (const piece of framed(await engine.containerLogs(name, streams), true)) await connection.write(piece);
        return;
      }
      const attachment = await engine.containerAttach(name, { ...streams, stdin, logs, ...(detachKeys !== "" && { detachKeys }) });
      await converse(attachment, connection, { raw: true, input: stdin });
    },
  };
  return takeover;
}
