/** Which command lines of a language's tools start something that stays. */
import { namedPorts } from "./named-ports.ts";

interface Runtime {
  /** Whether these words start a program that serves. */
  stays(args: readonly string[]): boolean;
  /** Where it usually listens; 0 for nowhere. */
  readonly port: number;
}

const hasWord =
  (...words: readonly string[]) =>
  (args: readonly string[]): boolean =>
    args.some((word) => words.includes(word));

const asksOnly = hasWord("--version", "-version", "-v", "-V", "--help", "-h", "--list-runtimes", "--info");

const runtimes: Readonly<Record<string, Runtime>> = {
  java: { stays: (args) => args.length > 0 && !asksOnly(args), port: 8080 },
  dotnet: { stays: (args) => /\.dll$/.test(args[0] ?? "") || ["run", "watch"].includes(args[0] ?? ""), port: 8080 },
  bundle: { stays: hasWord("server", "s", "puma", "sidekiq", "unicorn", "rackup", "jekyll", "thin"), port: 3000 },
  rails: { stays: hasWord("server", "s"), port: 3000 },
  php: { stays: hasWord("-S", "serve", "server:start"), port: 8000 },
  "php-fpm": { stays: (args) => !asksOnly(args) && !args.includes("-t"), port: 9000 },
  mvn: { stays: (args) => args.some((word) => /^(?:spring-boot:run|quarkus:dev|jetty:run)$/.test(word)), port: 8080 },
  gradle: { stays: hasWord("bootRun", "run", "quarkusDev"), port: 8080 },
  cargo: { stays: hasWord("run", "watch"), port: 0 },
  ruby: { stays: (args) => args.length > 0 && !asksOnly(args) && !args.includes("-e"), port: 4567 },
  bun: { stays: hasWord("run", "start", "dev", "--hot", "--watch"), port: 3000 },
  deno: { stays: hasWord("run", "serve", "task"), port: 8000 },
  mix: { stays: hasWord("phx.server", "run", "--no-halt"), port: 4000 },
  iex: { stays: hasWord("-S"), port: 4000 },
  sbt: { stays: hasWord("run", "~run", "~reStart"), port: 9000 },
  lein: { stays: hasWord("run", "ring"), port: 3000 },
  swift: { stays: hasWord("run"), port: 8080 },
  dart: { stays: hasWord("run"), port: 8080 },
};

/** Where the program that a command line starts listens; `undefined` when it is over at once. */
export function servedPorts(name: string, args: readonly string[], env: ReadonlyMap<string, string>): number[] | undefined {
  const runtime = runtimes[name];
  if (!runtime?.stays(args)) return undefined;
  // A worker serves nobody.
  if (args.includes("sidekiq")) return [];
  const short = args.flatMap((word, index) => (word === "-p" && /^\d+$/.test(args[index + 1] ?? "") ? [Number(args[index + 1])] : []));
  const places = args.flatMap((word) => /^(?:[\w.]+|\[::\]):(\d{2,5})$/.exec(word)?.[1] ?? []).map(Number);
  const said = [...new Set([...short, ...places, ...namedPorts(args, env)])];
  return said.length > 0 ? said : runtime.port === 0 ? [] : [runtime.port];
}
