/** Programs that are there and can say who they are, but whose work the lab does not do. */
import type { Program } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";

export const installedTool: Program = async (process, descriptor) => {
  const name = String(descriptor.data?.name ?? process.argv[0]);
  const version = String(descriptor.data?.version ?? "");
  const first = process.argv[1];
  // Wrappers that only start another program can be true to life.
  if ((name === "tini" || name === "dumb-init") && first !== undefined && !first.startsWith("--ver")) {
    const words = process.argv.slice(1);
    while (words[0]?.startsWith("-")) words.shift();
    return words.length > 0 ? process.spawn(words) : 1;
  }
  if (name === "envsubst") {
    process.stdout(process.stdin.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, a?: string, b?: string) => process.env.get((a ?? b) as string) ?? ""));
    return 0;
  }
  if (first === "--version" || first === "-V" || first === "-version" || first === "version" || first === "-v") {
    print(process, `${name} ${version}`.trim());
    return 0;
  }
  sayLab(process, `${name} is installed (package ${String(descriptor.data?.package ?? name)}), but what it does is not part of the lab.`);
  return 1;
};

/** Where PostgreSQL's headers are: builds of psycopg2 look for it. */
export const pgConfig: Program = async (process, descriptor) => {
  const answers: Readonly<Record<string, string>> = {
    "--includedir": "/usr/include/postgresql",
    "--libdir": "/usr/lib/x86_64-linux-gnu",
    "--version": `PostgreSQL ${String(descriptor.data?.version ?? "15.13")}`,
    "--bindir": "/usr/bin",
  };
  const answer = answers[process.argv[1] ?? ""];
  if (answer === undefined) {
    printError(process, `pg_config: invalid argument: ${process.argv[1] ?? ""}`, 'Try "pg_config --help" for more information.');
    return 1;
  }
  print(process, answer);
  return 0;
};

/** The `hello-world` image's program. */
export const helloWorld: Program = async (process) => {
  print(
    process,
    "",
    "Hello from Docker!",
    "This message shows that your installation appears to be working correctly.",
    "",
    "(The lab's own words from here on: a program of ten kilobytes, the only file of its",
    "image, wrote this to its standard output, and will now end.)",
    "",
  );
  return 0;
};
