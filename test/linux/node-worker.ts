import { readFile } from "node:fs/promises";
import { V86 } from "v86";
import { machineOptions, serial } from "../../src/backends/linux/guest-machine.ts";
import type { LinuxWorker } from "../../src/backends/linux/linux-machine.ts";
import type { FromLinux, ToLinux } from "../../src/backends/linux/messages.ts";

/** Stands in for the browser's worker: the same emulator in this process. The snapshot's address is a path. */
export function nodeWorker(): LinuxWorker {
  let emulator: V86 | undefined;
  const early: Extract<ToLinux, { type: "write" }>[] = [];
  const tell = (message: FromLinux) => worker.onmessage?.({ data: message } as MessageEvent<FromLinux>);
  const write = ({ line, bytes }: Extract<ToLinux, { type: "write" }>) => emulator?.serial_send_bytes(line, bytes);
  const start = async (snapshot: string) => {
    const { zstdDecompressSync } = await import("node:zlib");
    const state = zstdDecompressSync(await readFile(snapshot));
    const machine = new V86({
      ...machineOptions,
      wasm_path: "node_modules/v86/build/v86.wasm",
      initial_state: { buffer: new Uint8Array(state).buffer },
      autostart: true,
    });
    for (const line of Object.values(serial))
      machine.add_listener(`serial${line}-output-byte`, (byte: number) => tell({ type: "output", line, bytes: Uint8Array.of(byte) }));
    machine.add_listener("emulator-started", () => {
      emulator = machine;
      tell({ type: "running" });
      for (const message of early.splice(0)) write(message);
    });
  };
  const worker: LinuxWorker = {
    onmessage: null,
    onerror: null,
    postMessage(message) {
      if (message.type === "start") void start(message.snapshot).catch((error) => tell({ type: "failed", message: String(error) }));
      else if (emulator) write(message);
      else early.push(message);
    },
    terminate: () => void emulator?.destroy(),
  };
  return worker;
}
