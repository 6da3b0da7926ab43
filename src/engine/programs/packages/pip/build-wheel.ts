/** Building a distribution from its source, and the ways it fails on a slim image. */
import type { Process } from "../../program.ts";
import { print, printError, which } from "../lab.ts";
import type { PythonEnvironment } from "../python/environment.ts";
import type { PythonPackage } from "./catalogue.ts";

/** What the first missing tool makes the build say. */
function failure(process: Process, item: PythonPackage, environment: PythonEnvironment): { step: string; lines: string[] } | undefined {
  const needs = item.build ?? [];
  const tag = `cpython-${environment.short.replace(".", "")}`;
  if (needs.includes("pg_config") && !which(process, "pg_config")) {
    return {
      step: "egg_info",
      lines: [
        "running egg_info",
        `writing ${item.importName}.egg-info/PKG-INFO`,
        "",
        "Error: pg_config executable not found.",
        "",
        "pg_config is required to build psycopg2 from source.  Please add the directory",
        "containing pg_config to the $PATH or specify the full executable path with the",
        "option:",
        "",
        "    python setup.py build_ext --pg-config /path/to/pg_config build ...",
        "",
        "or with the pg_config option in 'setup.cfg'.",
        "",
        "If you prefer to avoid building psycopg2 from source, please install the PyPI",
        "'psycopg2-binary' package instead.",
        "",
        "For further information please check the 'doc/src/install.rst' file (also at",
        "<https://www.psycopg.org/docs/install.html>).",
      ],
    };
  }
  if (needs.includes("pkg-config") && !which(process, "pkg-config")) {
    return {
      step: "requirements",
      lines: [
        "/bin/sh: 1: pkg-config: not found",
        "/bin/sh: 1: pkg-config: not found",
        "Trying pkg-config --exists mysqlclient",
        "Command 'pkg-config --exists mysqlclient' returned non-zero exit status 127.",
        "Trying pkg-config --exists mariadb",
        "Command 'pkg-config --exists mariadb' returned non-zero exit status 127.",
        "Exception: Can not find valid pkg-config name.",
        "Specify MYSQLCLIENT_CFLAGS and MYSQLCLIENT_LDFLAGS env vars manually",
      ],
    };
  }
  if (needs.includes("mysql") && !which(process, "mysql_config") && !which(process, "mariadb_config")) {
    return {
      step: "requirements",
      lines: [
        "Trying pkg-config --exists mysqlclient",
        "Command 'pkg-config --exists mysqlclient' returned non-zero exit status 1.",
        "Trying pkg-config --exists mariadb",
        "Command 'pkg-config --exists mariadb' returned non-zero exit status 1.",
        "Exception: Can not find valid pkg-config name.",
        "Specify MYSQLCLIENT_CFLAGS and MYSQLCLIENT_LDFLAGS env vars manually",
      ],
    };
  }
  if (needs.includes("gcc") && !which(process, "gcc")) {
    if (item.name === "uwsgi")
      return { step: "egg_info", lines: [`  File "<string>", line 3, in <module>`, "Exception: you need a C compiler to build uWSGI"] };
    return {
      step: "wheel",
      lines: [
        "running bdist_wheel",
        "running build",
        "running build_ext",
        `building '${item.importName}._native' extension`,
        `creating build/temp.linux-x86_64-${tag}`,
        `gcc -fno-strict-overflow -Wsign-compare -DNDEBUG -g -O3 -Wall -fPIC -I${environment.prefix}/include/python${environment.short} -c ${item.importName}/_native.c -o build/temp.linux-x86_64-${tag}/${item.importName}/_native.o`,
        "error: command 'gcc' failed: No such file or directory",
      ],
    };
  }
  if (needs.includes("cmake") && !which(process, "cmake") && !which(process, "make")) {
    return {
      step: "wheel",
      lines: [
        "-- Trying 'Ninja' generator",
        "-- Trying 'Unix Makefiles' generator - failure",
        "Problem with the CMake installation, aborting build. CMake executable is cmake",
      ],
    };
  }
  if (needs.includes("gcc") && !hasHeaders(process)) {
    const missing = environment.libc === "musl" || environment.prefix === "/usr/local" ? "limits.h" : "Python.h";
    return {
      step: "wheel",
      lines: [
        "running bdist_wheel",
        "running build_ext",
        `building '${item.importName}._native' extension`,
        `In file included from ${item.importName}/_native.c:1:`,
        `${environment.prefix}/include/python${environment.short}/Python.h:11:10: fatal error: ${missing}: No such file or directory`,
        `   11 | #include <${missing}>`,
        "      |          ^~~~~~~~~~",
        "compilation terminated.",
        "error: command '/usr/bin/gcc' failed with exit code 1",
      ],
    };
  }
  return undefined;
}

function hasHeaders({ fs }: Process): boolean {
  return fs.exists("/usr/include/stdio.h");
}

/** How `Preparing metadata` ends: `true` when it went well. */
export async function prepareMetadata(process: Process, item: PythonPackage, environment: PythonEnvironment): Promise<boolean> {
  print(
    process,
    "  Installing build dependencies: started",
    "  Installing build dependencies: finished with status 'done'",
    "  Getting requirements to build wheel: started",
  );
  await process.clock.sleep(1_800, process.signal);
  const failed = failure(process, item, environment);
  if (failed && failed.step !== "wheel") {
    print(process, "  Getting requirements to build wheel: finished with status 'error'");
    explain(process, "Getting requirements to build wheel", "subprocess-exited-with-error", failed.lines, "subprocess");
    return false;
  }
  print(
    process,
    "  Getting requirements to build wheel: finished with status 'done'",
    "  Preparing metadata (pyproject.toml): started",
    "  Preparing metadata (pyproject.toml): finished with status 'done'",
  );
  return true;
}

/** Builds wheels; `false` when one failed. */
export async function buildWheels(
  process: Process,
  built: readonly { item: PythonPackage; version: string }[],
  environment: PythonEnvironment,
): Promise<boolean> {
  if (built.length === 0) return true;
  print(process, `Building wheels for collected packages: ${built.map(({ item }) => item.name).join(", ")}`);
  const failed: string[] = [];
  for (const { item, version } of built) {
    print(process, `  Building wheel for ${item.name} (pyproject.toml): started`);
    await process.clock.sleep(4_000 + item.installedSize / 200, process.signal);
    const problem = failure(process, item, environment);
    if (problem) {
      print(process, `  Building wheel for ${item.name} (pyproject.toml): finished with status 'error'`);
      explain(process, `Building wheel for ${item.name} (pyproject.toml)`, "subprocess-exited-with-error", problem.lines, "pip");
      printError(process, `  ERROR: Failed building wheel for ${item.name}`);
      failed.push(item.name);
      continue;
    }
    const tag = `cp${environment.short.replace(".", "")}`;
    print(
      process,
      `  Building wheel for ${item.name} (pyproject.toml): finished with status 'done'`,
      `  Created wheel for ${item.name}: filename=${item.name.replaceAll("-", "_")}-${version}-${tag}-${tag}-linux_x86_64.whl size=${item.installedSize}`,
    );
  }
  const succeeded = built.filter(({ item }) => !failed.includes(item.name));
  if (succeeded.length > 0) print(process, `Successfully built ${succeeded.map(({ item }) => item.name).join(" ")}`);
  if (failed.length === 0) return true;
  print(process, `Failed to build ${failed.join(" ")}`);
  printError(process, `ERROR: Failed to build installable wheels for some pyproject.toml based projects (${failed.join(", ")})`);
  return false;
}

function explain(process: Process, step: string, title: string, lines: readonly string[], source: "subprocess" | "pip"): void {
  const mark = source === "subprocess" ? "error" : "  error";
  const pad = source === "subprocess" ? "" : "  ";
  printError(
    process,
    `${mark}: ${title}`,
    `${pad}`.trimEnd(),
    `${pad}× ${step} did not run successfully.`,
    `${pad}│ exit code: 1`,
    `${pad}╰─> [${lines.length} lines of output]`,
    ...lines.map((line) => `${pad}    ${line}`.trimEnd()),
    `${pad}    [end of output]`,
    "",
    `${pad}note: This error originates from a subprocess, and is likely not a problem with pip.`,
  );
  if (source === "subprocess") {
    printError(
      process,
      "",
      `× ${step} did not run successfully.`,
      "│ exit code: 1",
      "╰─> See above for output.",
      "",
      "note: This error originates from a subprocess, and is likely not a problem with pip.",
    );
  }
}
