import { expect, it } from "vitest";
import type { Port } from "../../engine/api.ts";
import { containerColumns, portsOf } from "./summary.ts";

const published = (port: number, inside = port, ip = "0.0.0.0", type: Port["Type"] = "tcp"): Port => ({
  IP: ip,
  PrivatePort: inside,
  PublicPort: port,
  Type: type,
});
const exposed = (port: number, type: Port["Type"] = "tcp"): Port => ({ PrivatePort: port, Type: type });

it.each<[string, Port[]]>([
  ["", []],
  ["80/tcp", [exposed(80)]],
  ["53/udp, 7000-7002/tcp", [exposed(7001), exposed(53, "udp"), exposed(7000), exposed(7002)]],
  ["0.0.0.0:8080->80/tcp", [published(8080, 80)]],
  ["0.0.0.0:90-92->90-92/tcp", [published(92), published(90), published(91)]],
  ["[::1]:80->80/tcp", [published(80, 80, "::1")]],
  ["127.0.0.1:81->82/udp", [published(81, 82, "127.0.0.1", "udp")]],
])("%s", (text, ports) => {
  expect(portsOf(ports)).toBe(text);
});

it("has sizes with three digits, and the image's when it is known", () => {
  const size = containerColumns(0, false).find(({ field }) => field === "Size");
  expect(size?.value({ SizeRw: 1234, SizeRootFs: 0 } as never)).toBe("1.23kB");
  expect(size?.value({ SizeRw: 6, SizeRootFs: 7_800_000 } as never)).toBe("6B (virtual 7.8MB)");
});
