/** `DOCKER_BUILDKIT=0 docker build`: the classic builder, as the client shows it. */
import type { BuildRequest, ClassicBuildRequest } from "../../engine/api.ts";
import type { Node } from "../../engine/filesystem/node.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { transferOptions } from "../container/pull.ts";
import type { DockerContext } from "../context.ts";
import { humanSize } from "../format/units.ts";

/** Resolves to the exit code: that of a command that failed, 1 for any other mistake. */
export async function buildClassic(request: BuildRequest, quiet: boolean, context: DockerContext): Promise<number> {
  let begun = false;
  /** What a quiet build would have printed: it is told when the build fails. */
  let unsaid = "";
  const print = (text: string): void => {
    begun = true;
    if (quiet) unsaid += text;
    else context.stdout(text);
  };
  const asked = classicRequest(request);
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
    return 0;
  }
  // What is found before the first step is the answer itself.
  if (begun) context.stderr(unsaid);
  context.stderr(`${begun ? "" : "Error response from daemon: "}${failure.message}\n`);
  return failure.code ?? 1;
}

/** The Dockerfile travels in the context, wherever it came from. */
function classicRequest(request: BuildRequest): ClassicBuildRequest {
  const { dockerfile, tags, target, buildArgs, labels, noCache, pull, platform, network, addHosts, shmSize } = request;
  const tree = new WorkingTree(request.context);
  if (dockerfile.text !== undefined) tree.writeFile(`/${dockerfile.name}`, dockerfile.text, { parents: true });
  return {
    context: tree.root,
    dockerfile: dockerfile.name,
    ...(tags && { tags }),
    ...(target && { target }),
    ...(buildArgs && { buildArgs }),
    ...(labels && { labels }),
    ...(noCache && { noCache }),
    ...(pull && { pull }),
    ...(platform && { platform }),
    ...(network && { networkMode: network }),
    ...(addHosts && { extraHosts: addHosts }),
    ...(shmSize && { shmSize }),
  };
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
