docker compose -p shop config --services
docker compose -p shop up -d --quiet-build 2>/dev/null; echo $?
docker compose -p shop ps --format '{{.Name}} {{.Service}} {{.State}} {{.Health}} {{.Ports}}'
docker compose -p shop ps -q | wc -l
docker compose -p shop logs db
docker compose -p shop logs --no-log-prefix db
docker compose -p shop exec -T web sh -c 'echo $GREETING $DB_URL'
docker compose -p shop exec -T web wget -q -O- http://localhost/
docker compose -p shop exec -T cache ping -c 1 -w 2 db | sed -n 1p | sed 's/(.*//'
docker compose -p shop exec -T nosuch ls
docker compose -p shop port web 80
docker compose -p shop images --format json | tr ',' '\n' | grep Repository
docker compose -p shop top cache | tail -1 | awk '{print $1, $NF}'
docker compose -p shop up -d
GREETING=hey docker compose -p shop up -d
docker compose -p shop exec -T web sh -c 'echo $GREETING'
docker compose -p shop restart -t 0 cache
docker compose -p shop pause cache
docker compose -p shop unpause cache
docker compose -p shop kill cache
docker compose -p shop rm -f cache
docker compose -p shop up -d --scale cache=2 2>/dev/null; echo $?
docker compose -p shop ps --format '{{.Name}}'
docker compose -p shop run --rm -T cache echo one-off
docker compose -p shop ls --format json | sed 's/,"ConfigFiles.*//'
docker inspect -f '{{json .Config.Labels}}' shop-db-1 | tr ',' '\n' | sed 's/:"[0-9a-f]\{64\}"/:"HASH"/' | sort
docker compose -p shop down -t 0
docker volume ls -q --filter name=shop
docker compose -p shop down -v --rmi local 2>/dev/null; echo $?
docker compose -p shop down
