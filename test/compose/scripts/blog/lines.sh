docker compose config
docker compose -f compose.yaml config --services
docker compose config --images
docker compose config --environment | grep -E '^(TITLE|TAG)='
docker compose -f compose.yaml -f compose.prod.yaml config
docker compose --env-file prod.env config --format json
docker compose up -d --build
docker compose ps
docker compose ps --format 'table {{.Service}}\t{{.State}}\t{{.Ports}}'
curl -s localhost:18071/index.html
curl -s localhost:18071/site/page.html
docker compose exec web env | grep -E '^(TITLE|MODE|DEBUG)=' | sort
docker compose exec cache sh -c 'echo 42 > /data/answer'
docker compose logs
docker compose logs --no-color --tail 1 cache
docker compose top web
docker compose port web 80
docker compose up -d
TITLE=Changed docker compose up -d
docker compose exec web sh -c 'echo $TITLE'
echo 'TITLE=From file' > .env; docker compose up -d 2>&1 | grep -v Warning
docker compose images
docker compose restart web
docker compose stop
docker compose ps
docker compose ps -a
docker compose start
docker compose --profile tools up -d
docker compose ps --services
docker compose --profile tools stop admin
docker compose up -d --remove-orphans
docker compose up -d --scale cache=3
docker compose ps cache
docker compose exec --index 2 cache cat /data/answer
docker compose up -d --scale cache=1
docker compose up -d --scale web=2
docker compose up -d --force-recreate cache
docker compose exec cache cat /data/answer
echo '<h1>new</h1>' > app/index.html; docker compose build
docker compose up -d
curl -s localhost:18071/index.html
docker compose down
docker volume ls
docker compose -f compose.yaml -f compose.prod.yaml --env-file prod.env up -d --build
docker inspect blog-web-1 workspace-web-1 --format '{{.Config.Image}} {{.HostConfig.RestartPolicy.Name}}'
docker compose ls
docker compose -f compose.yaml -f compose.prod.yaml down -v --rmi local
docker compose ls -a
docker images blog-web --format '{{.Repository}}:{{.Tag}}' | sort
