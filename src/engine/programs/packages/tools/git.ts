/** git in an image: there is no internet to clone from. */
import type { Program } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";

export const git: Program = async (process, descriptor) => {
  const words = process.argv.slice(1);
  const [command = "", ...rest] = words;
  if (command === "--version" || command === "version") {
    print(process, `git version ${String(descriptor.data?.version ?? "2.39.5")}`);
    return 0;
  }
  if (command === "clone") {
    const url = rest.find((word) => !word.startsWith("-")) ?? "";
    const host = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:]+)/.exec(url)?.[1] ?? "";
    const folder =
      rest.filter((word) => !word.startsWith("-"))[1] ??
      url
        .replace(/\/$/, "")
        .replace(/\.git$/, "")
        .replace(/^.*[/:]/, "");
    if (url === "") {
      printError(process, "fatal: You must specify a repository to clone.");
      return 129;
    }
    printError(process, `Cloning into '${folder}'...`);
    await process.clock.sleep(5_000, process.signal);
    printError(
      process,
      url.startsWith("git@") || url.startsWith("ssh:")
        ? `ssh: Could not resolve hostname ${host}: Temporary failure in name resolution\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.`
        : `fatal: unable to access '${url}${url.endsWith("/") ? "" : "/"}': Could not resolve host: ${host}`,
    );
    if (process.network !== "none") sayLab(process, "there is no internet in the lab, only its package registries.");
    return 128;
  }
  if (command === "config") return 0;
  if (command === "rev-parse" || command === "status" || command === "log" || command === "describe") {
    printError(process, "fatal: not a git repository (or any of the parent directories): .git");
    return 128;
  }
  if (command === "" || command === "help" || command === "--help") {
    print(process, "usage: git [-v | --version] [-h | --help] [-C <path>] <command> [<args>]");
    return command === "" ? 1 : 0;
  }
  sayLab(process, `git ${command} is not part of the lab.`);
  return 1;
};
