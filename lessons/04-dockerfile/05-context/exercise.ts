import type { ImageFilesystem } from "../../../src/engine/api.ts";
import type { CheckResult, Exercise, Probe, ProbeBuild } from "../../../src/grading/exercise.ts";
import { holds, lastWords } from "../../shared/build-checks.ts";
import { startFiles } from "./start-files.ts";

/** A file that nobody but us can have put there: if it is in the image, the folder came from the learner's machine. */
const marker = "brought-from-your-machine.txt";

async function buildWithMarkers(
  lab: Probe,
  folders: readonly string[],
): Promise<{ build: ProbeBuild; filesystem: ImageFilesystem } | CheckResult> {
  for (const folder of folders) lab.write(`${folder}/${marker}`, "If this is in the image, its folder was in the context.\n");
  const build = await lab.build();
  if (!build.ok) return lab.fail(`The build ends with: ${lastWords(build)}`);
  return { build, filesystem: await build.filesystem() };
}

/** Layers are looked at one by one: what a later layer hides is still in the image. */
function find(filesystem: ImageFilesystem, pattern: RegExp): { path: string; createdBy: string; hidden: boolean } | undefined {
  for (const { changes, createdBy } of filesystem.layers) {
    const hit = changes.find(({ path, kind, type }) => kind !== "deleted" && type !== "directory" && pattern.test(path));
    if (hit) return { path: hit.path, createdBy, hidden: !holds(filesystem.root, pattern) };
  }
  return undefined;
}

const stillBelow = (what: string, createdBy: string): string =>
  `A later step deletes ${what}, but that only hides it: it is still in the layer below, the one made by \`${createdBy.replace(/ # buildkit$/, "")}\`, and can be read from there.`;

function keptOut(
  what: string,
  folders: readonly string[],
  pattern: RegExp,
  found: (path: string) => string,
): (lab: Probe) => Promise<CheckResult> {
  return async (lab) => {
    const made = await buildWithMarkers(lab, folders);
    if ("status" in made) return made;
    const hit = find(made.filesystem, pattern);
    if (!hit) return lab.pass();
    return lab.fail(hit.hidden ? stillBelow(what, hit.createdBy) : found(hit.path));
  };
}

const exercise: Exercise = {
  task: "Keep .git, .env and every node_modules of your machine out of the image; the server must still have all it needs.",
  startFiles,
  checks: [
    {
      id: "builds",
      title: "The image builds, and the server has all it needs",
      async run(lab) {
        const build = await lab.build();
        if (!build.ok)
          return lab.fail(`The build ends with: ${lastWords(build)}. Perhaps something is kept out that a step wants to read.`);
        const { root } = await build.filesystem();
        if (!holds(root, /\/server\.js$/)) return lab.fail("`server.js` is not in the image. More is kept out than should be.");
        if (!holds(root, /\/packages\/cart\/index\.js$/))
          return lab.fail("`packages/cart/index.js`, which `server.js` requires, is not in the image. More is kept out than should be.");
        if (!holds(root, /\/node_modules\/express\/package\.json$/))
          return lab.fail("Express is not in the image: `npm install` has to run inside it, with `package.json` at hand.");
        return lab.pass();
      },
    },
    {
      id: "no-git",
      title: "`.git` stays out",
      after: ["builds"],
      run: keptOut(
        "`.git`",
        [".git"],
        /\/\.git\//,
        (path) => `\`${path}\` is in the image: the project's whole history travels with it, and every commit will break the cache.`,
      ),
    },
    {
      id: "no-env",
      title: "`.env` is in no layer",
      after: ["builds"],
      run: keptOut(
        "`.env`",
        [],
        /\/\.env$/,
        (path) => `\`${path}\` is in the image, with the database password in it. Anyone who pulls the image can read it.`,
      ),
    },
    {
      id: "no-node-modules",
      title: "`node_modules` of your machine stays out, at every depth",
      after: ["builds"],
      async run(lab) {
        const deep = "packages/cart/node_modules";
        const made = await buildWithMarkers(lab, ["node_modules", deep, "packages/cart/src/inner/node_modules"]);
        if ("status" in made) return made;
        const hit = find(made.filesystem, new RegExp(`/node_modules/${marker.replaceAll(".", "\\.")}$`));
        if (!hit) return lab.pass();
        if (hit.hidden) return lab.fail(stillBelow("the copied `node_modules`", hit.createdBy));
        const rootKept = !find(made.filesystem, new RegExp(`^/(?:(?!packages).)*node_modules/${marker.replaceAll(".", "\\.")}$`));
        if (rootKept)
          return lab.fail(
            `\`node_modules\` is kept out only at the root of the context: \`${hit.path}\` came along from \`${deep}\`. A pattern starts at the root; \`**/\` in front of it means any depth.`,
          );
        return lab.fail(`\`${hit.path}\` came from your machine. We expected only what \`npm install\` puts there inside the image.`);
      },
    },
  ],
  hints: [
    "Click the plate of your `COPY` in the stack and read the list: which of these files would you not hand to a stranger?",
    "A file that never reaches the engine cannot end up in a layer. The place to say so is `.dockerignore`, one pattern a line.",
    "A bare name matches at the root of the context only. `**/` in front of a name means \u201cat any depth, the root included\u201d.",
  ],
  alternatives: [
    {
      title: "An allow list",
      text: "Everything is kept out but what is named. New files have to be let in on purpose.",
      files: { ".dockerignore": "*\n!package.json\n!server.js\n!packages\n**/node_modules\n" },
    },
    {
      title: "Copy only what is needed",
      text: "The Dockerfile names each file. Nothing else takes part, though the client may still have to look at it.",
      files: {
        Dockerfile: `FROM node:22-alpine
WORKDIR /srv
COPY package.json ./
RUN npm install --omit=dev
COPY server.js ./
COPY packages/cart/package.json packages/cart/index.js ./packages/cart/
EXPOSE 3000
CMD ["node", "server.js"]
`,
      },
    },
  ],
};

export default exercise;
