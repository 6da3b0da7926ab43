docker compose config
docker compose config --services
docker compose config --networks
docker compose config -q; echo $?
docker compose config --images | sort
docker compose config --format json front | head -40
docker compose config api | head -20
THING=desk TIER= REGION= docker compose config | grep -E 'TITLE|tier|REGION|title'
docker compose config --no-path-resolution cache
docker compose --profile batch config --volumes
docker compose config -o out.yaml; head -3 out.yaml
docker compose config --no-interpolate api | head -12
docker compose create
docker compose ps
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose up -d
docker compose ps
docker compose ps --format 'table {{.Service}}\t{{.Status}}\t{{.Publishers}}'
docker compose ps --filter status=running --services | sort
docker compose ps --status paused -q
docker compose ps api --format json | head -1 | tr ',' '\n' | grep -E 'Health|State|Service|Project'
docker compose exec front sh -c 'echo $TITLE $LOG_LEVEL $REGION'
docker compose exec api sh -c 'id -u; pwd; cat /etc/settings.ini /run/secrets/token; echo $ROLE $LOG_LEVEL $SIZE'
docker compose exec cache sh -c 'echo $SIZE; df /scratch | tail -1 | cut -d" " -f1'
docker compose exec --index 2 -e A=b -w / api sh -c 'hostname > /tmp/h; echo $A; pwd'
docker compose exec api ping -c 1 -W 1 cache > /dev/null; echo $?
docker compose logs api | sort
docker compose logs --tail 1 --index 1 api
docker compose logs -t --no-color api | wc -l
docker compose --profile batch run --rm job
docker compose run --rm --no-deps -e X=1 job sh -c 'echo $X; ls /conf'
docker compose run -d --name odd job sleep 100
docker compose ps --all --format '{{.Name}} {{.Service}} {{.State}}' | sort
docker compose ls
docker compose ls --format json
docker rm -f odd
docker compose scale api=3
docker compose ps -q api | wc -l
docker compose up -d --scale api=1 --no-deps api
docker compose port front 80
docker compose port front 443
docker compose top api | wc -l
docker compose stats --no-stream --format '{{.Name}}' | sort
docker compose cp api:/etc/settings.ini settings.copy && cat settings.copy
docker compose volumes
docker compose volumes --format '{{.Name}}' -q
docker compose images cache --format json | tr "," "\n" | grep -c Platform
THING=lamp docker compose up -d
docker compose up -d --dry-run --force-recreate cache
docker compose restart --no-deps api
docker compose pause front; docker compose ps --format '{{.Service}} {{.State}}' front; docker compose unpause front
docker compose stop -t 1
docker compose ps -a --format '{{.Service}} {{.ExitCode}}' | sort
docker compose start api
docker compose rm -fs api front
docker compose down --remove-orphans -v
docker compose ls -a
