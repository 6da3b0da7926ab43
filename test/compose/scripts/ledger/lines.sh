docker compose config
docker compose run --rm app
COLOR=pink docker compose run --rm app | grep COLOR
docker compose --env-file other.env config app | grep -E 'COLOR|NAME|SIZE'
docker compose --env-file .env --env-file other.env run --rm app | grep -E 'COLOR|NAME|SIZE'
docker compose --env-file empty.env config | grep -A12 environment
SIZE=l docker compose run --rm app | grep SIZE
docker compose run --rm -e COLOR=gold -e SIZE app | grep -E 'COLOR|SIZE'
docker compose --env-file broken.env config
docker compose --env-file unclosed.env config
docker compose --env-file nosuch.env config
TAG= docker compose config | grep image
IMAGE=busybox TAG=1.36 docker compose config --images
docker compose --profile strict config
NEEDED=this docker compose --profile strict run --rm strict
docker compose --profile nested run --rm nested
A=top docker compose --profile nested run --rm nested
B=mid C= docker compose --profile nested run --rm nested
docker compose config --variables
docker compose config --environment | grep -cE '^(TAG|SIZE)='
docker compose -f compose.yaml -f compose.staging.yaml config
docker compose -f compose.yaml -f compose.staging.yaml config --no-interpolate | head -20
docker compose -f compose.yaml -f compose.staging.yaml up
docker compose -f compose.yaml -f compose.staging.yaml ps -a --format '{{.Service}} {{.ExitCode}}' | sort
COMPOSE_FILE=compose.yaml:compose.staging.yaml docker compose config --services | sort
COMPOSE_PROFILES=nested,strict NEEDED=1 docker compose config --services | sort
COMPOSE_PROJECT_NAME=renamed docker compose config | head -1
COMPOSE_PROJECT_NAME='Not Good' docker compose config
COMPOSE_ENV_FILES=other.env docker compose config app | grep COLOR
COMPOSE_REMOVE_ORPHANS=1 docker compose up app 2>&1 | grep -v -E 'Network' | sort
docker compose config --no-env-resolution | grep -A5 env_file
docker compose config --no-path-resolution | grep -A6 env_file
docker compose config --no-normalize | tail -5
docker compose config --no-consistency -q; echo $?
docker compose config -o out.yaml; wc -l < out.yaml
docker compose config --lock-image-digests 2>&1 | grep -c image
docker compose -f - config --services < compose.yaml
cat compose.yaml | docker compose -f - -f compose.staging.yaml config --services | sort
(cd env && docker compose config --services)
docker compose --project-directory env config --services
(cd env && docker compose -f ../compose.yaml config --services)
echo 'COLOR=olive' > env/extra.env; docker compose run --rm app | grep COLOR
mkdir sub; echo 'name: sub' > sub/compose.yaml; docker compose -f sub/compose.yaml config
cp compose.yaml docker-compose.yml; docker compose config --services
rm docker-compose.yml; mv compose.yaml compose.yml; docker compose config --services
NEEDED=1 docker compose down --remove-orphans 2>&1 | sort
