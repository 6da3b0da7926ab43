docker compose config conductor
docker compose config timpani
docker compose config violin viola
docker compose config horn
docker compose config --services | sort
docker compose --profile '*' config --services | sort
docker compose config --no-normalize horn
docker compose config --no-path-resolution conductor | grep -A4 bind
docker compose config --hash conductor | wc -c
docker compose config -q && echo fine
docker compose config --format json absent | head -20
HALL=large SCORE=1 docker compose config conductor | grep -E 'HALL|SCORE'
docker compose config -o out.yaml && wc -l out.yaml
docker compose config --lock-image-digests 2>&1 | tail -1
docker compose config bogus
docker compose -f bad.yaml config
docker compose -f bad2.yaml config
docker compose -f bad3.yaml config
docker compose -f missing.yaml config
docker compose create violin
docker compose ps -a --format '{{.Service}} {{.State}}'
docker compose up -d
docker compose ps -a --format '{{.Service}} {{.State}}' | sort | grep -v absent
docker compose exec conductor cat /tmp/tuned
docker compose exec conductor id -G | tr ' ' '\n' | tail -1
docker compose exec conductor sh -c 'df -k /scratch | tail -1 | awk "{print \$2}"; stat -c %a /scratch'
docker compose exec conductor touch /parts/x
docker compose exec conductor ls /parts
docker compose exec conductor cat /etc/resolv.conf | grep -E 'options|nameserver'
docker compose exec conductor env | sort | grep -vE 'HOSTNAME|PATH|HOME'
docker compose exec horn env | sort | grep -vE 'PATH|HOME'
docker compose exec violin env | sort | grep -vE 'HOSTNAME|PATH|HOME'
docker compose exec violin sh -c 'ulimit -n; pwd; grep CapEff /proc/1/status'
docker compose exec timpani sh -c 'ip -o -4 addr | wc -l'
docker compose exec timpani ps -o args
docker compose exec harp true
docker compose logs timpani --no-log-prefix
docker compose logs violin | sort
docker compose ps viola -a --format '{{.State}} {{.ExitCode}}'
docker inspect orchestra-conductor-1 --format '{{json .HostConfig.Annotations}} {{.HostConfig.CpuShares}} {{.HostConfig.CpusetCpus}} {{.HostConfig.MemorySwap}} {{.HostConfig.OomScoreAdj}} {{.HostConfig.UTSMode}} {{.HostConfig.GroupAdd}}'
docker inspect orchestra-conductor-1 --format '{{.Config.Labels.role}} {{.Config.Labels.seat}} {{json .HostConfig.Mounts}}'
docker inspect orchestra-conductor-1 --format '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{json $v.Aliases}} {{json $v.IPAMConfig}};{{end}}'
docker inspect orchestra-absent-1 --format '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}'
docker network inspect orchestra_backstage --format '{{.Internal}} {{.Labels.quiet}} {{.Attachable}}'
docker volume inspect score-box --format '{{.Labels.shelf}} {{.Driver}}'
docker compose volumes
docker compose volumes -q
docker compose --profile rare up -d harp
docker compose --profile rare exec harp ping -c 1 -q boss | tail -2 | head -1 | cut -d, -f1,2
docker compose exec conductor sh -c 'nslookup maestro 127.0.0.11 | grep -c 10.77.0.9'
docker compose up -d --no-recreate --scale violin=1
docker compose up -d --force-recreate --no-deps horn
docker compose up -d --pull never horn
docker compose run --rm horn sh -c 'echo $LOUD $VALVES $A $B'
docker compose run --rm -e LOUD=ppp -w / --user 9:9 horn sh -c 'id -u; echo $LOUD; pwd'
docker compose run --rm -T --service-ports --name solo horn hostname
echo 'la la' | docker compose run --rm -T horn cat
docker compose run --rm nobody
docker compose exec nobody ls
docker compose restart viola
docker compose wait viola; echo code $?
docker compose stop -t 0 violin
docker compose rm -f violin
docker compose ps --services | sort
docker compose ps --filter status=running --services | sort
docker compose ps --filter nonsense=1
docker compose port horn 7000
docker compose port horn
docker compose kill horn
docker compose start horn
docker compose pause horn conductor
docker compose ps --status paused --services | sort
docker compose unpause
docker compose cp parts/motto.txt horn:/tmp/
docker compose cp horn:/etc/hostname .
cat hostname
docker compose cp nothing.txt horn:/
docker compose logs --tail 1 -t nobody
docker compose down horn
docker compose down -t 0
docker volume ls -q
docker compose down -v
docker compose --profile rare down -v
docker volume ls -q
