import type { Builtins } from "../builtins.ts";
import { interpretEscapes, printf } from "../format.ts";
import type { Shell } from "../shell.ts";
import { TestError, type TestWords, testWords } from "../test-expression.ts";

/** What `echo` prints. `options`: whether `-n`, `-e` and `-E` are options; dash knows `-n` only, and always interprets escapes. */
export function echoText(args: readonly string[], options: boolean): string {
  let newline = true;
  let escapes = !options;
  let index = 0;
  for (; index < args.length; index++) {
    const word = args[index] as string;
    if (!(options ? /^-[neE]+$/ : /^-n$/).test(word)) break;
    for (const letter of word.slice(1)) {
      if (letter === "n") newline = false;
      else escapes = letter === "e";
    }
    if (!options) {
      index++;
      break;
    }
  }
  const text = args.slice(index).join(" ");
  if (!escapes) return newline ? `${text}\n` : text;
  const interpreted = interpretEscapes(text);
  return interpreted.text + (newline && !interpreted.stop ? "\n" : "");
}

async function test(shell: Shell, args: readonly string[], name: string): Promise<number> {
  const style: TestWords = shell.dialect.name === "ash" ? "busybox" : shell.dialect.name;
  let words = args;
  // busybox speaks as the applet: without the line.
  const say = (text: string): void =>
    style === "busybox" ? shell.error(`sh: ${text}\n`) : shell.complain({ kind: "text", text: `${name}: ${text}` });
  if (name === "[") {
    if (words.at(-1) !== "]") {
      say(style === "bash" ? "missing `]'" : "missing ]");
      return 2;
    }
    words = words.slice(0, -1);
  }
  try {
    const { fs, uid, gid } = shell.process;
    const isTerminal = (descriptor: number): boolean => shell.descriptors.get(descriptor)?.terminal ?? false;
    return testWords(words, { fs, cwd: shell.state.cwd, uid, gid, isTerminal }, style) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    say(error.message);
    return 2;
  }
}

export const outputBuiltins: Builtins = {
  echo: async (shell, args) => {
    shell.out(echoText(args, shell.dialect.echoOptions));
    return 0;
  },
  printf: async (shell, args) => {
    const bash = shell.dialect.name === "bash";
    let target: string | undefined;
    let words = args;
    if (bash && words[0] === "-v") {
      target = words[1];
      words = words.slice(2);
    }
    if (words[0] === "--") words = words.slice(1);
    const [format, ...rest] = words;
    if (format === undefined) {
      // A usage of bash's stands by itself.
      if (bash) shell.error("printf: usage: printf [-v var] format [arguments]\n");
      else if (shell.dialect.name === "ash") shell.error("sh: usage: printf FORMAT [ARGUMENT...]\n");
      else shell.complain({ kind: "text", text: "printf: usage: printf format [arg ...]" });
      return 2;
    }
    const { text, errors } = printf(format, rest, shell.process.clock.now(), shell.dialect.name !== "dash");
    for (const error of errors) {
      if (error.kind === "number") {
        if (shell.dialect.name === "ash") shell.error(`sh: invalid number '${error.word}'\n`);
        else
          shell.complain({
            kind: "text",
            text: bash ? `printf: ${error.word}: invalid number` : `printf: ${error.word}: expected numeric value`,
          });
      } else if (shell.dialect.name === "ash") shell.error(`sh: ${error.word}: invalid format\n`);
      else
        shell.complain({
          kind: "text",
          text: bash ? `printf: \`${error.word.slice(-1)}': invalid format character` : `printf: ${error.word}: invalid directive`,
        });
    }
    if (target === undefined) shell.out(text);
    else await shell.assign(target, text);
    return errors.length === 0 ? 0 : shell.dialect.name === "dash" && errors.some((error) => error.kind === "format") ? 2 : 1;
  },
  test,
  "[": test,
};
