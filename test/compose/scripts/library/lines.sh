docker compose config --quiet && echo fine
docker compose config --images | sort
docker compose config --hash '*' | wc -l
docker compose config --format json store
docker compose config --no-interpolate backend
docker compose build --quiet backend; echo $?
docker compose build --build-arg VERSION=7 backend
docker compose create
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose up -d
docker compose ps --format '{{.Service}} {{.Health}} {{.Ports}}' | sort
docker compose exec store wget -qO- http://backend:9000/
docker compose exec backend sh -c 'echo $STORE_HOST $MODE'
docker compose exec proxy wget -qO- http://store:1/
docker compose port proxy 8080
docker compose exec store sh -c 'echo row > /store/rows/1; touch /seed/x; df /scratch | tail -1 | cut -d" " -f1'
docker compose --profile ops run --rm backup
docker compose --profile ops config --services | sort
docker compose run --rm --volume ./out:/out store cp -r /store/rows /out
cat out/rows/1
TARGET=prod docker compose up -d --build
docker compose exec backend id -u
TARGET=nosuch docker compose build backend
SECRET=abc docker compose up -d backend
docker compose exec backend sh -c 'echo $SECRET'
docker compose up -d --no-deps backend
docker compose up -d --scale backend=3
docker compose ps --format '{{.Name}}' backend | sort
docker compose exec proxy nslookup backend 2>/dev/null | grep -c Address
docker compose up -d --scale backend=2 --no-recreate
docker compose events --since 1h --until 0s --json nosuch
docker compose logs backend --tail 0
docker compose stop backend && docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose start backend
docker compose restart -t 0 store
docker compose restart --no-deps backend
docker compose top store
docker compose rm backend
docker compose rm -fsv backend
docker compose up -d --wait
docker compose images --quiet | wc -l
docker compose images backend
docker compose ls --format json
docker compose ls --quiet --filter name=lib
docker compose volumes --format '{{.Name}}' | sort
docker compose cp store:/store/rows - | tar tf - | sort
docker compose cp backend/Dockerfile --index 1 backend:/tmp/
docker compose -p library ps --services | sort
docker compose -p library stop -t 0
docker compose down --rmi all --volumes --remove-orphans 2>&1 | grep -v alpine | sort
docker volume ls -q --filter label=tier=cold
docker compose ps -a
