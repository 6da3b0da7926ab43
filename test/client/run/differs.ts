/**
 * Lines the lab answers otherwise than the machine the scripts were recorded on, by script, each with its reason; later scripts
 * have the reasons with the lines. Reasons that
 * begin with `waits` are about programs the lab's images have yet to get: such a line may agree any day.
 */
const otherImages = "other images were on that machine";
const busyboxUser = "the accounts of Debian's busybox, under the name of alpine";
const cgroups = "that machine has cgroups v1";
const noInit = "that machine has no docker-init";
const pointed = "that client found its daemon by DOCKER_HOST, and warns of it";
const noRecords = "the lab keeps no build records, and says so";
const stackOptions = "one group of the client says [OPTIONS] where it has none";
const offline = "that machine reaches no registry";
const waitsFor = (program: string): string => `waits for ${program}`;

export const differences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "run-basics": {
    "docker compose version": "that machine has no Compose",
    "docker exec -u nobody srv id": busyboxUser,
    "docker run --rm alpine:3.20 cat /proc/1/cgroup": cgroups,
    "docker run --rm alpine:3.20 mount": "names of layers on the host, and cgroups v1",
    "docker run --rm --network n1 alpine:3.20 nc -z -w 1 peer 9999": "that busybox's nc does not know -z; alpine's does",
    "docker run --rm --tmpfs /t:size=1m alpine:3.20 sh -c 'dd if=/dev/zero of=/t/x bs=1M count=2'":
      "Debian's busybox tells no speed; alpine's does",
  },
  tables: {
    "docker images": otherImages,
    "docker image ls --digests": otherImages,
    "docker system df": otherImages,
    "docker system prune -f": otherImages,
    "docker top web": "pids of that machine",
    "docker history nginx:alpine": "the image was imported there",
    "docker history --no-trunc nginx:alpine": "the image was imported there",
    "docker inspect web": "its bridge has another name, its daemon another folder, and cgroups v1",
    "docker network inspect bridge": "its bridge has another name",
  },
  health: {
    "docker events --since 20s --until 0s --format '{{.Type}} {{.Action}}'":
      "twenty seconds reach back into the script that was recorded before",
  },
  "life-cycle": {
    "docker run -d --init --name i1 alpine:3.20 sleep 100": noInit,
    "docker inspect -f '{{.State.ExitCode}} {{.HostConfig.Init}}' i1": noInit,
    "docker logs --tail 2 lg": "which of two streams comes last is chance",
    "docker run --rm nonesuch:1 true": offline,
  },
  volumes: {
    "docker cp one.txt cpc:/nonesuch/": "the client also logs that its pipe was closed",
    "docker diff cpc | sort": "the images have other files",
  },
  networks: {
    "docker run --rm --ip 172.17.0.99 alpine:3.20 true": "its bridge has another subnet",
    "docker run --rm --network rcn2 alpine:3.20 sh -c 'wget -q -O- http://nonesuch.rc/ 2>&1'":
      "waits for wget on the machine's network; the lab adds that it has no internet",
    "sleep 1; docker run --rm --network rcn2 alpine:3.20 wget -q -O- http://srv1/": waitsFor("httpd and wget"),
    "docker run --rm --network rcn2 alpine:3.20 wget -q -O- http://srv1/nope": waitsFor("httpd and wget"),
    "docker run --rm --network rcn2 alpine:3.20 wget -q -O- http://srv1:81/": waitsFor("httpd and wget"),
    "docker run --rm alpine:3.20 sh -c 'wget -q -T 2 -O- http://srv1/'": "that busybox crashes here",
    "docker exec srv1 wget -q -O- http://localhost/": waitsFor("httpd and wget"),
  },
  isolation: {
    "docker run --rm alpine:3.20 id": busyboxUser,
    "docker run --rm --group-add 77 -u 5:6 alpine:3.20 id": busyboxUser,
    "docker run --rm --init alpine:3.20 sh -c 'echo $$'": noInit,
    "docker run --rm --privileged alpine:3.20 sh -c 'grep CapEff /proc/self/status'": "that machine lacks one capability itself",
    "docker run --rm --cap-drop CHOWN alpine:3.20 chown 1 /etc/passwd": waitsFor("chown that minds capabilities"),
    "docker run --rm alpine:3.20 mount -t tmpfs none /mnt": waitsFor("mount"),
    "docker run --rm --cpus 0.001 alpine:3.20 true": cgroups,
    "docker run --rm --cpu-shares 1 alpine:3.20 true": cgroups,
    "docker exec p1 ps -o pid,args": "pids of that machine",
    "docker run --rm --platform linux/arm64 alpine:3.20 true": offline,
    "docker run --rm alpine:3.20 sh -c 'echo x > /proc/sysrq-trigger'": "that kernel has no such file",
    "docker run --rm alpine:3.20 sh -c 'ls /proc/kcore /proc/acpi 2>&1 | wc -l'": "that kernel has no such files",
    "docker run --rm alpine:3.20 sh -c 'mount | grep -c \" /etc/\\(hosts\\|hostname\\|resolv.conf\\) \"'": waitsFor("mount"),
    "docker run --rm alpine:3.20 dd if=/dev/zero of=/dev/null bs=1k count=1": waitsFor("dd"),
    "docker run --rm alpine:3.20 sh -c 'ps -o pid,ppid,args'": "Debian's busybox runs its own tools without another program",
  },
  client: {
    "docker system df --format '{{.Type}} {{.TotalCount}}' | head -1": otherImages,
    "docker context ls --format '{{.Name}} {{.Current}}'": pointed,
    "docker context ls -q": pointed,
    "docker -D --version": "that client is 28.2",
  },
  registry: {
    "docker push localhost:5000/built | grep -v Preparing | sort": "ids are others, and sorted",
    "docker image inspect -f '{{len .RepoDigests}} {{len .RepoTags}}' localhost:5000/x": otherImages,
    "docker events --since 10m --until 0s --filter type=image --filter event=pull --format '{{.Action}} {{.Actor.ID}} {{.Actor.Attributes.name}}' | sort -u":
      "the lab's registry is an image that was pulled itself",
  },
  mistakes: {
    "docker buildx history export a b c d e f": noRecords,
    "docker buildx history import a b c d e f": noRecords,
    "docker buildx history rm a b c d e f": noRecords,
    "docker service update --publish-add=bogus!": "ports of services are not read: there is no swarm",
    "docker stack --nope": stackOptions,
    "docker stack nope": stackOptions,
  },
  "client-again": {
    "docker --tlsverify ps -q": "the client of the lab talks to its engine without TLS, whatever it is told",
    "docker run --rm --blkio-weight 5 alpine:3.20 true": cgroups,
  },
};
