/** The C compiler, as far as small programs and builds of packages need it. */
import { encodeExecutable } from "../../executable.ts";
import type { Process, Program } from "../../program.ts";
import { hole, linkage, type Libc, muslLoader } from "../binaries.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";

export const gcc: Program = async (process, descriptor) => {
  const args = process.argv.slice(1);
  const name = (process.argv[0] ?? "gcc").replace(/^.*\//, "");
  const libc: Libc = descriptor.loader === muslLoader ? "musl" : "glibc";
  const version = String(descriptor.data?.version ?? "12.2.0");
  if (args.includes("--version")) {
    print(
      process,
      `${name} (${libc === "musl" ? "Alpine" : "Debian"} ${version}) ${version}`,
      "Copyright (C) 2022 Free Software Foundation, Inc.",
      "This is free software; see the source for copying conditions.  There is NO",
      "warranty; not even for MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.",
    );
    return 0;
  }
  if (args.includes("-dumpversion") || args.includes("-dumpmachine")) {
    print(
      process,
      args.includes("-dumpversion") ? (version.split(".")[0] as string) : libc === "musl" ? "x86_64-alpine-linux-musl" : "x86_64-linux-gnu",
    );
    return 0;
  }
  const output = optionValue(args, "-o");
  const sources = args.filter(
    (word, index) => !word.startsWith("-") && args[index - 1] !== "-o" && args[index - 1] !== "-I" && args[index - 1] !== "-L",
  );
  if (sources.length === 0) {
    printError(process, `${name}: fatal error: no input files`, "compilation terminated.");
    return 1;
  }
  const texts: string[] = [];
  for (const source of sources) {
    const path = absolute(process.cwd, source);
    if (!process.fs.exists(path)) {
      printError(
        process,
        `${name}: error: ${source}: No such file or directory`,
        `${name}: fatal error: no input files`,
        "compilation terminated.",
      );
      return 1;
    }
    if (!/\.(c|cc|cpp|cxx)$/.test(source)) continue;
    const text = process.fs.readText(path);
    const problem = missingHeader(process, source, text);
    if (problem) {
      printError(process, ...problem);
      return 1;
    }
    texts.push(text);
  }
  await process.clock.sleep(250 * sources.length, process.signal);
  if (args.includes("-c")) {
    for (const source of sources)
      process.fs.writeFile(
        absolute(process.cwd, output ?? source.replace(/^.*\//, "").replace(/\.\w+$/, ".o")),
        hole(2_000, `\x7fELF\x02\x01\x01\0${texts.join("\n").slice(0, 4_000)}`),
      );
    return 0;
  }
  for (const source of sources.filter((each) => /\.(o|a)$/.test(each))) {
    const node = process.fs.lookup(absolute(process.cwd, source));
    if (node?.kind === "file") texts.push(new TextDecoder().decode(node.content.bytes.slice(8)));
  }
  const all = texts.join("\n");
  const isObject = sources.some((source) => /\.(a|so)$/.test(source));
  if (!isObject && !/\bmain\s*\(/.test(all)) {
    printError(
      process,
      `/usr/bin/ld: /usr/lib/gcc/x86_64-linux-gnu/12/../../../x86_64-linux-gnu/Scrt1.o: in function \`_start':`,
      "(.text+0x17): undefined reference to `main'",
      "collect2: error: ld returned 1 exit status",
    );
    return 1;
  }
  const linked = args.includes("-static") ? "static" : libc;
  const target = absolute(process.cwd, output ?? "a.out");
  process.fs.writeFile(
    target,
    encodeExecutable(
      { program: "compiled", data: { source: sources.join(" "), ...programOf(all) }, ...linkage(linked) },
      linked === "static" ? 780_000 : 16_000,
    ),
    { mode: 0o755 },
  );
  process.fs.chmod(target, 0o755);
  return 0;
};

function optionValue(args: readonly string[], flag: string): string | undefined {
  const index = args.indexOf(flag);
  return index >= 0 ? args[index + 1] : args.find((word) => word.startsWith(flag) && word !== flag)?.slice(flag.length);
}

function missingHeader(process: Process, source: string, text: string): string[] | undefined {
  for (const [index, line] of text.split("\n").entries()) {
    const header = /^\s*#\s*include\s+<([\w/.+-]+)>/.exec(line)?.[1];
    if (header === undefined || (process.fs.exists("/usr/include/stdio.h") && !/\//.test(header) && isStandardHeader(header))) continue;
    if (["/usr/include", "/usr/local/include", "/usr/include/x86_64-linux-gnu"].some((folder) => process.fs.exists(`${folder}/${header}`)))
      continue;
    const column = line.indexOf("<") + 1;
    return [
      `${source}:${index + 1}:${column}: fatal error: ${header}: No such file or directory`,
      `${String(index + 1).padStart(5)} | ${line}`,
      `      | ${" ".repeat(column - 1)}^${"~".repeat(header.length + 1)}`,
      "compilation terminated.",
    ];
  }
  return undefined;
}

const standardHeaders = new Set(
  "assert ctype errno fcntl float inttypes limits locale math pthread setjmp signal stdarg stdbool stddef stdint stdio stdlib string strings time unistd wchar netdb poll dirent".split(
    " ",
  ),
);

function isStandardHeader(header: string): boolean {
  return standardHeaders.has(header.replace(/\.h$/, "")) || !header.includes(".");
}

/** What a `main` that only prints will print. */
function programOf(text: string): { prints?: string[]; status?: number } {
  const body = /\bmain\s*\([^)]*\)\s*\{([\s\S]*)\}/.exec(text)?.[1];
  if (body === undefined) return {};
  const prints: string[] = [];
  let status = 0;
  for (const statement of body
    .split(";")
    .map((each) => each.trim())
    .filter(Boolean)) {
    const printed = /^(printf|puts)\s*\(\s*"((?:\\.|[^"\\%])*)"\s*\)$/.exec(statement);
    const returned = /^return\s+(\d+)$/.exec(statement);
    if (printed)
      prints.push(
        (printed[2] as string)
          .replace(/\\n/g, "\n")
          .replace(/\\t/g, "\t")
          .replace(/\\(["\\])/g, "$1") + (printed[1] === "puts" ? "\n" : ""),
      );
    else if (returned) status = Number(returned[1]);
    else return {};
  }
  return { prints, status };
}

/** A program that gcc made; runs when it only prints. */
export const compiledProgram: Program = async (process, descriptor) => {
  const { prints, status, source } = descriptor.data ?? {};
  if (!Array.isArray(prints)) {
    sayLab(
      process,
      `${process.argv[0]} was compiled from ${String(source)}; the lab runs compiled programs only when all they do is print.`,
    );
    return 1;
  }
  for (const text of prints) process.stdout(String(text));
  return typeof status === "number" ? status : 0;
};
