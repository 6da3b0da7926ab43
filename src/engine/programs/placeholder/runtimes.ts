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
  java: { stays: (args) => args.length > 0 && !asksOnly(args) && !args.some((word) => word.startsWith("-Djarmode=")), port: 8080 },
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
  // Servers and workers of Python's projects.
  celery: { stays: hasWord("worker", "beat", "flower"), port: 0 },
  flower: { stays: (args) => !asksOnly(args), port: 5555 },
  daphne: { stays: (args) => args.length > 0 && !asksOnly(args), port: 8000 },
  hypercorn: { stays: (args) => args.length > 0 && !asksOnly(args), port: 8000 },
  uwsgi: { stays: (args) => args.length > 0 && !asksOnly(args), port: 8000 },
  "waitress-serve": { stays: (args) => args.length > 0 && !asksOnly(args), port: 8080 },
  streamlit: { stays: hasWord("run"), port: 8501 },
  jupyter: { stays: hasWord("lab", "notebook", "server"), port: 8888 },
  locust: { stays: (args) => !asksOnly(args), port: 8089 },
  mlflow: { stays: hasWord("server", "ui"), port: 5000 },
  rq: { stays: hasWord("worker"), port: 0 },
  dramatiq: { stays: (args) => args.length > 0 && !asksOnly(args), port: 0 },
  supervisord: { stays: (args) => !asksOnly(args), port: 0 },
  // A scheduler in an entrypoint's place.
  "cron.sh": { stays: () => true, port: 0 },
  // A server that begins anew when its files change.
  "start-reload.sh": { stays: () => true, port: 80 },
  // What packages of npm bring to develop with.
  ng: { stays: hasWord("serve", "s"), port: 4200 },
  "vue-cli-service": { stays: hasWord("serve"), port: 8080 },
  "react-scripts": { stays: hasWord("start"), port: 3000 },
  vite: { stays: (args) => !asksOnly(args) && !hasWord("build", "optimize")(args), port: 5173 },
  next: { stays: hasWord("dev", "start"), port: 3000 },
  nuxt: { stays: hasWord("dev", "start", "preview"), port: 3000 },
  nuxi: { stays: hasWord("dev", "preview"), port: 3000 },
  astro: { stays: hasWord("dev", "preview"), port: 4321 },
  gatsby: { stays: hasWord("develop", "serve"), port: 8000 },
  nest: { stays: hasWord("start"), port: 3000 },
  strapi: { stays: hasWord("develop", "start", "dev"), port: 1337 },
  webpack: { stays: hasWord("serve", "server"), port: 8080 },
  "webpack-dev-server": { stays: (args) => !asksOnly(args), port: 8080 },
  "ts-node": { stays: (args) => args.length > 0 && !asksOnly(args), port: 3000 },
  "ts-node-dev": { stays: (args) => args.length > 0 && !asksOnly(args), port: 3000 },
  tsx: { stays: (args) => args.length > 0 && !asksOnly(args), port: 3000 },
  "http-server": { stays: (args) => !asksOnly(args), port: 8080 },
  serve: { stays: (args) => !asksOnly(args), port: 3000 },
  "json-server": { stays: (args) => args.length > 0 && !asksOnly(args), port: 3000 },
};

/** Where the program that a command line starts listens; `undefined` when it is over at once. */
export function servedPorts(name: string, args: readonly string[], env: ReadonlyMap<string, string>): number[] | undefined {
  const runtime = runtimes[name];
  if (!runtime?.stays(args)) return undefined;
  // A worker serves nobody.
  if (args.includes("sidekiq") || runtime.port === 0) return args.includes("flower") ? [5555] : [];
  const short = args.flatMap((word, index) => (word === "-p" && /^\d+$/.test(args[index + 1] ?? "") ? [Number(args[index + 1])] : []));
  const places = args.flatMap((word) => /^(?:[\w.]+|\[::\]):(\d{2,5})$/.exec(word)?.[1] ?? []).map(Number);
  const set = Number(env.get("PORT"));
  const said = [...new Set([...short, ...places, ...namedPorts(args, env), ...(short.length === 0 && set > 0 ? [set] : [])])];
  return said.length > 0 ? said : [runtime.port];
}
