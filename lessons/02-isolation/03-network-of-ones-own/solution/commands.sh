docker run -d --name one -p 8081:80 nginx:alpine
docker run -d --name two -p 8082:80 nginx:alpine
docker run -d --name debug --network container:api --pid container:api alpine:3.20 sleep infinity
