docker compose config --services
docker compose config --volumes
docker compose config --networks
docker compose config --profiles
docker compose config --images
docker compose config soil
docker compose config bee --format json
docker compose config --environment | grep -E '^(DEPTH|KIND)='
docker compose config --variables
DEPTH=9 KIND= docker compose config soil | grep -A4 environment
docker compose -f compose.yaml -f winter.yaml config gate
docker compose -f compose.yaml -f winter.yaml config soil
docker compose up -d
docker compose ps
docker compose ps -a --format 'table {{.Service}}\t{{.State}}\t{{.Health}}\t{{.ExitCode}}'
docker compose ps seeds
docker compose ps -a seeds --format json | grep -o '"ExitCode":[0-9]*'
docker compose logs seeds
docker compose logs -n 1 seeds --no-log-prefix
docker compose logs soil seeds --no-color | sort
docker compose exec gate wget -qO- localhost:8080
wget -qO- http://127.0.0.1:18080/
docker compose port gate 8080
docker compose port gate 9090 | cut -d: -f1
docker compose exec bee env | grep -E 'HONEY|WINGS|QUOTE|EXPAND' | sort
docker compose exec --index=2 bee sh -c 'hostname | wc -c'
docker compose exec -w /tmp soil pwd
docker compose exec -u 1000:1000 soil id
docker compose exec -d soil sh -c 'echo hi > /tmp/hi'
docker compose exec soil cat /tmp/hi /compost/log
docker compose exec gate sh -c 'cat /proc/1/cmdline | tr "\0" " "'
docker compose exec soil cat /proc/1/comm
docker compose top soil | tail -2 | wc -l
docker compose images | head -1
docker compose images -q | sort -u | wc -l
docker compose run --rm rake
docker compose run --rm rake hay
docker compose run --rm --entrypoint sh rake -c 'ip addr | grep -c inet'
docker compose run --rm --no-deps -v compost:/c seeds cat /c/log
docker compose run --rm --no-deps -p 19000:80 seeds true
docker compose run --rm --no-deps -l x=y -d --name digger seeds sleep 30
docker inspect digger --format '{{.Config.Labels.x}} {{index .Config.Labels "com.docker.compose.oneoff"}} {{.HostConfig.AutoRemove}}'
docker compose ps --format '{{.Name}}' --orphans=false | sort
docker rm -f digger
docker compose up -d --scale bee=3
docker compose up -d --scale bee=1 bee
DEPTH=31 docker compose up -d
DEPTH=31 docker compose up -d
docker compose -f compose.yaml -f winter.yaml up -d
docker compose -f compose.yaml -f winter.yaml ps --format '{{.Service}} {{.Ports}}' gate
docker inspect garden-gate-1 --format '{{.Config.Labels.season}} {{json .HostConfig.LogConfig}}'
docker compose stop bee gate
docker compose ps --status exited --format '{{.Name}}' | sort
docker compose start gate
docker compose restart soil
docker compose cp bee.env soil:/tmp/b
docker compose exec soil wc -l /tmp/b
docker compose cp soil:/tmp/b - | tar t
docker compose cp --index 2 soil:/tmp/b .
docker compose pause soil
docker compose exec soil true
docker compose unpause soil
docker compose kill -s TERM gate
docker compose ls --format json
docker compose ls --all -q
docker network inspect garden_beds --format '{{index .Options "com.docker.network.bridge.name"}} {{len .Containers}}'
docker volume inspect garden_compost --format '{{.Name}} {{index .Labels "com.docker.compose.volume"}}'
docker compose rm -f -s bee gate
docker compose down --volumes --remove-orphans
docker compose ps -a
