/** `python -m venv`. */
import type { Process } from "../../program.ts";
import { absolute, printError } from "../lab.ts";
import { writePip } from "../pip/layout.ts";
import { installedDists } from "../pip/unpack.ts";
import type { PythonEnvironment } from "./environment.ts";

/** Makes the environments; links to the interpreter, so that moving one breaks its scripts, as really. */
export async function createVenv(process: Process, environment: PythonEnvironment, args: readonly string[]): Promise<number> {
  const folders = args.filter((word) => !word.startsWith("-"));
  if (folders.length === 0) {
    printError(
      process,
      "usage: venv [-h] [--system-site-packages] [--symlinks | --copies] [--clear]",
      "            [--upgrade] [--without-pip] [--prompt PROMPT] [--upgrade-deps]",
      "            [--without-scm-ignore-files]",
      "            ENV_DIR [ENV_DIR ...]",
      "venv: error: the following arguments are required: ENV_DIR",
    );
    return 2;
  }
  for (const folder of folders) {
    const home = absolute(process.cwd, folder);
    const bin = `${home}/bin`;
    const { fs } = process;
    const target = fs.realpath(environment.executable);
    if (args.includes("--clear")) fs.remove(home, { recursive: true, force: true });
    fs.mkdir(bin, { recursive: true });
    fs.mkdir(`${home}/include/python${environment.short}`, { recursive: true });
    fs.mkdir(`${home}/lib/python${environment.short}/site-packages`, { recursive: true });
    fs.remove(`${home}/lib64`, { force: true });
    fs.symlink("lib", `${home}/lib64`);
    for (const [name, to] of [
      ["python", environment.executable],
      ["python3", "python"],
      [`python${environment.short}`, "python"],
    ] as const) {
      fs.remove(`${bin}/${name}`, { force: true });
      if (args.includes("--copies")) fs.writeFile(`${bin}/${name}`, { ...contentOf(process, target) }, { mode: 0o755 });
      else fs.symlink(to, `${bin}/${name}`);
    }
    const system = args.includes("--system-site-packages");
    fs.writeFile(
      `${home}/pyvenv.cfg`,
      `home = ${target.slice(0, target.lastIndexOf("/"))}\ninclude-system-site-packages = ${system}\nversion = ${environment.version}\nexecutable = ${target}\ncommand = ${environment.executable} -m venv ${home}\n`,
    );
    for (const name of ["activate", "activate.csh", "activate.fish", "Activate.ps1"])
      fs.writeFile(`${bin}/${name}`, name === "activate" ? activate(home) : `# ${name}\n`);
    if (!args.includes("--without-pip")) {
      if (environment.prefix === "/usr" && environment.libc === "glibc" && !fs.exists("/usr/share/doc/python3-venv"))
        return withoutEnsurepip(process, environment, home);
      const version = installedDists(fs, environment.path).find(({ name }) => name === "pip")?.version ?? "25.0.1";
      writePip(fs, {
        site: `${home}/lib/python${environment.short}/site-packages`,
        bin,
        interpreter: `${bin}/python`,
        version,
        python: environment.short,
      });
      await process.clock.sleep(2_200, process.signal);
    }
  }
  return 0;
}

function contentOf(process: Process, path: string): { bytes: Uint8Array; size: number } {
  const node = process.fs.stat(path);
  return node.kind === "file" ? node.content : { bytes: new Uint8Array(), size: 0 };
}

function activate(home: string): string {
  return `# This file must be used with "source bin/activate" *from bash*\nVIRTUAL_ENV='${home}'\nexport VIRTUAL_ENV\n_OLD_VIRTUAL_PATH="$PATH"\nPATH="$VIRTUAL_ENV/bin:$PATH"\nexport PATH\ndeactivate () {\n    PATH="$_OLD_VIRTUAL_PATH"\n    export PATH\n    unset VIRTUAL_ENV _OLD_VIRTUAL_PATH\n}\n`;
}

/** Debian keeps ensurepip in a package of its own. */
function withoutEnsurepip(process: Process, environment: PythonEnvironment, home: string): number {
  process.stdout(
    `The virtual environment was not created successfully because ensurepip is not\navailable.  On Debian/Ubuntu systems, you need to install the python3-venv\npackage using the following command.\n\n    apt install python${environment.short}-venv\n\nYou may need to use sudo with that command.  After installing the python3-venv\npackage, recreate your virtual environment.\n\nFailing command: ${home}/bin/python3\n\n`,
  );
  return 1;
}
