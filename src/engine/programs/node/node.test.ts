import { describe, expect, it } from "vitest";
import { run } from "../packages/bench-shell.ts";

const image = "node:22-slim";
const node = (text: string, options: Parameters<typeof run>[2] = {}) =>
  run(image, "node app.js", { ...options, files: { "app.js": text, ...options.files } });

describe("node", () => {
  it("prints as node prints (recorded with node 20)", async () => {
    const { out } = await node(
      `console.log({a:1,b:[1,2,{c:{d:{}}}],s:"x"}, [1,"a"], null, undefined, ()=>1, class A{}, new Map([[1,2]]), new Error("e").message, "%s", 5)`,
    );
    expect(out).toBe(
      "{ a: 1, b: [ 1, 2, { c: [Object] } ], s: 'x' } [ 1, 'a' ] null undefined [Function (anonymous)] [class A] Map(1) { 1 => 2 } e %s 5\n",
    );
  });

  it("says where nobody caught an error, and why", async () => {
    const { err, code } = await node(`const http = require('http');\nfunction f(){ throw new Error("boom") }\nf();\n`);
    expect(code).toBe(1);
    expect(err).toContain(
      `/w/app.js:2\nfunction f(){ throw new Error("boom") }\n              ^\n\nError: boom\n    at f (/w/app.js:2:21)\n    at Object.<anonymous> (/w/app.js:3:1)\n    at Module._compile (`,
    );
    expect(err).toMatch(/\n\nNode\.js v22\.16\.0\n$/);
  });

  it("words V8's messages", async () => {
    expect((await node("const x = undefined;\nx.foo;\n")).err).toContain(
      "TypeError: Cannot read properties of undefined (reading 'foo')\n    at Object.<anonymous> (/w/app.js:2:3)",
    );
    expect((await node("let x = ;\n")).err).toContain("/w/app.js:1\nlet x = ;\n        ^\n\nSyntaxError: Unexpected token ';'");
    expect((await node("require('nope')")).err).toContain("Error: Cannot find module 'nope'\nRequire stack:\n- /w/app.js\n");
  });

  it("watches promises that nobody else can wait for", async () => {
    const { err, code } = await node("async function main() {\n  await null;\n  throw new Error('late');\n}\nmain();\n");
    expect(code).toBe(1);
    expect(err).toContain("Error: late\n    at main (/w/app.js:3:9)");
  });

  it("lets a statement go on in the line below", async () => {
    const source =
      "require('events').once\nObject('abc')\n  // a comment between\n  .toString()\n  .split('')\nObject(1)\n+ 1;\nconsole.log('there')\n";
    expect(await node(source)).toMatchObject({ out: "there\n", code: 0 });
  });

  it("serves and asks over the machine's network, and ends when nothing is left to do", async () => {
    const { out, code } = await node(`
      const http = require('http');
      const server = http.createServer((req, res) => { let body = ''; req.on('data', (part) => { body += part; }); req.on('end', () => { res.writeHead(201, { 'X-A': 'b' }); res.end(req.method + req.url + body); }); });
      server.listen(3000, async () => {
        const answer = await fetch('http://localhost:3000/x?y=1', { method: 'POST', body: 'hi' });
        console.log(answer.status, answer.headers.get('x-a'), await answer.text());
        server.close();
      });`);
    expect(out).toBe("201 b POST/x?y=1hi\n");
    expect(code).toBe(0);
  });

  it("runs ES modules, files beside them, and modules of node's", async () => {
    const { out } = await run(image, "node app.mjs", {
      files: {
        "app.mjs":
          "import { readFileSync } from 'node:fs';\nimport { x } from './o.mjs';\nawait new Promise((r) => setTimeout(r, 10));\nconsole.log(typeof readFileSync, x, import.meta.url);\n",
        "o.mjs": "export const x = 4;\n",
      },
    });
    expect(out).toBe("function 4 file:///w/app.mjs\n");
  });

  it("has the express of the lab's registry once it is installed", async () => {
    const { out } = await run(image, "npm install express >/dev/null && node app.js", {
      files: {
        "app.js": `const express = require('express');
const app = express();
app.use(express.json());
app.get('/u/:id', (req, res) => res.json({ id: req.params.id, q: req.query.q }));
app.post('/e', (req, res) => res.status(201).json(req.body));
const server = app.listen(0, async () => {
  const base = 'http://localhost:' + server.address().port;
  console.log(await (await fetch(base + '/u/7?q=a')).text());
  const made = await fetch(base + '/e', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"x":1}' });
  console.log(made.status, await made.text(), (await fetch(base + '/none')).status);
  server.close();
});`,
      },
    });
    expect(out).toBe('{"id":"7","q":"a"}\n201 {"x":1} 404\n');
  });

  it("says what is not part of the lab", async () => {
    const { err, code } = await run(image, "npm install lodash >/dev/null && node -e \"require('lodash')\"");
    expect(err).toContain("drydock: lodash is installed, but what it does is not part of the lab");
    expect(code).toBe(1);
  });
});
