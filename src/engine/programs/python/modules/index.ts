/** Modules that are part of the interpreter, by name. */
import type { Interpreter } from "../interpreter.ts";
import type { PyModule } from "../runtime/values.ts";
import { hashlibModule } from "./hashlib.ts";
import { ioModule } from "./io.ts";
import { jsonModule } from "./json.ts";
import { mathModule } from "./math.ts";
import { randomModule } from "./mersenne.ts";
import { osModule, pathModule } from "./os.ts";
import { parametersModule } from "./parameters.ts";
import { reModule } from "./re.ts";
import { signalModule } from "./signal.ts";
import { socketModule } from "./socket.ts";
import { subprocessModule } from "./subprocess.ts";
import { sysModule } from "./sys.ts";
import { threadModule } from "./thread.ts";
import { timeModule } from "./time.ts";
import { tracebackModule } from "./traceback.ts";

type Make = (interpreter: Interpreter) => PyModule;

/** Names with an underscore are for the library's Python half. */
export const nativeModules: ReadonlyMap<string, Make> = new Map<string, Make>([
  ["sys", sysModule],
  ["os", osModule],
  ["posix", osModule],
  ["os.path", pathModule],
  ["posixpath", pathModule],
  ["io", ioModule],
  ["json", jsonModule],
  ["math", mathModule],
  ["re", reModule],
  ["time", timeModule],
  ["_signal", signalModule],
  ["signal", signalModule],
  ["_socket", socketModule],
  ["_subprocess", subprocessModule],
  ["_thread", threadModule],
  ["traceback", tracebackModule],
  ["_hashlib", hashlibModule],
  ["_random", randomModule],
  ["_parameters", parametersModule],
]);
