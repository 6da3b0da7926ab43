/** Scripts that never end, or grow for ever: each is stopped with a sentence, and within seconds. */
import { describe, expect, it } from "vitest";
import { runStep, testRoot } from "./testing.ts";

const sh = (script: string, options = {}) =>
  runStep(testRoot("gnu").root, ["/bin/bash", "-c", script], {}, { maxCommands: 50_000, ...options });

describe("limits", () => {
  it.each([
    "while true; do :; done",
    "i=0; while [ $i -lt 100000000 ]; do i=$((i+1)); done",
    "while :; do ls > /dev/null; done",
    "while :; do x=$(echo a); done",
    "seq 1 1000000000 > /dev/null",
    "x=aaaa; while :; do x=$x$x; done",
    "dd if=/dev/zero of=/dev/null bs=1M",
    "head -c 5000000000 /dev/zero > x",
  ])("stops %s and says so", async (script) => {
    const { output, exitCode } = await sh(script);
    expect(output).toMatch(/^drydock: .*(endless loop|limit of the lab|more than the lab keeps)/m);
    expect(exitCode).toBe(137);
  });

  it("ends on ^C in the middle of a loop", async () => {
    const controller = new AbortController();
    const running = runStep(
      testRoot("gnu").root,
      ["/bin/bash", "-c", "while true; do :; done"],
      { signal: controller.signal },
      { maxCommands: 1e9 },
    );
    setTimeout(() => controller.abort(new Error("^C")), 5);
    await expect(running).rejects.toThrow("^C");
  });

  it("stops a fork bomb soon", async () => {
    const started = performance.now();
    const { exitCode } = await sh(":(){ :|:& };: ; wait", { maxCommands: 1_000_000 });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect([0, 137]).toContain(exitCode);
  }, 20_000);

  it("makes files of gigabytes without keeping them", async () => {
    const { output, tree, exitCode } = await sh(
      "dd if=/dev/zero of=big bs=1M count=5000 && stat -c %s big && head -c 3000000 /dev/zero > y && stat -c %s y",
    );
    expect(output).toContain("5000+0 records in\n5000+0 records out\n5242880000 bytes (5.2 GB, 4.9 GiB) copied");
    expect(output).toContain("\n5242880000\n3000000\n");
    expect(exitCode).toBe(0);
    const big = tree.lookup("/work/big");
    expect(big?.kind === "file" && big.content.bytes.length).toBe(0);
  });

  it("clips what a step prints, as BuildKit does", async () => {
    const { output } = await sh("for i in 1 2 3; do yes | head -c 1500000; done; echo end");
    expect(output.length).toBeLessThan(2_100_000);
    expect(output).toMatch(/\n\[output clipped, log limit 2MiB reached\]\n$/);
  });

  it("sorts by bytes", async () => {
    const { output } = await sh(
      "printf 'b\\nB\\na\\nA\\n10 x\\n9 y\\n' > s; sort s | tr '\\n' ' '; sort -n s | tail -2 | tr '\\n' ' '; printf 'a:3\\nb:1\\nc:2\\n' | sort -t: -k2,2nr | tr '\\n' ' '; printf '2K\\n1M\\n30\\n' | sort -h | tr '\\n' ' '; printf 'b\\na\\nb\\n' | sort -u | tr '\\n' ' '",
    );
    expect(output).toBe("10 x 9 y A B a b 9 y 10 x a:3 c:2 b:1 30 2K 1M a b ");
  });

  it.each([
    ["printf 'a\\nb\\n' > f; sed -i.bak 1d f; cat f f.bak", "b\na\nb\n"],
    ["printf '1\\n2\\n3\\n' | paste -sd+", "1+2+3\n"],
    ["kill -l 9", "KILL\n"],
    [
      "curl -fsSL https://example.com/x; echo $?",
      /^curl: \(6\) Could not resolve host: example.com\ndrydock: there is no internet in the lab.*\n6\n$/,
    ],
  ])("%s", async (script, expected) => {
    const { output } = await sh(script);
    if (typeof expected === "string") expect(output).toBe(expected);
    else expect(output).toMatch(expected);
  });
});
