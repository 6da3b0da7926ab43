COMPOSE_BAKE=0 docker compose build --quiet a
COMPOSE_BAKE=no docker compose build a
COMPOSE_BAKE= docker compose build a
COMPOSE_BAKE=false docker compose --dry-run build
COMPOSE_BAKE=0 docker compose up -d
COMPOSE_BAKE=0 docker compose up -d --build a
printf 'FROM alpine:3.20\nRUN exit 3\n' > a/Dockerfile; COMPOSE_BAKE=f docker compose build a
COMPOSE_BAKE=0 docker compose build --quiet
rm a/Dockerfile; COMPOSE_BAKE=0 docker compose build a
COMPOSE_BAKE=0 docker compose build --print b
(docker compose watch --no-up > w1 2>&1 & echo $! > pid); sleep 2; docker compose watch --no-up 2>&1 | sed 's/[0-9][0-9]*/N/'; docker compose watch 2>&1 | sed 's/[0-9][0-9]*/N/'; sleep 2; kill -INT $(cat pid); sleep 1; cat w1
docker compose down -t 0
docker compose -p rota -f p/compose.yaml up -d b
docker compose -p rota -f p/compose.yaml up -d c
docker compose -p rota -f p/compose.yaml up -d c d
docker compose -p rota -f p/compose.yaml up -d e
docker compose -p rota -f p/compose.yaml up -d g
docker compose -p rota -f p/compose.yaml config c
docker compose -p rota -f p/compose.yaml config b
docker compose -p rota -f p/compose.yaml config e
docker compose -p rota -f p/compose.yaml config f
docker compose -p rota -f p/compose.yaml --profile x config -q
docker compose -p rota -f p/compose.yaml run --rm b true
docker compose -p rota -f p/compose.yaml run --rm --no-deps b echo hi
docker compose -p rota -f p/compose.yaml run --rm --no-deps c echo hi
docker compose -p rota -f p/compose.yaml run --rm c echo hi
docker compose -p rota -f p/compose.yaml up -d --no-deps c
docker compose -p rota -f p/compose.yaml up -d --no-deps b
docker compose -p rota -f p/compose.yaml build b
docker compose -p rota -f p/compose.yaml pull c
docker compose -p rota -f p/compose.yaml logs c
docker compose -p rota -f p/compose.yaml stop c
docker compose -p rota -f p/compose.yaml start c
docker compose -p rota -f p/compose.yaml create c
docker compose -p rota -f p/compose.yaml --profile '*' down
docker compose -f k/key.yaml config
docker compose -f k/helm.yaml config
docker compose -f k/list.yaml config
docker compose -f k/device.yaml config
docker compose -f k/watch.yaml config
docker compose -f k/watch.yaml config --no-interpolate --format json
docker compose -f k/watch.yaml config --no-interpolate
