/** One thing that a hostile session tries, and what must come of it. */
import assert from "node:assert/strict";
import type { SandboxConnection } from "../../../src/backends/sandbox/connection.ts";
import { bytesOf } from "../../../src/backends/sandbox/api/http.ts";
import type { Gateway } from "../../../src/sandbox/gateway/gateway.ts";
import type { Rule } from "../../../src/sandbox/policy/refusal.ts";

export interface Trial {
  readonly name: string;
  /** Throws when it got out. */
  run(gateway: Gateway): Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a body holds each trial knows
  readonly json: any;
}

/** A request as a hostile client sends it: whatever it likes. */
export async function ask(
  connection: SandboxConnection,
  method: string,
  target: string,
  json?: unknown,
  bytes?: Uint8Array,
): Promise<Answered> {
  const answer = await connection.request({ method, target, json, ...(bytes && { bytes }) });
  const text = new TextDecoder().decode(await bytesOf(answer.body));
  return {
    status: answer.status,
    text,
    json: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text.split("\n")[0] ?? "") : undefined,
  };
}

/** The answer is a refusal that names this rule. */
export function refusedBy(rule: Rule, answer: Answered): void {
  assert.equal(answer.status, 403, `${answer.status} ${answer.text}`);
  assert.match(answer.text, new RegExp(`sandbox rule \\\\"${rule}\\\\"`));
}

/** A running container of the session. @returns its id */
export async function started(connection: SandboxConnection, cmd: readonly string[], more: object = {}, name = ""): Promise<string> {
  const made = await ask(connection, "POST", `/containers/create?name=${name}`, { Image: "alpine:3.20", Cmd: cmd, ...more });
  assert.equal(made.status, 201, made.text);
  const begun = await ask(connection, "POST", `/containers/${made.json.Id}/start`);
  assert.equal(begun.status, 204, begun.text);
  return made.json.Id as string;
}

/** What a command in a container prints, and its exit code. */
export async function ran(
  connection: SandboxConnection,
  script: string,
  more: object = {},
): Promise<{ code: number; out: string; inspect: Answered["json"] }> {
  const id = await started(connection, ["sh", "-c", script], more);
  const waited = await ask(connection, "POST", `/containers/${id}/wait`);
  const logs = await ask(connection, "GET", `/containers/${id}/logs?stdout=1&stderr=1`);
  const inspect = await ask(connection, "GET", `/containers/${id}/json`);
  await ask(connection, "DELETE", `/containers/${id}?force=1&v=1`);
  return { code: waited.json.StatusCode as number, out: logs.text, inspect: inspect.json };
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
