/** `DOCKER_BUILDKIT=0 docker build`: the classic builder, as the client shows it. */
import type { ClassicBuildRequest, Digest } from "../../engine/api.ts";
import type { Node } from "../../engine/filesystem/node.ts";
import { transferOptions } from "../container/pull.ts";
import type { DockerContext } from "../context.ts";
import { humanSize } from "../format/units.ts";

/** How a build ended, for the client that asked for it. */
interface End {
  /** That of a command that failed, 1 for any other mistake. */
  readonly code: number;
  readonly imageId?: Digest;
}

export async function buildClassic(asked: ClassicBuildRequest, quiet: boolean, context: DockerContext): Promise<End> {
  let begun = false;
  /** What a quiet build would have printed: it is told when the build fails. */
  let unsaid = "";
  const print = (text: string): void => {
    begun = true;
    if (quiet) unsaid += text;
    else context.stdout(text);
  };
  const sent = `Sending build context to Docker daemon  ${humanSize(archiveSize(asked.context))}\r\r\n`;
  if (quiet) unsaid = sent;
  else context.stdout(sent);
  const { onProgress } = transferOptions("docker.io/library/base", context, { quiet, output: "stdout" });
  const { imageId, failure } = await context.engine.classicBuild(asked, {
    onOutput: (_, text) => print(text),
    ...(onProgress && { onProgress }),
    signal: context.signal,
  });
  if (!failure) {
    if (quiet) context.stdout(`${imageId}\n`);
    return { code: 0, ...(imageId && { imageId }) };
  }
  // What is found before the first step is the answer itself.
  if (begun) context.stderr(unsaid);
  context.stderr(`${begun ? "" : "Error response from daemon: "}${failure.message}\n`);
  return { code: failure.code ?? 1 };
}

const block = 512;

/** Bytes of the tar: a header for each name, content in whole blocks, two empty ones at the end. */
function archiveSize(node: Node): number {
  const sizeOf = (each: Node): number => {
    if (each.kind === "file") return block + Math.ceil(each.content.size / block) * block;
    if (each.kind === "symlink") return block;
    return block + [...each.entries.values()].reduce((sum, child) => sum + sizeOf(child), 0);
  };
  return sizeOf(node) - block + 2 * block;
}
