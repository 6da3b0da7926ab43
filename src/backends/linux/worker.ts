/** Holds the emulated PC, away from the page: a page that computes can't scroll. */
import { V86 } from "v86";
import wasm from "v86/build/v86.wasm?url";
import { wordsOf } from "../error-words.ts";
import { ownScope } from "../worker-ends.ts";
import { machineOptions, serial } from "./guest-machine.ts";
import type { FromLinux, ToLinux } from "./messages.ts";

const scope = ownScope<ToLinux, FromLinux>();
let emulator: V86 | undefined;

/** Output comes byte by byte; what comes within one turn is told together. */
const waiting = new Map<number, number[]>();

function heard(line: number, byte: number): void {
  const bytes = waiting.get(line);
  if (bytes) {
    bytes.push(byte);
    return;
  }
  waiting.set(line, [byte]);
  setTimeout(() => {
    scope.postMessage({ type: "output", line, bytes: Uint8Array.from(waiting.get(line) ?? []) });
    waiting.delete(line);
  }, 4);
}

function start(snapshot: string): void {
  const machine = new V86({ ...machineOptions, wasm_path: wasm, initial_state: { url: snapshot }, autostart: true });
  emulator = machine;
  for (const line of Object.values(serial)) machine.add_listener(`serial${line}-output-byte`, (byte: number) => heard(line, byte));
  machine.add_listener("download-progress", ({ file_name, loaded, total }: { file_name: string; loaded: number; total: number }) => {
    if (file_name === snapshot) scope.postMessage({ type: "fetched", loaded, total });
  });
  machine.add_listener("download-error", ({ file_name }: { file_name: string }) =>
    scope.postMessage({ type: "failed", message: `${file_name} could not be fetched.` }),
  );
  machine.add_listener("emulator-started", () => scope.postMessage({ type: "running" }));
}

scope.onmessage = ({ data }) => {
  if (data.type === "start") {
    try {
      start(data.snapshot);
    } catch (error) {
      scope.postMessage({ type: "failed", message: wordsOf(error) });
    }
  } else emulator?.serial_send_bytes(data.line, data.bytes);
};
