/** What a real Docker printed, line by line, against what the lab prints: exit code, standard output, standard error. */
import { describe, expect, it } from "vitest";
import { masked, replay } from "./transcript.ts";

/** Of the machine it was recorded on, which had no registry to say "not found". */
const needsRegistry = /COPY --from=b \/x \/x.n' > Dockerfile; docker build -t bad|BASE=nosuchimage/;

/** What another machine or network answers otherwise: files of its base image, registries, addresses, ids of images. */
const otherMachine = new RegExp(
  [
    "find out|ls out|tar tf|--push|type=registry|--pull|https?://|git@|github.com/|oci-layout|localhost:1|nope:1|docker-image://|from=nope",
    "platform '?(linux/(arm64|foo|amd64/v2)|foo/bar|windows)|DOCKER_DEFAULT_PLATFORM|docker --debug|^DOCKER_BUILDKIT=0 docker build \\.$|nofile=10:20",
    "metadata-file|ls -l out|^docker build -f BC \\.$|inspect inl:1|format=json|dest=img.tar|dest=- \\.",
  ].join("|"),
);

const transcripts = [
  {
    file: "../golden/build-basics.json",
    // What the base image holds: its environment and layers, its release.
    elsewhere: /docker image inspect app:1|alpine-release/,
  },
  { file: "build-lines.json", elsewhere: /never/ },
  { file: "flag-lines.json", elsewhere: otherMachine },
  { file: "input-lines.json", elsewhere: otherMachine },
];

/** The lab's own differences, each with its reason. */
const known = new Map([
  // The real engine's last log lines are a race when the last has no newline.
  ["printf no-newline; exit 2", "no-newline"],
]);

describe.each(transcripts)("$file", async ({ file, elsewhere }) => {
  const compared = (await replay(new URL(file, import.meta.url))).filter(
    ({ expected: { line } }) => !elsewhere.test(line) && !needsRegistry.test(line),
  );
  const isKnown = (line: string) => [...known.keys()].some((part) => line.includes(part));

  it.each(compared.filter(({ expected: { line } }) => !isKnown(line)).map((one) => [one.expected.line, one] as const))(
    "%s",
    (_, { expected, got }) => {
      expect(masked(got)).toEqual(masked(expected));
    },
  );

  it("agrees on at least 97 % of the lines", () => {
    const equal = compared.filter(({ expected, got }) => JSON.stringify(masked(got)) === JSON.stringify(masked(expected)));
    console.log(`${file}: ${equal.length} of ${compared.length} lines print what Docker printed`);
    expect(equal.length / compared.length).toBeGreaterThanOrEqual(0.97);
    // A difference that is gone is no longer known.
    for (const { expected } of equal) expect(isKnown(expected.line), expected.line).toBe(false);
  });
});
