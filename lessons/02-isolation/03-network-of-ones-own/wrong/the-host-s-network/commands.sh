docker run -d --name one --network host nginx:alpine
sleep 2
docker run -d --name two --network host nginx:alpine
