docker compose config
COLOUR=red docker compose config
COLOUR=red docker compose config --services | sort
COLOUR=red docker compose config shade
COLOUR=red docker compose -f compose.yaml -f over.yaml config lamp
docker compose -f compose.yaml -f over.yaml config --services | sort
COLOUR=blue docker compose config --networks
COLOUR= docker compose config -q
docker compose -f bad1.yaml config
docker compose -f bad2.yaml config --services
docker compose -f bad4.yaml config
docker compose -f bad5.yaml config
docker compose -f bad6.yaml config
docker compose -f bad7.yaml config
docker compose -f bad8.yaml config
A=1 C=2 docker compose -f bad8.yaml config
printf 'COLOUR=green\n' > .env; docker compose up -d
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose logs box trunk | sort
docker compose exec lamp sh -c 'echo $WATT $BULB; cat /wire/w'
docker compose exec shade sh -c 'echo $WATT $BULB $COLOUR'
docker inspect attic-shade-1 --format '{{.Config.Labels.part}} {{.HostConfig.CapAdd}} {{.Config.Cmd}}'
docker inspect attic-lamp-1 --format '{{.Config.Labels.part}} {{index .Config.Labels "com.docker.compose.depends_on"}}'
docker compose exec trunk ls -d /in; ls -d trunk/in
docker network ls -q --filter label=com.docker.compose.project=attic | wc -l
docker compose ls --format json
COLOUR=pink docker compose up -d
docker compose up -d --no-recreate
docker compose up -d shade
docker compose -f compose.yaml -f over.yaml up -d
docker compose -f compose.yaml -f over.yaml up -d --remove-orphans
docker compose -f compose.yaml -f over.yaml ps --format '{{.Service}} {{.Mounts}}' lamp
docker compose volumes
docker compose stop lamp box
docker compose ps
docker compose ps --services | sort
docker compose ps -a --services --status exited | sort
docker compose ps --filter status=running --format '{{.Service}}'
docker compose ps --format '{{json .Labels}}' trunk | tr ',' '\n' | grep -c compose
docker compose start lamp
docker compose stop -t 0 box; docker compose wait box
docker compose kill trunk; docker compose wait trunk
docker compose up -d trunk; docker compose stop trunk; docker compose ps -a trunk --format '{{.ExitCode}}'
docker compose --project-directory box config 2>&1 | tail -1
docker compose --project-directory box -f box/compose.yaml config --services
(cd box && docker compose config --services)
(cd box && docker compose ps -a --format '{{.Name}}')
(cd trunk && docker compose config )2>&1 | head -5
(cd parts && docker compose ps)
COMPOSE_FILE=box/compose.yaml docker compose config --services
COMPOSE_FILE=box/compose.yaml:bad6.yaml docker compose config --services | sort
COMPOSE_PROJECT_NAME=loft docker compose -f box/compose.yaml config | head -1
COMPOSE_PROJECT_NAME=loft docker compose config | head -1
docker compose -p cellar config | head -1
COMPOSE_PROFILES=x,y docker compose config --profiles
COMPOSE_PATH_SEPARATOR=, COMPOSE_FILE=box/compose.yaml,bad6.yaml docker compose config --services | sort
COMPOSE_ENV_FILES=trunk/trunk.env docker compose config -q
COMPOSE_DISABLE_ENV_FILE=1 docker compose config -q
COMPOSE_REMOVE_ORPHANS=1 docker compose up -d --no-start
docker compose create --build shade
docker compose create --force-recreate box
docker compose create --scale trunk=2 trunk
docker compose ps -a --format '{{.Name}} {{.State}}' | sort
cat box/compose.yaml | docker compose -p piped -f - config --services
printf 'services:\n  p: {image: "alpine:3.20", command: echo from stdin}\n' | docker compose -p piped -f - up
docker compose -p piped down
docker compose -p piped ps -a
docker compose version --short | cut -d. -f1
docker compose down --timeout 1 --volumes
docker compose -p attic down --remove-orphans
docker compose ps -a -q | wc -l
