/** Changes Dockerfiles as no person would: by bytes, tokens, lines, pieces of others, and repeats. */
import type { Random } from "./random.ts";

type Mutation = (text: string, random: Random, others: readonly string[]) => string;

/** What means something somewhere in a Dockerfile. */
const tokens = [
  ..."\\`$\"'<>[]{}#=:,;|&!*?%@~^()-+/. \t\r\n\0".split(""),
  ...'${ } $A ${A:-} ${A:?x} ${A//a/b} ${A##*} ${A%%*} $$ <<EOF <<-EOF <<"EOF" EOF \\\n `\n # -- --= --from= --from=0 --link'.split(" "),
  ..."--mount= --mount=type=cache,target=/x --mount=type=bind,from=0 --network=host --chmod=u+x --chown=1:2 --exclude=* --parents".split(
    " ",
  ),
  ..."FROM RUN COPY ADD ENV ARG LABEL CMD ENTRYPOINT ONBUILD SHELL HEALTHCHECK EXPOSE VOLUME USER WORKDIR STOPSIGNAL AS".split(" "),
  ...[
    "scratch",
    "alpine:3.20",
    "# syntax=docker/dockerfile:1\n",
    "# escape=`\n",
    "# check=skip=all;error=true\n",
    '["a", "b"]',
    "[]",
    "ONBUILD ",
  ],
  ...[
    "\ufeff",
    "\u00a0",
    "\u2028",
    "é",
    "𝒳",
    "\ud800",
    "9999999999999999999",
    "0-65535",
    "1ns",
    "../../..",
    "**/*",
    "\r\n",
    "a".repeat(300),
  ],
];

const mutations: readonly Mutation[] = [
  // one letter another
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + String.fromCharCode(random.below(random.below(8) === 0 ? 65_536 : 128)) + text.slice(at + 1);
  },
  // a token somewhere
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.of(tokens) + text.slice(at + random.below(3));
  },
  // a word another
  (text, random) => {
    const words = [...text.matchAll(/\S+/g)];
    if (words.length === 0) return random.of(tokens);
    const word = random.of(words);
    return text.slice(0, word.index) + random.of(tokens) + text.slice(word.index + word[0].length);
  },
  // a stretch gone
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + random.below(40));
  },
  // lines changed about
  (text, random) => {
    const lines = text.split("\n");
    const [from, to] = [random.below(lines.length), random.below(lines.length)];
    lines.splice(to, random.below(2), lines[from] as string);
    if (random.below(2)) lines.splice(from, 1);
    return lines.join("\n");
  },
  // a line of another file
  (text, random, others) => {
    const lines = text.split("\n");
    lines.splice(random.below(lines.length + 1), random.below(2), random.of(random.of(others).split("\n")));
    return lines.join("\n");
  },
  // the beginning of this, the end of another
  (text, random, others) => {
    const other = random.of(others);
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  // a stretch many times
  (text, random) => {
    const at = random.below(text.length + 1);
    const piece = text.slice(at, at + 1 + random.below(60)) || random.of(tokens);
    const most = random.below(20) === 0 ? 20_000 : 60;
    return text.slice(0, at) + piece.repeat(1 + random.below(most)) + text.slice(at);
  },
  // a line many times
  (text, random) => {
    const lines = text.split("\n");
    const at = random.below(lines.length);
    const most = random.below(20) === 0 ? 3_000 : 30;
    return [...lines.slice(0, at), ...Array.from({ length: 1 + random.below(most) }, () => lines[at] as string), ...lines.slice(at)].join(
      "\n",
    );
  },
  // other line ends, or none
  (text, random) => text.replaceAll("\n", random.of(["\r\n", "\r", "\n\n", "\\\n", " \\\n\n", ""])),
];

/** At most this long, so that a small number of changes cannot fill the memory. */
const longest = 1_000_000;

/** A text of `others` after one change, which it often survives, or a few. */
export function mutated(random: Random, others: readonly string[]): string {
  let text = random.of(others);
  for (let changes = 1 + random.below(2) * random.below(4); changes > 0; changes--)
    text = random.of(mutations)(text, random, others).slice(0, longest);
  return text;
}
