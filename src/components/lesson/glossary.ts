/** The words of the trade, each in a sentence or two. Lessons point here with `<Term of="…">`. */
const meanings: Readonly<Record<string, string>> = {
  image: "A file system and a configuration, packed as layers, from which containers are started. It never changes once made.",
  layer: "The files that one build step added, changed or removed. An image is a stack of layers; equal layers are stored once.",
  container: "A process (and its children) that sees a file system, a network and a process list of its own.",
  context: "The folder that is sent to the builder. COPY and ADD can only take files from it.",
  cache: "What the builder remembers of the steps it has run. A step whose key it knows is not run again.",
  "cache key": "What a step is remembered by: its instruction, what it stands on, and the content of the files it copies.",
  stage: "One FROM and all that stands on it. A Dockerfile can have several; only what the last one needs is built.",
  target: "The stage whose result becomes the image: the last one, or the one named by --target.",
  digest: "The SHA-256 of some content: a name that only this content can have.",
  tag: "A movable name for an image, such as 3.12-slim. The same tag can mean another image tomorrow.",
  registry: "A server that keeps images under their names and hands them out.",
  base: "The image that FROM names: what your own layers stand on.",
  builder: "The part of Docker that turns a Dockerfile and a context into an image. Today it is BuildKit.",
  daemon: "dockerd, the background process that keeps images and runs containers. The docker command only talks to it.",
  "process 1": "The first process of a container. What is sent to the container reaches it, and when it ends, the container has ended.",
};

/** The meaning of a word, whatever its case and number. Throws, naming the words it knows, so that a lesson cannot miss. */
export function meaning(word: string): { id: string; text: string } {
  const plain = word.toLowerCase().trim();
  for (const id of [plain, plain.replace(/s$/, "")]) {
    const text = meanings[id];
    if (text) return { id: id.replaceAll(" ", "-"), text };
  }
  throw new Error(
    `<Term of="${word}">: the glossary has no such word. It knows: ${Object.keys(meanings).join(", ")}. Add it in src/components/lesson/glossary.ts.`,
  );
}
