sudo chmod 777 data
docker run -d --name writer --user 1000 -v "$PWD"/data:/data alpine:3.20 sleep infinity
