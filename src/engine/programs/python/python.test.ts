import { describe, expect, it } from "vitest";
import { run } from "../packages/bench-shell.ts";

const image = "python:3.12-slim";
const python = (text: string, options: Parameters<typeof run>[2] = {}) =>
  run(image, "python app.py", { ...options, files: { "app.py": text, ...options.files } });

describe("python", () => {
  it("prints what CPython prints (recorded with 3.11)", async () => {
    const { out } = await python(`
print(7//2, -7//2, -7 % 3, 2**100, 1/3, 1e20, 0.1+0.2, 10/2)
print([x*x for x in range(5) if x % 2], {k: v for k, v in zip("abc", range(3))}, {1,2,3})
print("%5.2f|%-5s|%05d" % (3.14159, "ab", 42), "{:>8,}".format(1234567), f"{255:#x} {3.0} {'x'!r:>5}")
a, *b = [1,2,3]; print(a, b)
`);
    expect(out).toBe(
      "3 -4 2 1267650600228229401496703205376 0.3333333333333333 1e+20 0.30000000000000004 5.0\n[1, 9] {'a': 0, 'b': 1, 'c': 2} {1, 2, 3}\n 3.14|ab   |00042 1,234,567 0xff 3.0   'x'\n1 [2, 3]\n",
    );
  });

  it("shows tracebacks with source and marks", async () => {
    const { err, code } = await python('def f(a, b):\n    return a / b\ndef h(d): return f(d["k"], 0)\nh({"k": 1})\n');
    expect(code).toBe(1);
    expect(err).toBe(
      `Traceback (most recent call last):
  File "/w/app.py", line 4, in <module>
    h({"k": 1})
  File "/w/app.py", line 3, in h
    def h(d): return f(d["k"], 0)
                     ^^^^^^^^^^^^
  File "/w/app.py", line 2, in f
    return a / b
           ~~^~~
ZeroDivisionError: division by zero
`,
    );
  });

  it("has CPython's words for what is missing and what can't be read", async () => {
    const said = async (code: string) => (await run(image, `python -c '${code}'`)).err.split("\n").slice(-2, -1)[0];
    expect(await said("import flask")).toBe("ModuleNotFoundError: No module named 'flask'");
    expect(await said("import sqlite3")).toMatch(/^ModuleNotFoundError: drydock: 'sqlite3' is of Python's own library/);
    expect(await said('import os; os.environ["X"]')).toBe("KeyError: 'X'");
    expect(await said("print(1")).toBe("SyntaxError: '(' was never closed");
    expect(await said('open("/nope")')).toBe("FileNotFoundError: [Errno 2] No such file or directory: '/nope'");
    expect(await said('import socket; socket.create_connection(("localhost", 9))')).toBe(
      "ConnectionRefusedError: [Errno 111] Connection refused",
    );
  });

  it("draws what a seed draws everywhere", async () => {
    const code = [
      "import random as r",
      "r.seed(42); print(r.randint(1, 100), r.choice('abc'), r.random(), r.sample(range(10), 3), r.getrandbits(70))",
      "r.seed('x'); l = [1, 2, 3, 4]; r.shuffle(l); print(l, r.choices('ab', [1, 3], k=4), r.uniform(0, 5))",
      "r.seed(7); print(r.gauss(0, 1), r.gauss(0, 1), r.normalvariate(1, 2), r.Random(2**40).random())",
    ].join("\n");
    const { out } = await run(image, `python -c "${code}"`);
    expect(out).toBe(
      [
        "82 a 0.025010755222666936 [4, 3, 8] 124265960472762171881",
        "[1, 2, 4, 3] ['a', 'b', 'b', 'b'] 1.908299035258894",
        "-0.2558802884476004 0.511431512516514 1.5583061868775747 0.1036394562812375",
        "",
      ].join("\n"),
    );
  });

  it("keeps its output back until the end when nobody watches, unless told not to", async () => {
    const text = "import sys\nprint('out')\nprint('err', file=sys.stderr)\n";
    const both = async (env: Record<string, string>) => (await run(image, "python app.py 2>&1", { files: { "app.py": text }, env })).out;
    expect(await both({})).toBe("err\nout\n");
    expect(await both({ PYTHONUNBUFFERED: "1" })).toBe("out\nerr\n");
  });

  it("sleeps on the machine's clock, in threads and tasks side by side", async () => {
    const { out } = await python(`
import asyncio, threading, time
begun = time.time()
def work(n):
    time.sleep(n)
    print("thread", n)
threads = [threading.Thread(target=work, args=(n,)) for n in (30, 20, 10)]
for each in threads: each.start()
for each in threads: each.join()
async def task(n):
    await asyncio.sleep(n)
    return n
async def main():
    print(await asyncio.gather(task(20), task(10)))
asyncio.run(main())
print(round(time.time() - begun))
`);
    expect(out).toBe("thread 10\nthread 20\nthread 30\n[20, 10]\n50\n");
  });

  it("runs handlers of signals in the middle of a wait", async () => {
    const { out, code } = await run(image, "python app.py & sleep 1; kill -TERM $!; wait $!; echo $?", {
      files: {
        "app.py":
          "import signal, sys, time\ndef stop(number, frame):\n    print('stopping', number)\n    sys.exit(7)\nsignal.signal(signal.SIGTERM, stop)\ntime.sleep(3600)\n",
      },
    });
    expect(out).toBe("stopping 15\n7\n");
    expect(code).toBe(0);
  });

  it("serves Flask's and FastAPI's routes", async () => {
    const flask =
      "from flask import Flask, jsonify\napp = Flask(__name__)\n@app.get('/<int:n>')\ndef home(n):\n    return jsonify(b=n, a=[1])\n";
    const fastapi =
      "from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Item(BaseModel):\n    name: str\n    price: float = 1\n@app.post('/items/{n}')\ndef make(n: int, item: Item, q: str | None = None):\n    return {'n': n, 'item': item, 'q': q}\n";
    const ask = `import json, urllib.request, urllib.error
print(urllib.request.urlopen("http://localhost:5000/3").read())
def post(path, body):
    request = urllib.request.Request("http://localhost:8000" + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        return urllib.request.urlopen(request).read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
print(post("/items/4?q=a", {"name": "x"}))
print(post("/items/x", {"name": "x"})[0])
`;
    const line =
      "pip install -q flask fastapi uvicorn 2>/dev/null; flask --app one run 2>/dev/null >&2 & uvicorn two:app 2>/dev/null & sleep 60; python ask.py; kill %1 %2";
    const { out } = await run(image, line, { files: { "one.py": flask, "two.py": fastapi, "ask.py": ask } });
    expect(out).toContain(`b'{"a":[1],"b":3}\\n'\nb'{"n":4,"item":{"name":"x","price":1},"q":"a"}'\n422\n`);
  });
});
