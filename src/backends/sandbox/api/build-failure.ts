import type { BuildFailure, SourceRange, Vertex } from "../../../engine/api.ts";

/** What the build's client says when it fails: an excerpt of the Dockerfile, and the error. */
export function failureOf(text: readonly string[], vertices: readonly Vertex[]): BuildFailure {
  const whole = text.join("\n");
  const message = /ERROR: (?:failed to build: )?(?:failed to solve: )?([\s\S]*?)\s*$/.exec(whole)?.[1] ?? whole.trim();
  const failed = vertices.find(({ error, canceled }) => error !== undefined && !canceled);
  const source = excerptRange(text);
  return { message, ...(failed && { vertex: failed.id }), ...(source && { source }) };
}

/** `   3 | >>> RUN exit 3`: the lines that the error is about. */
function excerptRange(text: readonly string[]): SourceRange | undefined {
  const lines = text.flatMap((line) => /^\s*(\d+) \| >>> /.exec(line)?.[1] ?? []).map(Number);
  const [startLine, endLine] = [lines[0], lines.at(-1)];
  if (startLine === undefined || endLine === undefined) return undefined;
  return { startLine, startColumn: 0, endLine, endColumn: 0 };
}
