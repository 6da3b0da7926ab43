import { describe, expect, it } from "vitest";
import { run } from "../bench-shell.ts";

const gcc = "golang:1.23";

describe("gcc and make", () => {
  it("compile a program that prints, and it runs", async () => {
    const { code, out } = await run(gcc, "gcc -o hi hi.c && ./hi", {
      files: { "hi.c": '#include <stdio.h>\nint main(void) { printf("ahoy\\n"); return 3; }\n' },
    });
    expect(out).toBe("ahoy\n");
    expect(code).toBe(3);
  });

  it("miss headers, files and main", async () => {
    expect((await run(gcc, "gcc x.c")).err).toContain("x.c: No such file or directory");
    expect((await run(gcc, "gcc x.c", { files: { "x.c": "#include <libpq-fe.h>\nint main(){}\n" } })).err).toContain(
      "fatal error: libpq-fe.h: No such file or directory",
    );
    expect((await run(gcc, "gcc x.c", { files: { "x.c": "int f(void) { return 1; }\n" } })).err).toContain("undefined reference to `main'");
  });

  it("make follows rules and times", async () => {
    const files = {
      Makefile: "CFLAGS = -O2\nhi: hi.c\n\t$(CC) $(CFLAGS) -o $@ $<\n\n.PHONY: clean\nclean:\n\trm -f hi\n",
      "hi.c": "int main(void) { return 0; }\n",
    };
    const { out, code } = await run(gcc, "make && make && make clean && ls", { files });
    expect(code).toBe(0);
    expect(out).toContain("cc -O2 -o hi hi.c\nmake: 'hi' is up to date.\nrm -f hi\n");
    expect((await run(gcc, "make nope", { files })).err).toBe("make: *** No rule to make target 'nope'.  Stop.\n");
    expect((await run(gcc, "make fail", { files: { Makefile: "fail:\n\tfalse\n" } })).err).toContain("make: *** [Makefile: fail] Error 1");
  });
});

describe("servers and tools", () => {
  it("nginx checks its configuration", async () => {
    expect((await run("nginx:alpine", "nginx -t")).err).toContain("test is successful");
    const broken = await run("nginx:alpine", "nginx -t", { files: { "/etc/nginx/conf.d/a.conf": "server {\n  listen 80\n}\n" } });
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('[emerg] unexpected "}" in /etc/nginx/conf.d/a.conf:3');
  });

  it("say their versions", async () => {
    expect((await run("postgres:17", "postgres --version")).out).toBe("postgres (PostgreSQL) 17.5 (Debian 17.5-1.pgdg120+1)\n");
    expect((await run("redis:7-alpine", "redis-server --version")).out).toContain("Redis server v=7.4.4");
  });

  it("git can't reach the internet", async () => {
    const { code, err } = await run(gcc, "git clone https://github.com/a/b.git");
    expect(code).toBe(128);
    expect(err).toContain("fatal: unable to access 'https://github.com/a/b.git/': Could not resolve host: github.com");
  });
});
