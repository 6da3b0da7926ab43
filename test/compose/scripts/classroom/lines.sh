docker compose config
docker compose up -d
sleep 1; docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose logs bell
docker compose exec desk sh -c 'ulimit -n; touch /x; touch /tmp/x; echo $?; grep school /etc/hosts; cat /etc/resolv.conf | grep -c 127.0.0.11; hostname'
docker compose exec desk sh -c 'grep CapEff /proc/1/status; cat /proc/sys/net/ipv4/ip_forward'
docker inspect workspace-desk-1 --format '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{.HostConfig.LogConfig}}'
docker compose exec board cat /chalk/color
docker compose exec -w /chalk -e X=1 board sh -c 'pwd; echo $X'
docker compose exec -u 1000:1000 board id
docker compose attach --no-stdin bell
docker compose up -d --scale board=2 board
docker compose exec --index 5 board true
docker compose stop board
docker compose ps -a board --format '{{.Name}} {{.ExitCode}}' | sort
docker compose logs board | sort -u
docker compose up -d --quiet-pull --no-color board
CODE=4 docker compose run --rm bell; echo $?
docker compose --profile time up -d clock
docker compose exec clock ip addr show eth0
docker compose --profile time ps --format '{{.Service}}' | sort
docker compose config --profiles
docker compose run --rm --name guest -d --label who=me desk sleep 50
docker inspect guest --format '{{.Config.Labels.who}} {{index .Config.Labels "com.docker.compose.oneoff"}} {{.HostConfig.AutoRemove}}'
docker compose ps -a --format '{{.Name}}' | sort
docker compose stop
docker compose ps -a --format '{{.Name}} {{.State}}' | sort
docker compose run --rm -w /chalk --entrypoint ls board
docker compose run --rm -P --no-deps --use-aliases board echo aliased
docker compose run --rm --service-ports desk echo ports
docker compose run --rm --user nobody board id -un
docker compose run --rm --cap-add NET_ADMIN -v data:/d board ls /d
docker compose run --rm --build board true
docker compose run --rm --pull never --quiet-pull board true
docker compose run -it --rm board true
docker compose run --rm -i board cat < a/chalk/color
docker compose run --rm board sh -c 'echo out; echo err >&2' 2>/dev/null
docker compose run --detach --rm --publish 18082:80 board; docker compose ps -a --format '{{.Service}} {{.Ports}}' | grep 18082
docker compose kill --remove-orphans
docker compose down -t 1 --remove-orphans 2>&1 | sed 's/run-[0-9a-f]*/run-ID/' | sort
docker ps -aq --filter label=com.docker.compose.project=workspace | wc -l
docker compose config --services --profiles
docker compose up --no-start --no-recreate --force-recreate
docker compose up -d --abort-on-container-exit
docker compose up --attach-dependencies --attach desk
docker compose up --wait --abort-on-container-exit
docker compose up --no-build --build
docker compose up --renew-anon-volumes --always-recreate-deps --no-deps -d desk
docker compose down
