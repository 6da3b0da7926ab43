/** A program that `go build` made. */
import { runGo } from "../../go/run.ts";
import type { Program } from "../../program.ts";
import { printError, sayLab } from "../lab.ts";

export const goApp: Program = async (process, descriptor) => {
  const data = descriptor.data ?? {};
  if (typeof data.platform === "string") {
    printError(process, `exec ${process.argv[0]}: exec format error`);
    return 126;
  }
  const sources = Array.isArray(data.sources) ? data.sources.map(String) : [];
  if (sources.length > 0) return runGo(process, process.argv[0] ?? "", sources);
  sayLab(process, `${process.argv[0]} was built from ${String(data.module)}, of several packages; the lab runs Go programs of one.`);
  return 1;
};
