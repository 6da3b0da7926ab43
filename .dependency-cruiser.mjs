/** One direction of imports: see docs/architecture.md. */
const above = {
  engine: "daemon|views|cli|shell|grading|backends|visualizers|lab|progress|headless|site|pages|layouts|components",
  daemon: "views|cli|shell|grading|backends|visualizers|lab|progress|headless|site|pages|layouts|components",
  views: "daemon|cli|shell|grading|backends|visualizers|lab|progress|headless|site|pages|layouts|components",
  cli: "daemon|shell|grading|backends|visualizers|lab|progress|headless|site|pages|layouts|components",
  shell: "daemon|grading|backends|visualizers|lab|progress|headless|site|pages|layouts|components",
  grading: "daemon|backends|visualizers|lab|progress|headless|site|pages|layouts|components",
  visualizers: "cli|shell|grading|backends|lab|progress|headless|site|pages|layouts|components",
  sandbox: "shell|cli|grading|backends|visualizers|lab|progress|headless|pages|layouts|components",
  backends: "visualizers|lab|headless|site|pages|layouts|components",
  progress: "cli|shell|grading|visualizers|lab|headless|site|pages|layouts|components",
  lab: "headless|pages|layouts",
  headless: "backends|visualizers|lab|progress|site|pages|layouts|components",
};

const tests = "\\.test\\.tsx?$|/testing\\.ts$";

export default {
  forbidden: [
    {
      name: "no-circular",
      comment: "A circle means two ideas in the wrong files.",
      severity: "error",
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^astro:|^virtual:" } },
    ...Object.entries(above).map(([folder, higher]) => ({
      name: `${folder}-knows-nothing-above-it`,
      severity: "error",
      from: { path: `^src/${folder}/`, pathNot: tests },
      to: { path: `^src/(${higher})/` },
    })),
    {
      name: "the-engine-is-a-hinge",
      comment:
        "The client, the HTTP face, the grader and the pictures know the Engine's interface and the immutable trees, never the solver or the store.",
      severity: "error",
      from: { path: "^src/(cli|daemon|grading|views|visualizers)/", pathNot: tests },
      to: {
        path: "^src/engine/",
        pathNot:
          "^src/engine/(api|base64|clock)\\.ts$|^src/engine/go/|^src/engine/api/|^src/engine/filesystem/|^src/engine/images/reference\\.ts$|^src/engine/programs/shell/bytes\\.ts$|^src/engine/kernel/network/(address|ipv6)\\.ts$|^src/engine/scan/|^src/engine/dockerfile/(excerpt|ignore)\\.ts$|^src/engine/build/explain/(explain|reasons)\\.ts$",
      },
    },
    {
      name: "engine-knows-no-platform",
      comment: "No Node and no DOM in the engine.",
      severity: "error",
      from: { path: "^src/engine/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "the-daemon-knows-no-platform",
      comment: "The HTTP face carries on any platform; its adapter for Node is in a folder of its own.",
      severity: "error",
      from: { path: "^src/daemon/(?!node/)", pathNot: tests },
      to: { path: "^src/daemon/node/", dependencyTypes: ["core"] },
    },
    {
      name: "browsers-know-the-sandbox-by-its-wire",
      comment: "Of the gateway the lab knows what goes over the connection, and the shapes of what it is told.",
      severity: "error",
      from: { path: "^src/(?!sandbox/)", pathNot: tests },
      to: { path: "^src/sandbox/(?!wire/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-wire-knows-no-platform",
      severity: "error",
      from: { path: "^src/sandbox/wire/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pages-for-browsers-know-no-node",
      severity: "error",
      from: { path: "^src/(lab|views|visualizers|backends|progress|shell|cli|grading)/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.astro$|node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
