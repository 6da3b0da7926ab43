# The classic builder: the only one that goes over the API.
docker compose build --quiet site; echo $?
docker image inspect more-site --format '{{index .Config.Labels "com.docker.compose.image.builder"}}'
TOKEN=s3cret docker compose up -d
docker compose ps --format '{{.Name}} {{.State}} {{.Ports}}'
docker compose ps -a --status exited --format '{{.Name}} {{.ExitCode}}'
docker compose logs --no-log-prefix worker | sort
docker compose logs -t -n 1 init | wc -l
docker compose exec -T site cat /etc/motd /run/secrets/token
docker compose exec -T site wget -qO- http://localhost/
docker compose exec -T --index 2 worker cat /work/state
docker compose exec -T site sh -c 'exit 9'
TOKEN=s3cret docker compose up -d --scale worker=3
TOKEN=s3cret docker compose scale worker=1
docker compose ps worker --format '{{.Name}}'
docker compose run --rm -T worker echo one-off
docker compose run --rm -T -e A=b worker sh -c 'echo $A; exit 3'
docker compose run -d --name more-bg worker sleep 100 | wc -c
docker compose cp compose.yaml worker:/tmp/t
docker compose exec -T worker head -1 /tmp/t
docker compose cp worker:/tmp/t back.txt && head -1 back.txt
docker compose cp worker:/nope . 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker compose top worker | tail -1 | awk '{print $1, $2, $NF}'
docker compose port site 80
docker compose pause worker
docker compose ps worker --format '{{.State}}'
docker compose unpause worker
docker compose restart -t 0 worker
docker compose stop site
TOKEN=s3cret docker compose start site
docker compose kill worker
docker compose wait nosuch
sleep 1; docker compose events --since 1h --until 0s site 2>/dev/null | grep -c 'container start'
docker compose commit worker more/saved:1 2>&1
docker compose commit site more/saved:1 2>&1 | sed 's/sha256:.*/ID/'
docker compose export -o site.tar site && tar tf site.tar | grep -c 'var/www/index.html$'
docker compose stats --no-stream --format '{{.Name}}'
timeout 20 docker compose up --abort-on-container-exit init 2>&1 | grep -v Container | sort
docker compose --dry-run down
docker compose volumes -q
docker compose images --format json | tr ',' '\n' | grep Repository | sort -u
docker compose rm -f worker
docker rm -f more-bg
docker compose down --rmi local -v
docker compose ls -q
