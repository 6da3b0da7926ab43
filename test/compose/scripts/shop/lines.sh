docker compose build
docker compose build --quiet site
docker compose images
docker compose up -d
docker compose exec site wget -qO- http://localhost/
docker compose exec site wget -qO- http://localhost/extra.html
docker compose port site 80
docker image inspect workspace-site --format '{{json .Config.Labels}}'
docker compose images -q | wc -l
COLOUR=blue docker compose up -d --build
docker compose exec site cat /var/www/index.html
docker compose build --no-cache api 2>&1 | grep -c '^#'
docker compose build broken
docker compose up -d broken
docker compose up -d lost
docker compose up -d lonely
docker compose build nosuch
docker compose up -d --no-build site
docker compose down --rmi local
docker compose up -d --no-build site
docker compose --dry-run up -d --no-build api
docker compose --dry-run up -d
docker compose up -d --quiet-build api 2>&1 | tail -4
docker compose --dry-run down
docker compose --dry-run restart api
docker compose --dry-run stop
docker compose build --print api | head -12
docker compose pull --ignore-buildable
docker compose push api 2>&1 | head -3
docker compose top api | tail -1 | wc -w
docker compose events --since 1h --until 0s --json | wc -l
docker compose commit api demo/saved:1
docker compose export -o api.tar api && tar tf api.tar | grep -c '^who$'
docker compose stats --no-stream --format '{{.Name}}'
docker compose attach --no-stdin nosuch
docker compose watch
docker compose publish
docker compose bridge --help
docker compose alpha
docker compose down --rmi all -v
docker image ls demo/saved --format '{{.Repository}}:{{.Tag}}'
