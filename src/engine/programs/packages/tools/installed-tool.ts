/** Programs that are there and can say who they are, but whose work the lab does not do. */
import type { Process, Program } from "../../program.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";

const variable = /\$\{(\w+)\}|\$(\w+)/g;

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
    // Given a format, only the variables that it names.
    const named = first === undefined ? undefined : new Set([...first.matchAll(variable)].map(([, a, b]) => a ?? b));
    const text = await process.input.readAll();
    process.stdout(
      text.replace(variable, (written, a?: string, b?: string) => {
        const of = (a ?? b) as string;
        return named && !named.has(of) ? written : (process.env.get(of) ?? "");
      }),
    );
    return 0;
  }
  if (name === "dos2unix" || name === "unix2dos") return lineEnds(process, name);
  if (name === "strip") return strip(process);
  if (first === "--version" || first === "-V" || first === "-version" || first === "version" || first === "-v") {
    print(process, `${name} ${version}`.trim());
    return 0;
  }
  sayLab(process, `${name} is installed (package ${String(descriptor.data?.package ?? name)}), but what it does is not part of the lab.`);
  return 1;
};

function lineEnds(process: Process, name: string): number {
  let status = 0;
  for (const file of process.argv.slice(1).filter((word) => !word.startsWith("-"))) {
    const path = absolute(process.cwd, file);
    if (process.fs.lookup(path)?.kind !== "file") {
      printError(process, `${name}: ${file}: No such file or directory`, `${name}: Skipping ${file}, not a regular file.`);
      status = 2;
      continue;
    }
    const plain = process.fs.readText(path).replaceAll("\r\n", "\n");
    process.fs.writeFile(path, name === "dos2unix" ? plain : plain.replaceAll("\n", "\r\n"));
    printError(process, `${name}: converting file ${file} to ${name === "dos2unix" ? "Unix" : "DOS"} format...`);
  }
  return status;
}

/** Takes the symbols out of a binary: about a third of it. */
function strip(process: Process): number {
  for (const file of process.argv.slice(1).filter((word) => !word.startsWith("-"))) {
    const path = absolute(process.cwd, file);
    const node = process.fs.lookup(path);
    if (node?.kind !== "file") {
      printError(process, `strip: '${file}': No such file`);
      return 1;
    }
    const mode = node.mode;
    process.fs.writeFile(path, {
      bytes: node.content.bytes,
      size: Math.max(node.content.bytes.length, Math.round(node.content.size * 0.68)),
    });
    process.fs.chmod(path, mode);
  }
  return 0;
}

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
