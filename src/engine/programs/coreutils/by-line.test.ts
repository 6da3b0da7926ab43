import { describe, expect, it } from "vitest";
import { TestEngine } from "../../containers/testing.ts";

describe("a text tool that needs to see one line at a time", () => {
  it.each([
    ["grep a", "a1 0 a2 2000"],
    ["grep -n a", "1:a1 0 3:a2 2000"],
    ["grep -v b", "a1 0 a2 2000"],
    ["sed s/a/x/", "x1 0 b 1000 x2 2000"],
    ["sed -e /b/d", "a1 0 a2 2000"],
    ["awk /a/{print\\ $1}", "a1 0 a2 2000"],
    ["tr a-b A-B", "A1 0 B 1000 A2 2000"],
    ["cut -c1", "a 0 b 1000 a 2000"],
    ["uniq", "a1 1000 b 2000 a2 2000"],
    ["sed 2q", "a1 0 b 1000"],
    ["awk {n++\\;print\\ n}", "1 0 2 1000 3 2000"],
    ["sed -n $p", "a2 2000"],
    ["awk END{print\\ NR}", "3 2000"],
    ["grep -c a", "2 2000"],
  ])("%s prints it when it comes", async (tool, expected) => {
    const engine = new TestEngine();
    const told: string[] = [];
    await engine.run(["sh", "-c", `(echo a1; sleep 1; echo b; sleep 1; echo a2) | ${tool.replace(/[{}$]/g, "\\$&")}`], { name: "stream" });
    const began = engine.clock.now();
    for await (const { text } of await engine.containerLogs("stream", { follow: true }))
      told.push(text.trim(), String(Math.round((engine.clock.now() - began) / 1000) * 1000));
    expect(told.join(" ")).toBe(expected);
  });

  it.each(["grep -q y", "grep -m3 y", "grep -m 1 -c y", "sed s/y/n/ | head -1", "awk '{print $1}' | head -1"])(
    "yes | %s ends",
    async (tool) => {
      const engine = new TestEngine();
      expect((await engine.runToEnd(["sh", "-c", `yes | ${tool}`])).code).toBe(0);
    },
  );
});
