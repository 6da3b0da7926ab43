/** A program that `go build` made. It runs where that can be done truthfully: when it only prints. */
import type { Program } from "../../program.ts";
import { printError, sayLab } from "../lab.ts";

export const goApp: Program = async (process, descriptor) => {
  const data = descriptor.data ?? {};
  if (typeof data.platform === "string") {
    printError(process, `exec ${process.argv[0]}: exec format error`);
    return 126;
  }
  const prints = Array.isArray(data.prints) ? data.prints.map(String) : [];
  if (data.complete === true) {
    for (const text of prints) process.stdout(text);
    return 0;
  }
  sayLab(process, `${process.argv[0]} was built from ${String(data.module)}; running Go programs comes with containers.`);
  return 1;
};
