docker run --name cf-hello alpine:3.20 echo hello
docker run --rm alpine:3.20 sh -c 'echo out; echo err >&2; exit 7'
docker run -d --name cf-web --label a=b -e GREETING=hi --restart unless-stopped alpine:3.20 sh -c 'trap "exit 0" TERM; while true; do sleep 0.1; done'
docker ps --format '{{.Names}} {{.Image}} {{.Status}} {{.Labels}}'
docker ps -a --filter name=cf- --format 'table {{.Names}}\t{{.Status}}'
docker inspect -f '{{.State.Status}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}} {{index .Config.Env 0}}' cf-web
docker pause cf-web
docker exec cf-web true
docker unpause cf-web
docker rename cf-web cf-renamed
docker update --memory 64m --memory-swap 128m cf-renamed
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' cf-renamed
docker restart -t 1 cf-renamed
docker stop -t 2 cf-renamed
docker stop cf-renamed
docker start cf-renamed
docker start cf-renamed
docker kill cf-renamed
docker kill cf-renamed
docker wait cf-renamed
docker rm cf-renamed cf-hello nonesuch
docker create --name cf-made -m 4m alpine:3.20 true
docker create --name cf-made --cpus 0.5 alpine:3.20 true
docker create --name cf-made alpine:3.20 true
docker start -a cf-made
docker container prune -f | tail -1
docker run alpine:3.20 /nonesuch
docker run -d --name cf-pub -p 18083:80 alpine:3.20 sleep 100
docker port cf-pub
docker run --rm -p 18083:80 alpine:3.20 true 2>&1 | sed 's/on endpoint [a-z_0-9]* .*: /on endpoint X: /'
docker rm -f cf-pub
docker rm -f nonesuch
docker run --name 'bad name' alpine:3.20 true
docker run --memory 1k alpine:3.20 true
docker run --health-cmd 'true' --health-interval 200ms -d --name cf-health alpine:3.20 sleep 100
sleep 2; docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' cf-health
docker rm -f cf-health
docker ps -aq | xargs -r docker rm -f > /dev/null
