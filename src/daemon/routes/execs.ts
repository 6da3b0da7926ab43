/** Commands in containers that run already. */
import type { ExecCreateRequest, ExecStartRequest } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { execCreateRequest, execStartRequest } from "../bodies/container.ts";
import { converse } from "../conversation.ts";
import { type Call, get, post, type Route } from "../router.ts";
import { readJson, readOptionalJson } from "../wire/body.ts";
import { json, type Reply } from "../wire/message.ts";
import { streamType, terminalSize } from "./container-streams.ts";

export const execRoutes: readonly Route[] = [
  post("/containers/{name}/exec", async (call) => {
    const request = await readJson(call, execCreateRequest);
    if (!request.Cmd || request.Cmd.length === 0) throw new EngineError(400, "No exec command specified");
    return json(await call.engine.execCreate(call.parameter("name"), request as ExecCreateRequest), 201);
  }),
  get("/exec/{id}/json", async (call) => json(await call.engine.execInspect(call.parameter("id")))),
  post("/exec/{id}/start", start),
  post("/exec/{id}/resize", async (call) => {
    const { rows, columns } = terminalSize(call.query);
    await call.engine.execResize(call.parameter("id"), rows, columns);
    return { status: 200 };
  }),
];

async function start(call: Call): Promise<Reply> {
  const request = ((await readOptionalJson(call, execStartRequest)) ?? {}) as ExecStartRequest;
  const id = call.parameter("id");
  if (request.Detach) {
    await call.engine.execStart(id, request);
    return { status: 200 };
  }
  const { OpenStdin, ProcessConfig } = await call.engine.execInspect(id);
  const attachment = await call.engine.execStart(id, request);
  const raw = ProcessConfig.tty;
  return {
    contentType: streamType(raw, call.version),
    converse: (connection) => converse(attachment, connection, { raw, input: OpenStdin }),
  };
}
