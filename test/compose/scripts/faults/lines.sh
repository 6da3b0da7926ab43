docker compose -f base.yaml up -d
docker compose -f taken-port.yaml -p ports up -d
docker compose -f taken-port.yaml -p ports ps -a --format '{{.Name}} {{.State}}' | sort
docker compose -f taken-port.yaml -p ports down
docker compose -f no-binary.yaml -p bin up -d
docker compose -f no-binary.yaml -p bin ps -a --format '{{.State}} {{.ExitCode}}'
docker compose -f no-binary.yaml -p bin up
docker compose -f no-binary.yaml -p bin run a
docker compose -f no-binary.yaml -p bin down --remove-orphans
docker compose -f bad-mount.yaml -p mnt up -d
docker compose -f bad-mount.yaml -p mnt down
docker compose -f external.yaml -p ext up -d
docker network create elsewhere > /dev/null; docker compose -f external.yaml -p ext up -d
docker volume create somewhere > /dev/null; docker compose -f external.yaml -p ext up -d
docker compose -f external.yaml -p ext down -v -t 0
docker network ls -q -f name=elsewhere | wc -l; docker volume ls -q -f name=somewhere
docker run -d --name twin alpine:3.20 sleep 300 > /dev/null; docker compose -f same-name.yaml -p tw up -d
docker rm -f twin; docker compose -f same-name.yaml -p tw up -d
docker compose -f same-name.yaml -p tw ps --format '{{.Name}} {{.Names}}'
docker compose -f same-name.yaml -p tw logs
docker compose -f same-name.yaml -p tw up -d --scale a=2
docker compose -f same-name.yaml -p tw down
docker compose -f bad-restart.yaml -p rs up -d
docker compose -f bad-user.yaml -p us up -d
docker compose -f bad-user.yaml -p us down
docker compose -f priv.yaml -p mem up -d
docker compose -f priv.yaml -p mem down
docker compose -f net-change.yaml up -d
docker compose -f orphan.yaml up -d
docker compose -f orphan.yaml ps -a --format '{{.Service}}' | sort
docker compose -f orphan.yaml ps --orphans=false --format '{{.Service}}'
COMPOSE_IGNORE_ORPHANS=true docker compose -f orphan.yaml up -d
docker compose -f orphan.yaml up -d --remove-orphans
docker compose -f orphan.yaml down
docker compose -f vol.yaml up -d
docker compose -f vol2.yaml up -d
docker compose -f vol2.yaml up -d -y
docker compose -f vol2.yaml down -v
docker compose -f schema.yaml config
docker compose -f deep.yaml config
docker compose -f anchors.yaml config
docker compose -f cyc.yaml config
docker compose -f inc.yaml config
docker compose -f req.yaml config
docker compose -f dupname.yaml config -q 2>&1 | sed 's/by service.*//'
docker compose -f mixed.yaml config
docker compose -f nothere.yaml up
docker compose -f base.yaml config nosuch
docker compose -f base.yaml up nosuch
docker compose -f base.yaml logs nosuch
docker compose -f base.yaml exec nosuch ls
docker compose -f base.yaml run nosuch ls
docker compose -f base.yaml restart nosuch
docker compose -f base.yaml kill nosuch
docker compose -f base.yaml rm nosuch
docker compose -f base.yaml pause nosuch
docker compose -f base.yaml down nosuch
docker compose -f base.yaml build nosuch
docker compose -f base.yaml pull nosuch
docker compose -f base.yaml images nosuch
docker compose -f base.yaml top nosuch
docker compose -f base.yaml port nosuch 80
docker compose -f base.yaml cp nosuch:/a b
docker compose -f base.yaml create nosuch
docker compose -f base.yaml scale nosuch=1
docker compose -f base.yaml watch nosuch
docker compose -f base.yaml up --nosuchflag
docker compose -f base.yaml ps --format '{{.Nope}}'
docker compose -f base.yaml ps --filter name=x
docker compose -f base.yaml ps --filter status
docker compose -f base.yaml config --format toml
docker compose -f base.yaml up -d --force-recreate --no-recreate
docker compose -f base.yaml up --build --no-build
docker compose -f base.yaml up -d --wait --abort-on-container-failure
docker compose --progress nope -f base.yaml ps
docker compose --ansi never --progress tty -f base.yaml ps
COMPOSE_PARALLEL_LIMIT=x docker compose -f base.yaml ps
docker compose --progress json -f base.yaml up -d
docker compose --progress quiet -f base.yaml restart
docker compose --progress json -f base.yaml up -d nosuch
docker compose -f base.yaml down
