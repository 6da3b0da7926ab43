docker network create side
docker network connect side api
docker run -d --name debug --network side alpine:3.20 sleep infinity
