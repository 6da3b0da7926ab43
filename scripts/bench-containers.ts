/**
 * How the run half grows: containers on networks, the time of `docker ps`, of a request between two of them, and the memory
 * all of it takes.
 *
 *   node --expose-gc scripts/bench-containers.ts
 *
 * Exits with 1 when 200 containers on 20 networks take more than 20 ms to list, 5 ms to ask one another, or 400 MB.
 */
import { parseIpv4 } from "../src/engine/kernel/network/address.ts";
import { TestEngine } from "../src/engine/containers/testing.ts";

interface Figures {
  readonly containers: number;
  readonly networks: number;
  readonly startAll: number;
  readonly ps: number;
  readonly request: number;
  readonly inspect: number;
  readonly memory: number;
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const begun = performance.now();
  for (let count = 0; count < times; count++) await work();
  return (performance.now() - begun) / times;
}

async function measure(containers: number, networks: number): Promise<Figures> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const engine = new TestEngine();
  const begun = performance.now();
  for (let count = 0; count < networks; count++) await engine.networkCreate({ Name: `net${count}` });
  for (let count = 0; count < containers; count++) {
    const NetworkMode = `net${count % networks}`;
    await engine.run(["tserve", "80", `hello from ${count}`], {
      name: `c${count}x`,
      host: { NetworkMode, PortBindings: { "80/tcp": [{ HostIp: "", HostPort: "" }] } },
    });
  }
  const startAll = performance.now() - begun;
  const ps = await timed(20, () => engine.containerList({ all: true }));
  const inspect = await timed(20, () => engine.containerInspect("c0x"));
  const from = engine.daemon.containers.get("c0x").running?.init.namespaces.net.stack;
  const address = (await engine.containerInspect(`c${networks}x`)).NetworkSettings.Networks.net0?.IPAddress as string;
  const request = await timed(50, async () => {
    const connection = (await engine.machine.network.connect(from as never, { address: parseIpv4(address) as number, port: 80 })).retain();
    const text = await connection.readAll();
    if (text !== `hello from ${networks}\n`) throw new Error(`wrong answer: ${text}`);
    connection.release();
  });
  globalThis.gc?.();
  const memory = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  return { containers, networks, startAll, ps, request, inspect, memory };
}

console.log("containers networks  start all ms   ps ms  request ms  inspect ms  heap MB");
for (const [containers, networks] of [
  [10, 2],
  [50, 5],
  [100, 10],
  [200, 20],
  [400, 20],
] as const) {
  const figures = await measure(containers, networks);
  const shown = [figures.startAll, figures.ps, figures.request, figures.inspect, figures.memory].map((value) =>
    value.toFixed(2).padStart(11),
  );
  if (containers === 200 && (figures.ps > 20 || figures.request > 5 || figures.memory > 400)) process.exitCode = 1;
  console.log(`${String(containers).padStart(10)} ${String(networks).padStart(8)} ${shown.join(" ")}`);
}
