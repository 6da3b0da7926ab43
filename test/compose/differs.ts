/**
 * Lines that the lab answers otherwise than the real plug-in on a real engine, by script, each with its reason. A reason that
 * begins with `chance` is about a line that may agree now and then; any other has to go once the line agrees.
 */
const names = "the recorded machine has no way to Docker Hub, the lab a Docker Hub without this image";

export const differences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bakery: {
    "docker compose scale counter=5 2>&1 | tail -1": "chance: which of the containers that ask at once gets the last free port",
  },
  builders: {
    "COMPOSE_BAKE=0 docker compose up -d": names,
    "docker compose -p rota -f p/compose.yaml --profile '*' down": "chance: Compose looks at the services in any order",
  },
  clinic: {
    "docker compose create": names,
    "docker compose down -v --rmi all --timeout 1": "the recorded machine has one image under the names alpine:3.20 and busybox:1.36",
    "docker compose ps -a": "the recorded machine has one image under the names alpine:3.20 and busybox:1.36",
  },
  missteps: {
    "docker compose -f m/extends3.yaml config":
      "chance: Compose looks at the services in any order, and names the circle from where it began",
  },
  lifecycle: {
    "docker compose logs --tail 1 --no-log-prefix migrate store | sort":
      "chance: which of two streams written at the same moment the daemon reads first",
  },
  override: {
    "docker compose run --rm job touch /x": "the lab looks at permissions before it looks at the mount",
    "wc -c < out.txt": "before its first start a container of the real engine has an empty /etc/hostname",
    "docker compose down --volumes --rmi all": "the recorded machine has a second name for alpine:3.20",
  },
  shop: {
    "docker compose up -d --no-build site": names,
    "docker compose --dry-run up -d --no-build api": names,
    "docker compose --dry-run up -d": names,
    "docker compose push api 2>&1 | head -3": names,
    "docker compose events --since 1h --until 0s --json | wc -l": "the daemon of the recorded machine remembers what scripts before did",
  },
  mesh: {
    "docker compose exec app id": "the recorded base image is a busybox with another /etc/group",
    "docker compose exec app touch /conf/new": "the lab looks at permissions before it looks at the mount",
    "docker compose exec -T lb nslookup app 2>/dev/null | grep -c '^Address.*172'": "the recorded machine's busybox has another nslookup",
    "docker inspect mesh-app-1 --format '{{range .HostConfig.Mounts}}{{.Type}}:{{.Target}} {{end}}| {{.HostConfig.Binds}}'":
      "chance: Compose lists mounts in any order",
  },
  orchestra: {
    "docker compose config --lock-image-digests 2>&1 | tail -1": "the recorded machine has no registry to ask",
  },
  "front-and-back": {
    "docker compose --dry-run cp svc/Dockerfile front:/x":
      "a mistake of Compose's: its dry run copies to a place without a name, and fails",
  },
  faults: {
    "docker compose -f cyc.yaml config": "chance: Compose looks at the services in any order, and names the circle from where it began",
    "docker compose -f dupname.yaml config -q 2>&1 | sed 's/by service.*//'": "chance: Compose looks at the services in any order",
  },
};
