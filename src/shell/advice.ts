/** What the lab says about programs people reach for and that its host does not have. */

const editor = "the lab's editor is beside this terminal: open the file there, or write it with cat > FILE <<'EOF'";
const inImage = "the host has docker and little else: run it in an image, with RUN in a Dockerfile";
const network = "the host has no network here; builds get their packages from the lab's own catalogue";
const viewer = "the terminal scrolls: use cat, head, tail or grep, or open the file in the editor";

const advice: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["nano", "vim", "vi", "nvim", "emacs", "code", "ed", "micro", "pico"].map((name) => [name, editor])),
  ...Object.fromEntries(["less", "more", "most", "bat"].map((name) => [name, viewer])),
  ...Object.fromEntries(
    ["python", "python3", "pip", "pip3", "node", "npm", "npx", "yarn", "go", "gcc", "make", "cargo", "java", "ruby", "php", "perl"].map(
      (name) => [name, inImage],
    ),
  ),
  ...Object.fromEntries(
    ["apt", "apt-get", "apk", "dnf", "yum", "brew", "snap", "dpkg"].map((name) => [
      name,
      "nothing can be installed on the host; install it in an image, with RUN in a Dockerfile",
    ]),
  ),
  ...Object.fromEntries(["curl", "wget", "ping", "ssh", "scp", "nc", "telnet", "dig", "nslookup"].map((name) => [name, network])),
  ...Object.fromEntries(
    ["systemctl", "service", "journalctl", "dockerd", "containerd"].map((name) => [
      name,
      "the engine is always running in this lab; there is nothing to start or stop",
    ]),
  ),
  git: "the lab keeps no git history: its Undo and Reset bring earlier files back",
  su: "the lab has the one user dev on the host",
  man: "docker and its commands answer to --help",
  kubectl: "Kubernetes is not part of this lab",
  "docker-compose": "Compose is not part of the lab yet",
  top: "there are no other processes to see on this host",
  reboot: "reload the page for a fresh start; your work is kept",
  shutdown: "close the tab when you are done; your work is kept",
};

/** A sentence for a command that was not found; undefined when the lab has nothing to say. */
export function adviceFor(command: string): string | undefined {
  return advice[command];
}
