/** Ports that settings of a server name: `--port 9000`, `--web.listen-address=:9091`, `KAFKA_LISTENERS=PLAINTEXT://:29092`. */

const options = /(port|addr|address|listen|listeners|bind)$/i;

/** The numbers, each once. What only looks like a port and can be none is left out. */
export function namedPorts(args: readonly string[], env: ReadonlyMap<string, string>): number[] {
  const texts: string[] = [];
  for (const [index, word] of args.entries()) {
    const [name = "", ...value] = word.split("=");
    if (!/^--?[A-Za-z]/.test(name) || !options.test(name)) continue;
    texts.push(value.length > 0 ? value.join("=") : (args[index + 1] ?? ""));
  }
  for (const [name, value] of env) if (/(?:LISTENERS|^ASPNETCORE_URLS|^ASPNETCORE_HTTP_PORTS|^SERVER_PORT)$/.test(name)) texts.push(value);
  const found = texts.flatMap((text) =>
    /^\d+$/.test(text) ? [Number(text)] : [...text.matchAll(/:(\d+)(?=$|[,/"\s])/g)].map((match) => Number(match[1])),
  );
  return [...new Set(found)].filter((number) => number > 0 && number < 65_536);
}
