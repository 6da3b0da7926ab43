/** Servers that need what the lab does not have: they say so, and a placeholder holds their port, so that the rest can be looked at. */
import { expect, test } from "vitest";
import { virtualStart } from "../src/engine/clocks.ts";
import { fromPaths } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runScript } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";

async function last(files: Readonly<Record<string, string>>, script: string): Promise<string> {
  const session = createLab(fromPaths(files, ownedBy(virtualStart)));
  const { stdout, stderr } = (await runScript(session, script)).at(-1) as { stdout: string; stderr: string };
  return stdout + stderr;
}

const up = "docker build -q -t app . && docker run -d --name app -p 8080:8080 app";

test("a Flask application with a driver that the lab has not, down to a module within it", async () => {
  const files = {
    Dockerfile: 'FROM python:3.12-slim\nRUN pip install flask pymongo mysql-connector-python\nCOPY app.py .\nCMD ["python", "app.py"]\n',
    "app.py":
      "from flask import Flask\nimport mysql.connector\nfrom pymongo.errors import Oops\napp = Flask(__name__)\napp.run(host='0.0.0.0', port=8080)\n",
  };
  const said = await last(files, `${up}\nsleep 1\ndocker logs app; curl -s localhost:8080`);
  expect(said).toContain(
    "ImportError: drydock: pymongo.errors is installed, but what it does is not part of the lab (pymongo.errors.Oops)",
  );
  expect(said).toContain("drydock: this is a placeholder for /app.py. The lab does not have the program itself.");
  expect(said).toContain("<title>A placeholder for /app.py</title>");
});

test("a Go server with a module that only go.sum vouches for", async () => {
  const files = {
    Dockerfile: "FROM golang:1.24-alpine\nWORKDIR /src\nCOPY . .\nRUN go mod download && go build -o /app .\nCMD /app\n",
    "go.mod": "module x\n\ngo 1.22\n\nrequire example.com/shelf v1.2.3\n",
    "go.sum": "example.com/shelf v1.2.3 h1:abc=\nexample.com/shelf v1.2.3/go.mod h1:def=\n",
    "main.go":
      'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shelf"\n)\n\nfunc main() {\n\thttp.ListenAndServe(":8080", shelf.Handler())\n}\n',
  };
  const said = await last(files, `${up}\nsleep 1\ndocker logs app; curl -s localhost:8080`);
  expect(said).toContain("drydock: the lab can't run /app: its Go does not know the package example.com/shelf");
  expect(said).toContain("<title>A placeholder for /app</title>");
});

test("what go.sum does not vouch for is not there", async () => {
  const files = {
    Dockerfile: "FROM golang:1.24-alpine\nCOPY go.mod .\nRUN go mod download\n",
    "go.mod": "module x\n\ngo 1.22\n\nrequire example.com/shelf v1.2.3\n",
  };
  expect(await last(files, "docker build .")).toContain("example.com/shelf is not one of them");
});

test("nodemon starts the package's main file, and stays when that has ended", async () => {
  const files = {
    Dockerfile: 'FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nRUN npm install\nCMD ["npx", "nodemon", "--quiet"]\n',
    "package.json": '{"name":"x","version":"1.0.0","main":"start.js","dependencies":{"nodemon":"3.1.0"}}',
    "start.js": "console.log('up'); process.exit(3);\n",
  };
  const said = await last(files, `${up}\nsleep 2\ndocker logs app; docker inspect -f '{{.State.Status}}' app`);
  expect(said).toContain("[nodemon] starting `node start.js`");
  expect(said).toContain("up\n[nodemon] app crashed - waiting for file changes before starting...\nrunning\n");
});

test("nginx fills in its templates, and leaves its own variables alone", async () => {
  const files = { "templates/default.conf.template": 'server { listen 80; location / { return 200 "$host ${WHO}\\n"; } }\n' };
  const run = "docker run -d --name app -e WHO=me -p 8080:80 -v $PWD/templates:/etc/nginx/templates:ro nginx:alpine";
  expect(await last(files, `${run}\nsleep 1\ncurl -s localhost:8080`)).toBe("localhost me\n");
});
