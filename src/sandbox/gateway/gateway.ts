/** The gateway: the site and its sessions' connections at one address of this machine. */
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { staticFiles } from "../../site/static-files.ts";
import { AllowList } from "../policy/allow-list.ts";
import type { SandboxLimits } from "../wire/hello.ts";
import { ControlGroups } from "./control-groups.ts";
import { cleanUp } from "./janitor.ts";
import { Links } from "./links.ts";
import { Notices } from "./notices.ts";
import { Sessions } from "./sessions.ts";
import { Upstream } from "./upstream.ts";
import { Watchman } from "./watchman.ts";

export interface GatewayOptions {
  /** 0 for a free one. */
  readonly port: number;
  /** What this gateway's things are labelled with. */
  readonly name: string;
  readonly images: readonly string[];
  readonly anyImage: boolean;
  readonly limits: SandboxLimits;
  readonly sessions: number;
  /** Minutes that a session stays when nobody is there. */
  readonly away: number;
  /** Minutes that a link is good for. */
  readonly linkLife: number;
  /** The finished site. */
  readonly site: string;
  readonly log: (line: string) => void;
}

export const defaultLimits: SandboxLimits = {
  memory: 512 * 1024 ** 2,
  cpus: 1,
  pids: 256,
  containers: 32,
  disk: 1024 ** 3,
  minutes: 120,
};

/** The largest frame that is taken, in bytes: a request's head. */
const mostFrame = 1024 * 1024 + 1024;
/** Connections that may begin within so many milliseconds: the time that each has to say who it is. */
const mostStrangers = 256;
const patienceWithStrangers = 5000;
/** Milliseconds that a visitor has for a request's head, and how often that is looked at. */
const slowness = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 };
/** Milliseconds between two looks whether the engine is there. */
const pulse = 2000;

export class Gateway {
  readonly sessions: Sessions;
  readonly upstream: Upstream;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: mostFrame, perMessageDeflate: false });
  readonly #watchman: Watchman;
  readonly #notices: Notices;
  readonly #log: (line: string) => void;
  #strangers = 0;
  #port = 0;
  /** Docker's version, and where it is. */
  readonly engine: string;
  #pulse: ReturnType<typeof setInterval> | undefined;

  private constructor(upstream: Upstream, engine: string, hasGroups: boolean, options: GatewayOptions) {
    this.upstream = upstream;
    this.engine = engine;
    this.#log = options.log;
    this.#notices = new Notices();
    const groups = new ControlGroups(options.name, options.limits);
    this.sessions = new Sessions({
      upstream,
      gateway: options.name,
      notices: this.#notices,
      limits: options.limits,
      images: new AllowList(options.images, { any: options.anyImage }),
      ...(hasGroups && { cgroupParent: (session: string) => groups.make(session) }),
      mostSessions: options.sessions,
      patience: options.away * 60_000,
      tokenLife: options.linkLife * 60_000,
      ending: (session) => links.drop(session, "the session has ended"),
      ended: (session, left) => {
        groups.remove(session.id);
        for (const each of left) this.#log(`left behind: ${each}`);
        this.#log(`session ${session.id} has ended; ${this.sessions.count} left`);
      },
    });
    const links = new Links(this.sessions, engine);
    this.#watchman = new Watchman(
      upstream,
      () => this.sessions.all(),
      (session, message) => this.#notices.tell(session, { kind: "said", message }),
    );
    const site = existsSync(options.site) ? staticFiles(path.resolve(options.site)) : undefined;
    this.#server = createServer(slowness, (request, response) => {
      if (!this.#isOwn(request)) response.writeHead(403).end("This address is not the sandbox's.\n");
      else if (request.url === "/drydock/engine")
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ alive: this.#notices.isAlive }));
      else if (site) site(request, response);
      else response.writeHead(503).end("The site has not been built: npm run build\n");
    });
    this.#server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!this.#mayConnect(request)) {
        socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
        return;
      }
      this.#strangers++;
      this.#sockets.handleUpgrade(request, socket, head, (connection) => links.accept(connection));
      const known = (): void => void this.#strangers--;
      socket.once("close", settled);
      const timer = setTimeout(settled, patienceWithStrangers);
      function settled(): void {
        clearTimeout(timer);
        socket.off("close", settled);
        known();
      }
    });
  }

  /**
   * Finds the engine, removes what an earlier gateway of this name left behind, and listens.
   * Throws when the engine cannot be reached, or the port is taken.
   */
  static async open(options: GatewayOptions): Promise<Gateway> {
    const upstream = await Upstream.find();
    const { ServerVersion, CgroupDriver } = await upstream.json<{ ServerVersion: string; CgroupDriver: string }>("GET", "/info");
    const where = upstream.isLocal ? "on this machine" : `at ${upstream.address}`;
    const gateway = new Gateway(upstream, `Docker ${ServerVersion} ${where}`, upstream.isLocal && CgroupDriver === "cgroupfs", options);
    const { removed, left } = await cleanUp(upstream, { gateway: options.name });
    if (removed > 0) options.log(`removed ${removed} things that an earlier sandbox left behind`);
    for (const each of left) options.log(`left behind: ${each}`);
    await gateway.#listen(options.port);
    gateway.#watchman.start();
    gateway.#pulse = setInterval(() => void gateway.#look(), pulse);
    return gateway;
  }

  get port(): number {
    return this.#port;
  }

  /** A link that opens the lab on this engine, once. */
  link(page = "playground/"): string {
    return `http://127.0.0.1:${this.port}/${page}#sandbox=${this.sessions.token()}`;
  }

  /** Ends all sessions, removes what they made, and closes. */
  async close(): Promise<void> {
    clearInterval(this.#pulse);
    this.#watchman.stop();
    await this.sessions.endAll();
    for (const client of this.#sockets.clients) client.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** A name that leads here but is not ours is somebody's who made it lead here. */
  #isOwn({ headers: { host = "" } }: IncomingMessage): boolean {
    return [`127.0.0.1:${this.port}`, `localhost:${this.port}`].includes(host.toLowerCase());
  }

  #mayConnect(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    return this.#isOwn(request) && request.url === "/drydock/sandbox" && origin === `http://${host}` && this.#strangers < mostStrangers;
  }

  async #look(): Promise<void> {
    const alive = await this.upstream.json("GET", "/version").then(
      () => true,
      () => false,
    );
    if (alive === this.#notices.isAlive) return;
    this.#log(alive ? "the engine answers again" : "the engine does not answer any more");
    this.#notices.tellEngine(alive);
  }
}
