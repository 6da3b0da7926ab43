docker compose config
docker compose config --format json api | head -20
docker compose -f compose.yaml config --no-interpolate | head -30
docker compose -f compose.yaml -f prod.yaml config api
docker compose config --environment | grep -E '^(ALPINE|USER_NAME|HOST_NAME)='
HOST_NAME=shell PORT= PREFIX=x docker compose config | grep URL
docker compose config --variables
docker compose config --profiles
docker compose config --images
docker compose --profile once config --services | sort
docker compose config -q && echo valid
TOKEN_VALUE=hush FROM_SHELL=yes docker compose up -d
docker compose exec api env | grep -E '^(MODE|BASE|QUOTED|ADDED|FROM_SHELL|URL)=' | sort
docker compose exec api cat /etc/motd /app_conf /run/secrets/token
docker compose exec api cat /run/secrets/pw
docker compose exec api ls /src
docker compose exec api grep somehost /etc/hosts
docker inspect workspace-api-1 --format '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{json .HostConfig.Ulimits}} {{json .HostConfig.RestartPolicy}}'
docker inspect workspace-api-1 --format '{{json .Config.Entrypoint}} {{json .Config.Cmd}} {{json .HostConfig.Sysctls}} {{json .HostConfig.LogConfig}}'
docker compose port api 80
docker compose port api 9000
docker compose run --rm -T job id -u
docker compose run --rm job touch /x
docker compose run --rm job sh -c 'touch /run/scratch/x && echo ok'
docker compose up -d
TOKEN_VALUE=hush FROM_SHELL=yes docker compose up -d
docker compose -f compose.yaml -f prod.yaml up -d
docker compose -f compose.yaml -f prod.yaml ps --format '{{.Name}} {{.Ports}}'
docker compose -f compose.yaml -f prod.yaml up -d
docker compose -f compose.yaml up -d
docker compose -f compose.yaml ps --format '{{.Name}} {{.Ports}}'
docker compose --env-file base.env config | grep -E 'URL|image'
docker compose --env-file missing.env config
COMPOSE_FILE=compose.yaml:prod.yaml docker compose config --services
COMPOSE_PROFILES=once docker compose up job
COMPOSE_PROJECT_NAME=other docker compose ps
docker compose -p Bad.Name config -q
docker compose --project-directory src config -q
docker compose -f - config -q < compose.yaml
docker compose cp token.txt api:/tmp/t
docker compose exec api cat /tmp/t
docker compose cp api:/etc/hostname out.txt
wc -c < out.txt
docker compose cp api:/nope .
docker compose down -v
docker compose down --volumes --rmi all
