/** Boots the guest once and keeps its memory, so that a page need not. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { constants, zstdCompress } from "node:zlib";
import { V86 } from "v86";
import { machineOptions, serial } from "../../src/backends/linux/guest-machine.ts";

export interface Firmware {
  readonly bios: string;
  readonly vgaBios: string;
  readonly kernel: string;
}

/** Milliseconds that a boot may take on a slow machine. */
const patience = 300_000;

/** What was only needed to boot is not worth keeping: free memory is written over with zeros, which weigh nothing. */
const tidy = `echo 3 > /proc/sys/vm/drop_caches
mkdir /tmp/zeros && mount -t tmpfs -o size=100% zeros /tmp/zeros
dd if=/dev/zero of=/tmp/zeros/fill bs=1M count=$(awk '/^MemFree/ { print int($2 / 1024) - 4 }' /proc/meminfo)
umount /tmp/zeros && rmdir /tmp/zeros`;

/** Boots to a prompt on both terminals and an agent that answers, and returns the machine's state, zstd-compressed. */
export async function takeSnapshot(firmware: Firmware, initialFiles: Uint8Array): Promise<{ state: Uint8Array; bootMs: number }> {
  const started = Date.now();
  const emulator = new V86({
    ...machineOptions,
    wasm_path: path.resolve("node_modules/v86/build/v86.wasm"),
    bios: await bufferOf(firmware.bios),
    vga_bios: await bufferOf(firmware.vgaBios),
    bzimage: await bufferOf(firmware.kernel),
    initrd: { buffer: exact(initialFiles) },
    // The emulated processor has no flaws to guard against, and its clock is the only one there is.
    cmdline: "console=ttyS0 quiet mitigations=off tsc=reliable random.trust_cpu=on",
    autostart: true,
  });
  const heard = { [serial.first]: "", [serial.agent]: "", [serial.second]: "" };
  for (const line of Object.values(serial))
    emulator.add_listener(`serial${line}-output-byte`, (byte: number) => {
      heard[line] += String.fromCharCode(byte);
    });
  const deadline = started + patience;
  const until = async (what: string, done: () => boolean) => {
    while (!done()) {
      if (Date.now() > deadline)
        throw new Error(`The guest did not come up: waited for ${what}. It said:\n${heard[serial.first].slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const prompt = /root@host:~# /;
  await until("a prompt on both terminals", () => prompt.test(heard[serial.first]) && prompt.test(heard[serial.second]));
  await until("the agent", () => heard[serial.agent].includes("ready"));
  const bootMs = Date.now() - started;
  emulator.serial_send_bytes(serial.agent, new TextEncoder().encode(`1 ${btoa(tidy)}\n`));
  await until("the agent's answer", () => /^1 0 /m.test(heard[serial.agent]));
  const state = new Uint8Array(await emulator.save_state());
  await emulator.destroy();
  const compress = promisify(zstdCompress);
  return { state: await compress(state, { params: { [constants.ZSTD_c_compressionLevel]: 19 } }), bootMs };
}

async function bufferOf(file: string): Promise<{ buffer: ArrayBuffer }> {
  return { buffer: exact(await readFile(file)) };
}

/** v86 takes whole buffers; Node's files may lie in a larger one. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
