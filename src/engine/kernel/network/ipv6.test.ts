import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains6, formatIpv6, formatSubnet6, linkLocalAddress, parseCidr6, parseIpv6 } from "./ipv6.ts";

describe("IPv6", () => {
  it("reads what it writes", () => {
    fc.assert(fc.property(fc.bigInt(0n, (1n << 128n) - 1n), (value) => parseIpv6(formatIpv6(value)) === value));
  });

  it.each([
    ["fd00:1:0:0:0:0:0:2", "fd00:1::2"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["::", "::"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["::ffff:1.2.3.4", "::ffff:102:304"],
  ])("%s is written %s", (text, written) => {
    expect(formatIpv6(parseIpv6(text) as bigint)).toBe(written);
  });

  it("knows blocks", () => {
    const { subnet } = parseCidr6("fd00:6::1/64") as NonNullable<ReturnType<typeof parseCidr6>>;
    expect(formatSubnet6(subnet)).toBe("fd00:6::/64");
    expect(contains6(subnet, parseIpv6("fd00:6::ffff") as bigint)).toBe(true);
    expect(contains6(subnet, parseIpv6("fd00:7::") as bigint)).toBe(false);
  });

  it("makes a link's address of a MAC", () => {
    expect(formatIpv6(linkLocalAddress("d2:9f:9c:52:1a:6a"))).toBe("fe80::d09f:9cff:fe52:1a6a");
  });
});
