docker compose config --services | sort
docker compose create
docker compose ps -a --format 'table {{.Service}}\t{{.State}}' | sort
docker compose start
docker compose ps
docker compose ps -a --status exited --format '{{.Name}} {{.ExitCode}}'
docker compose ps --filter status=running -q | wc -l
docker compose ps --services | sort
docker compose logs migrate
docker compose logs --tail 1 --no-log-prefix migrate store | sort
docker compose exec gate ping -c 1 -W 2 vault > /dev/null && echo reached
docker compose exec --index 2 worker sh -c 'echo $HOSTNAME' | wc -c
docker compose exec -e A=1 -e B=two -w /tmp gate sh -c 'echo $A $B $PWD'
docker compose exec extra true
docker compose top worker
docker compose up -d
docker compose up -d --scale worker=3
docker compose ps worker --format '{{.Name}}'
docker compose scale worker=1
docker compose ps worker --format '{{.Name}}' -a
docker compose --profile extras up -d extra
docker compose ps --format '{{.Service}}:{{.Image}}' | sort
docker compose stop worker extra
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose rm -f worker
docker compose start worker
docker compose restart store -t 1
docker compose pause store
docker compose ps store --format '{{.State}}'
docker compose exec store true
docker compose unpause store
docker compose kill -s SIGTERM gate
docker compose up -d --no-deps gate
docker compose up -d --force-recreate --no-deps gate
docker compose up -d --renew-anon-volumes store
docker compose run --rm gate cat /etc/hostname | wc -c
docker compose run --rm -e GREETING=hi --name once gate sh -c 'echo $GREETING; exit 9'
docker compose run -d --name bg worker sleep 30
docker compose ps -a --orphans=false --format '{{.Name}}' | sort
docker compose ls
docker compose ls -a --format json
docker compose volumes --format '{{.Name}} {{.Driver}}'
docker compose images --format json | grep -o '"Repository":"[a-z]*"' | sort -u
docker volume ls --filter label=keep -q
docker network ls --filter label=com.docker.compose.project=relay --format '{{.Name}} {{.Internal}}' | sort
docker compose wait migrate
docker compose down worker
docker compose down
docker compose ps -a
docker compose down -v --remove-orphans
docker compose --profile extras down -v
docker compose ls -a -q
