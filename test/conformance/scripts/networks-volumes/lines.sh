docker network create --label a=b --subnet 10.99.0.0/24 cn-net | wc -c
docker network create cn-net
docker network inspect -f '{{.Name}} {{.Driver}} {{(index .IPAM.Config 0).Subnet}} {{.Labels}}' cn-net
docker network ls --filter name=cn- --format '{{.Name}} {{.Driver}} {{.Scope}}'
docker network ls --filter nonesuch=x
docker run -d --name cn-srv --network cn-net --network-alias www --ip 10.99.0.7 alpine:3.20 sleep 100
docker run --rm --network cn-net alpine:3.20 ping -c 1 -w 2 www | sed -n 1p
docker run --rm --network cn-net alpine:3.20 cat /etc/hosts | tail -1 | awk '{print $1}'
docker inspect -f '{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{$e.IPAddress}} {{$e.Aliases}}{{end}}' cn-srv
docker network connect cn-net cn-srv
docker network disconnect cn-net cn-srv
docker network disconnect cn-net cn-srv
docker network connect --alias other cn-net cn-srv; docker network connect nonesuch cn-srv
docker network rm cn-net
docker network rm bridge
docker network create --subnet nonsense cn-bad
docker network create --subnet 10.99.0.0/25 cn-overlap
docker rm -f cn-srv; docker network rm cn-net
docker network inspect cn-net
docker network prune -f
docker volume create --label a=b cn-vol
docker volume create cn-vol
docker volume create 'bad name'
docker volume inspect -f '{{.Name}} {{.Driver}} {{.Labels}} {{.Options}}' cn-vol
docker volume ls --filter name=cn- --format '{{.Name}} {{.Driver}}'
docker run --rm -v cn-vol:/d alpine:3.20 sh -c 'echo kept > /d/f'
docker run --rm -v cn-vol:/d:ro alpine:3.20 sh -c 'cat /d/f; echo x > /d/g'
docker run -d --name cn-user -v cn-vol:/d alpine:3.20 sleep 100
docker volume rm cn-vol
docker rm -f cn-user; docker volume rm cn-vol nonesuch
docker volume prune -f
docker volume inspect cn-vol
docker system df --format '{{.Type}}'
docker system prune -f | tail -1
