/** `npm start`: installs what is missing, builds the site, serves it on loopback and says where. */
import { env, installDependencies, root, run } from "./install.mjs";
import { spawn } from "node:child_process";

installDependencies();
run("npm", ["run", "--silent", "build"]);
const port = process.env.PORT ?? "4321";
const server = spawn("node", ["scripts/serve.mjs", "--port", port], { cwd: root, env, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));
