/** `docker scout`: the commands of its plug-in that the lab has. */
import type { Command, Group } from "../../command.ts";
import { bool, flag } from "../../flags/declare.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import { cves } from "./cves.ts";
import { quickview } from "./quickview.ts";
import { recommendations } from "./recommendations.ts";

function scout(name: string, short: string, flags: readonly FlagSpec[], run: Command["run"], alias?: string): Command {
  const paths = [["scout", name], ...(alias ? [["scout", alias]] : [])];
  return {
    paths,
    short,
    operands: "IMAGE",
    arity: { min: 1, max: 1 },
    ...(alias && { aliases: paths.map((path) => `docker ${path.join(" ")}`) }),
    flags,
    program: "docker",
    completes: "image",
    run,
  };
}

export const scoutCommands: readonly Command[] = [
  scout("quickview", "Quick overview of an image", [], quickview, "qv"),
  scout(
    "cves",
    "Display CVEs identified in a software artifact",
    [
      bool("exit-code", "Return exit code '2' if vulnerabilities are detected", "e"),
      flag("string", "format", "Output format of the generated vulnerability report: packages, only-packages, json", {
        default: "packages",
      }),
      bool("ignore-base", "Filter out CVEs introduced from base image"),
      flag("strings", "only-cve-id", "Comma separated list of CVE ids (like LAB-2025-0101) to search for"),
      bool("only-fixed", "Filter to fixable CVEs"),
      flag("strings", "only-package-type", "Comma separated list of package types (like apk, deb, pypi, npm)"),
      flag("strings", "only-severity", "Comma separated list of severities (critical, high, medium, low) to filter CVEs by"),
      bool("only-unfixed", "Filter to unfixed CVEs"),
    ],
    cves,
  ),
  scout("recommendations", "Display available base image updates and remediation recommendations", [], recommendations),
];

export const scoutGroup: Group = {
  path: ["scout"],
  shownAs: "docker scout",
  short: "Command line tool for Docker Scout",
  flags: [],
  program: "docker",
  sections: [{ title: "Commands", entries: scoutCommands.map(({ paths, short }) => [paths[0]?.[1] ?? "", short]) }],
};
