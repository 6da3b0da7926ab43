/**
 * The course as planned, in order: what the course page shows beside the lessons that exist. A lesson belongs to a plan
 * by its module's and its own slug; when the lesson is there, its own title and summary win.
 */
export interface PlannedModule {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly { readonly slug: string; readonly title: string }[];
}

const module = (
  slug: string,
  title: string,
  summary: string,
  lessons: readonly (readonly [slug: string, title: string])[],
): PlannedModule => ({
  slug,
  title,
  summary,
  lessons: lessons.map(([lesson, name]) => ({ slug: lesson, title: name })),
});

export const outline: readonly PlannedModule[] = [
  module("why-containers", "Why containers", "What an image carries along, and what a container is not.", [
    ["works-on-my-machine", "It works on my machine"],
    ["not-virtual-machines", "Containers are not virtual machines"],
    ["client-daemon-registry", "Client, daemon, registry"],
    ["first-container", "Your first container"],
  ]),
  module("isolation", "Isolation", "The walls around a process: what they hide, what they cap, what they don't stop.", [
    ["namespaces", "Namespaces"],
    ["pid-1", "PID 1"],
    ["network-of-ones-own", "A network of one’s own"],
    ["cgroups", "cgroups"],
    ["not-isolated", "What isolation is not"],
  ]),
  module("images-and-layers", "Images and layers", "Names, layers, copy-on-write, and finding what was left inside.", [
    ["names", "Names"],
    ["copy-on-write", "Layers and copy-on-write"],
    ["looking-inside", "Looking inside"],
    ["choosing-a-base", "Choosing a base"],
  ]),
  module("dockerfile", "Writing a Dockerfile", "Each instruction: what it adds, and to what.", [
    ["first-dockerfile", "The first Dockerfile"],
    ["instructions", "The instructions"],
    ["arg-and-env", "ARG and ENV"],
    ["cmd-and-entrypoint", "CMD and ENTRYPOINT"],
    ["context", "The context and .dockerignore"],
  ]),
  module("cache", "The build cache", "Why a step runs again, and how to make it stop.", [
    ["how-a-step-is-remembered", "How a step is remembered"],
    ["order-matters", "Order matters"],
    ["what-surprises", "What surprises"],
    ["package-managers", "Package managers"],
  ]),
  module("multi-stage", "Multi-stage builds", "Build with everything, ship with almost nothing.", [
    ["build-here-run-there", "Build here, run there"],
    ["python-and-node", "Python and Node"],
    ["stages-as-a-graph", "Stages as a graph"],
  ]),
  module("storage", "Storage", "What outlives a container, and where it is kept.", [
    ["gone-with-the-container", "Gone with the container"],
    ["volumes", "Volumes"],
    ["bind-mounts", "Bind mounts"],
    ["tmpfs", "tmpfs"],
  ]),
  module("networking", "Networking", "How containers find one another, and how the world finds them.", [
    ["bridge-and-dns", "Bridge and DNS"],
    ["publishing-ports", "Publishing ports"],
    ["host-none-overlay", "host, none, overlay"],
  ]),
  module("compose", "Compose", "Several containers as one thing, written down.", [
    ["one-file-one-command", "One file, one command"],
    ["waiting-for-ready", "Waiting for ready"],
    ["configuration", "Configuration"],
    ["data-and-networks", "Data and networks"],
    ["profiles-and-overrides", "Profiles and overrides"],
  ]),
  module("production", "Production", "Not as root, healthy, stoppable, without secrets inside.", [
    ["not-as-root", "Not as root"],
    ["health-and-restarts", "Health and restarts"],
    ["signals", "Signals"],
    ["secrets", "Secrets"],
    ["limits-and-logs", "Limits, read-only, logs"],
    ["scanning-and-pinning", "Scanning and pinning"],
    ["registries", "Registries"],
  ]),
  module("debugging", "Debugging", "Five broken labs, no hints about where.", [
    ["crash-loop", "A crash loop"],
    ["strange-line-ends", "A script that is not found"],
    ["silent-port", "A port that answers nothing"],
    ["full-disk", "A full disk"],
    ["only-in-ci", "A build that fails only in CI"],
  ]),
  module("wider-world", "The wider world", "containerd, Podman, Kubernetes and the rest: what each is for.", [
    ["around-docker", "Around Docker"],
  ]),
  module("capstone", "Capstone", "A web app, a database and a cache: fifteen checks, no steps given.", [
    ["the-whole-stack", "The whole stack"],
  ]),
];
