docker compose config --images | sort
docker compose config --volumes
docker compose -f docker-compose.yml config front
docker compose build
docker compose up -d
docker compose ps --format 'table {{.Service}}\t{{.Status}}\t{{.Ports}}'
docker compose exec front env | grep -E 'MODE|EXTRA'
docker compose exec back cat /level
docker compose logs front
MODE=fancy docker compose up -d
docker compose logs -n 1 front
docker compose exec front ping -c1 -W1 engine | head -1 | cut -d' ' -f1,2
docker compose up -d --build --force-recreate back
docker compose restart back
docker compose run --rm task
docker compose run --rm task hello there
docker compose --profile jobs up task
docker compose --profile jobs ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose exec -d back sh -c 'echo bg > /store/bg'
sleep 1; docker compose exec back cat /store/bg
docker compose stop
docker compose ps
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose up -d --no-build --pull never
docker compose kill front && docker compose ps front --format '{{.State}}'
docker compose create --force-recreate front
docker compose start front
docker compose port front 8080
docker compose top front | wc -l
docker compose pull task --policy missing 2>&1 | sed 's/lookup.*//'
docker compose --dry-run up -d --force-recreate front
docker compose --dry-run kill front
docker compose --dry-run rm -sf front
docker compose --dry-run create
docker compose --dry-run scale front=2
docker compose --dry-run pause
docker compose --dry-run up
docker compose --dry-run exec front ls
docker compose --dry-run run --rm front ls
docker compose --dry-run cp svc/Dockerfile front:/x
docker compose --dry-run build
docker compose down -v --rmi local
docker compose --profile jobs down
