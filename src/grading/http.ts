/** Requests that checks make, by the programs a person would use, and what those programs say about the answer. */
import type { ProbeResponse, ProbeResult } from "./exercise.ts";
import { quote } from "../shell/quoting.ts";

/** Simulated seconds that one request may take. */
const limit = 5;

/** A GET with curl that tries again for a few seconds where nothing answers yet; the answer's head is printed too. */
export function curlLine(url: string): string {
  return `command curl -sS -i --max-time ${limit} --retry 4 --retry-delay 1 --retry-all-errors ${quote(url)}`;
}

/** What `curlLine` gave. */
export function readResponse({ exitCode, stdout, stderr }: ProbeResult): ProbeResponse {
  const head = /^HTTP\/[\d.]+ (\d{3})[^\n]*\n(?:[^\n]+\n)*?\r?\n/.exec(stdout);
  if (exitCode !== 0 || !head) return noAnswer(stderr);
  return { ok: true, status: Number(head[1]), body: stdout.slice(head[0].length), error: "" };
}

/** The words of a GET with busybox's wget. */
export function wgetWords(url: string): readonly string[] {
  return ["wget", "-S", "-T", String(limit), "-O", "-", url];
}

/** What `wgetWords` gave. */
export function readWget({ exitCode, stdout, stderr }: ProbeResult): ProbeResponse {
  const status = Number(/^\s*HTTP\/[\d.]+ (\d{3})/m.exec(stderr)?.[1] ?? /HTTP\/[\d.]+ (\d{3})/.exec(stderr)?.[1] ?? 0);
  if (status === 0) return noAnswer(exitCode === 0 ? "no answer" : stderr);
  return { ok: true, status, body: stdout, error: "" };
}

/** The last line says it: `curl: (7) Failed to connect…`. */
function noAnswer(stderr: string): ProbeResponse {
  return { ok: false, status: 0, body: "", error: stderr.trim().split("\n").at(-1) ?? "" };
}
