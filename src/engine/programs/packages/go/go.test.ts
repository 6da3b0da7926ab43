import { describe, expect, it } from "vitest";
import { decodeExecutable } from "../../executable.ts";
import { type Ran, run } from "../bench-shell.ts";
import { goModules } from "./catalogue.ts";

const image = "golang:1.23";
const mod = "module example.com/server\n\ngo 1.23\n";
const server =
  'package main\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\nfunc main() {\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "hi") })\n\thttp.ListenAndServe(":8080", nil)\n}\n';
const hello = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n';
const gin = 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tgin.Default().Run()\n}\n';

function built({ fs }: Ran, path: string) {
  const node = fs.lookup(path);
  return node?.kind === "file" ? { size: node.content.size, mode: node.mode, descriptor: decodeExecutable(node.content) } : undefined;
}

describe("go build", () => {
  it("links dynamically with cgo and net, statically without", async () => {
    const files = { "main.go": server, "go.mod": mod };
    const ran = await run(
      image,
      "go build -o /out/server . && CGO_ENABLED=0 go build -o /out/ . && CGO_ENABLED=0 go build -ldflags='-s -w' -o /small",
      { files },
    );
    expect(ran.code).toBe(0);
    const dynamic = built(await run(image, "go build -o /out/server .", { files }), "/out/server");
    expect(dynamic?.descriptor?.loader).toBe("/lib64/ld-linux-x86-64.so.2");
    expect(dynamic?.mode).toBe(0o755);
    const still = built(ran, "/out/server");
    expect(still?.descriptor).not.toHaveProperty("loader");
    expect(still?.size).toBeGreaterThan(6_000_000);
    expect(built(ran, "/small")?.size).toBeLessThan((still?.size ?? 0) * 0.75);
    expect(ran.fs.exists("/root/.cache/go-build")).toBe(true);
    expect(built(await run("golang:1.23-alpine", "go build -o /s .", { files }), "/s")?.descriptor).not.toHaveProperty("loader");
  });

  it("is the same program for the same source, another for another", async () => {
    const digest = async (text: string) =>
      built(await run(image, "go build -o /s .", { files: { "main.go": text, "go.mod": mod } }), "/s")?.descriptor?.data?.digest;
    expect(await digest(server)).toBe(await digest(server));
    expect(await digest(server)).not.toBe(await digest(server.replace("hi", "ho")));
  });

  it("runs a program that only prints", async () => {
    const { out } = await run(image, "go run . && go build && ./server", { files: { "main.go": hello, "go.mod": mod } });
    expect(out).toBe("hello\nhello\n");
  });

  it("prints the errors of the go tool", async () => {
    const err = async (files: Record<string, string>, line = "go build") => {
      const ran = await run(image, line, { files });
      expect(ran.code).not.toBe(0);
      return ran.err;
    };
    expect(await err({ "main.go": hello })).toBe(
      "go: go.mod file not found in current directory or any parent directory; see 'go help modules'\n",
    );
    expect(await err({ "go.mod": mod })).toBe("no Go files in /w\n");
    expect(await err({ "go.mod": mod, "main.go": gin })).toBe(
      "main.go:3:8: no required module provides package github.com/gin-gonic/gin; to add it:\n\tgo get github.com/gin-gonic/gin\n",
    );
    expect(await err({ "go.mod": `${mod}\nrequire github.com/gin-gonic/gin v1.10.0\n`, "main.go": gin })).toContain(
      "missing go.sum entry for module providing package github.com/gin-gonic/gin",
    );
    expect(await err({ "go.mod": mod, "main.go": hello.replace('"fmt"', '"fmtt"') })).toContain(
      "package fmtt is not in std (/usr/local/go/src/fmtt)",
    );
    expect(await err({ "go.mod": mod, "main.go": hello.replace("}\n", "") })).toContain("syntax error: unexpected EOF, expecting }");
    expect(await err({ "go.mod": mod, "main.go": hello.replace('import "fmt"', 'import (\n\t"fmt"\n\t"os"\n)') })).toContain(
      '"os" imported and not used',
    );
    expect(await err({ "go.mod": mod, "main.go": hello.replace("func main", "func other") })).toContain(
      "function main is undeclared in the main package",
    );
    expect(await err({ "go.mod": mod.replace("1.23", "1.99"), "main.go": hello })).toContain(
      "go: go.mod requires go >= 1.99 (running go 1.23.10; GOTOOLCHAIN=local)",
    );
    expect(await err({}, "go bild")).toContain("go bild: unknown command");
  });
});

describe("go modules", () => {
  it("are got, tidied, downloaded and compiled", async () => {
    const { code, err, fs } = await run(image, "go mod init example.com/a && go mod tidy && go build -o /app", {
      files: { "main.go": gin },
    });
    expect(code).toBe(0);
    expect(err).toContain("go: creating new go.mod: module example.com/a");
    expect(err).toContain("go: downloading github.com/gin-gonic/gin v1.10.1");
    expect(fs.readText("/w/go.mod")).toContain("require github.com/gin-gonic/gin v1.10.1");
    expect(fs.exists("/go/pkg/mod/github.com/gin-gonic/gin@v1.10.1/go.mod")).toBe(true);
    const files = { "main.go": gin, "go.mod": fs.readText("/w/go.mod"), "go.sum": fs.readText("/w/go.sum") };
    const again = await run(image, "go mod download && go build", { files });
    expect(again.code).toBe(0);
    expect(again.err).toBe("");
  });

  it("do not come without a network", async () => {
    const { code, err } = await run(image, "go mod download", {
      files: { "go.mod": `${mod}\nrequire github.com/gorilla/mux v1.8.1\n` },
      network: "none",
    });
    expect(code).toBe(1);
    expect(err).toContain("dial tcp: lookup proxy.golang.org");
  });

  it("that the lab has not are said to be so", async () => {
    const { code, err } = await run(image, "go get github.com/nobody/nothing", { files: { "go.mod": mod } });
    expect(code).toBe(1);
    expect(err).toContain("drydock: ");
  });

  it("need only modules that are in the catalogue", () => {
    expect(goModules().size).toBeGreaterThanOrEqual(30);
    for (const item of goModules().values())
      for (const path of item.needs) expect(goModules().has(path), `${item.path} → ${path}`).toBe(true);
  });
});

it("an unknown command and versions", async () => {
  expect((await run(image, "go version && go env GOPATH CGO_ENABLED")).out).toBe("go version go1.23.10 linux/amd64\n/go\n1\n");
});
