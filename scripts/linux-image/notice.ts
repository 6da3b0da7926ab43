import type { Package } from "./packages.ts";

/** What has to go with the image: which packages are in it, where their sources are, and their own words on copying. */
export function noticeOf(packages: readonly Package[]): string {
  const head = `The Linux image of Drydock is made of these packages of Debian, unchanged but for what was left out.

The sources of a package are in Debian's archive: \`apt-get source <source>=<version>\`, or https://sources.debian.org/.
The machine it runs on is v86, under the two-clause BSD licence.
`;
  const each = packages.map(
    ({ name, version, source, copyright }) =>
      `${"=".repeat(78)}\n${name} ${version} (source package: ${source})\n${"=".repeat(78)}\n\n${copyright}`,
  );
  return [head, ...each].join("\n");
}
