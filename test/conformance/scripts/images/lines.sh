docker images --format '{{.Repository}}:{{.Tag}}' alpine
docker images nonesuch
docker images --filter nonesuch=x
docker images -f dangling=maybe
docker tag alpine:3.20 ci:1
docker tag alpine:3.20 ci:2
docker tag nonesuch ci:3
docker tag alpine:3.20 'Bad Name'
docker images --filter reference='ci:*' --format '{{.Repository}}:{{.Tag}}'
docker inspect -f '{{.Config.Cmd}} {{.Os}}/{{.Architecture}}' ci:1
docker rmi ci:1
docker rmi ci:1
docker run --name ci-base alpine:3.20 sh -c 'echo data > /data; rm -rf /srv'
docker diff ci-base
docker commit -m message -a author -c 'CMD ["cat","/data"]' -c 'ENV A=b' ci-base ci:made
docker run --rm ci:made
docker inspect -f '{{.Author}} {{.Comment}} {{.Config.Cmd}}' ci:made
docker history --format '{{.CreatedBy}}|{{.Comment}}' ci:made | sed -n 1p
docker commit -c 'RUN x' ci-base
docker save ci:made ci:2 | tar t | grep -c manifest.json
docker save ci:made -o made.tar && docker rmi ci:made > /dev/null && docker load -i made.tar
docker save nonesuch
echo nonsense | docker load
docker export ci-base | tar t | grep -x data
docker export ci-base | docker import -m imported -c 'CMD ["cat","/data"]' - ci:flat
docker run --rm ci:flat
docker history ci:flat --format '{{.Comment}}'
docker import /nonexistent.tar
docker rmi ci:flat | grep -c Deleted
docker rm ci-base
docker rmi -f ci:made ci:2 2>&1 | grep Untagged
docker image prune -f | tail -1
docker inspect nonesuch
docker image inspect nonesuch
docker inspect --type volume nonesuch
docker search --limit 1000 x
docker login -u nobody 127.0.0.1:1 < /dev/null
docker push nonesuch-image
docker rmi nonesuch 'Bad Name'
