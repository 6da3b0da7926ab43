import { describe, expect, it } from "vitest";
import { fromPaths } from "../../filesystem/build.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { runOnMachine, testRoot } from "../testing.ts";
import { parseUrl } from "./http/url.ts";
import { understand } from "./nginx/config.ts";
import { parseConfig } from "./nginx/parse.ts";

const run = async (script: string): Promise<string> => (await runOnMachine(testRoot("busybox"), ["/bin/sh", "-c", script])).output;

describe("on one machine", () => {
  it("serves files, and fetches them", async () => {
    const output = await run(
      "echo hi > /tmp/a.txt; httpd -p 8080 -h /tmp; wget -qO- localhost:8080/a.txt; wget -qO- localhost:8080/b; wget -qO- localhost:81",
    );
    expect(output).toBe(
      "hi\nwget: server returned error: HTTP/1.1 404 Not Found\nwget: can't connect to remote host (127.0.0.1): Connection refused\n",
    );
  });
  it("gives a port once", async () => {
    expect(await run("httpd -p 8080 -h /tmp; httpd -p 8080 -h /tmp; echo $?")).toBe("httpd: bind: Address already in use\n1\n");
  });
  it("looks who listens", async () => {
    expect(await run("httpd -p 8080 -h /tmp; nc -z localhost 8080; echo $?; nc -zv localhost 8080; nc -z localhost 81; echo $?")).toBe(
      "0\nlocalhost (127.0.0.1:8080) open\nnc: can't connect to remote host (127.0.0.1): Connection refused\n1\n",
    );
  });
  it("pipes through nc, both ways", async () => {
    expect(await run("nc -l -p 9 -e cat & sleep 1; echo hi | nc localhost 9")).toBe("hi\n");
  });
});

describe("ip", () => {
  it("narrows what it shows", async () => {
    expect(await run("ip -o addr show scope host")).toMatch(/^1: lo {4}inet 127\.0\.0\.1\/8 scope host lo/);
    expect(await run("ip -o -4 addr show scope global")).toBe("");
    expect(await run("ip addr show label lo; ip addr show to 10.0.0.0/8")).not.toContain("inet6");
    expect(await run("ip addr show scope nope; echo $?")).toBe("ip: invalid argument 'nope' to 'scope'\n1\n");
    expect(await run("ip route show table local")).toBe(
      "local 127.0.0.0/8 dev lo scope host  src 127.0.0.1 \nlocal 127.0.0.1 dev lo scope host  src 127.0.0.1 \nbroadcast 127.255.255.255 dev lo scope link  src 127.0.0.1 \n",
    );
  });
});

describe("nginx's configuration", () => {
  const problem = (text: string): string => {
    try {
      understand(parseConfig(new WorkingTree(fromPaths({ "t.conf": text })), "/t.conf", "/"), (host) => !host.endsWith(".invalid"));
      return "ok";
    } catch (error) {
      return (error as Error).message;
    }
  };
  it.each([
    ["http { server { listen 80 } }", 'unexpected "}" in /t.conf:1'],
    ["http { foo bar; }", 'unknown directive "foo" in /t.conf:1'],
    ["http { server { listen 99999; } }", 'invalid port in "99999" of the "listen" directive in /t.conf:1'],
    ["http { server { return; } }", 'invalid number of arguments in "return" directive in /t.conf:1'],
    ["http { server { location / { proxy_pass http://a.invalid; } } }", 'host not found in upstream "a.invalid" in /t.conf:1'],
    ["http { server { root /a; root /b; } }", '"root" directive is duplicate in /t.conf:1'],
    ["server { listen 80; }", '"server" directive is not allowed here in /t.conf:1'],
    ["http { sendfile maybe; }", 'invalid value "maybe" in "sendfile" directive, it must be "on" or "off" in /t.conf:1'],
    ["http { server { listen 80; location = /a { return 200 a; } } }", "ok"],
  ])("%s", (text, words) => {
    expect(problem(text)).toBe(words);
  });
});

it("reads addresses without a scheme", () => {
  expect(parseUrl("web:8080/a?b#c")).toMatchObject({ scheme: "http", host: "web", port: 8080, path: "/a?b" });
});
