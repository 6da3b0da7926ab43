docker run -d --name hog --memory 64m alpine:3.20 sleep infinity
docker kill hog
