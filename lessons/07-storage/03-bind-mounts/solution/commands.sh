docker run -d --name web -p 8080:80 -v "$PWD"/site:/usr/share/nginx/html:ro nginx:alpine
sudo chown 1000 data
docker run -d --name writer --user 1000 -v "$PWD"/data:/data alpine:3.20 sleep infinity
docker build -q -t shop shop
docker run -d --name shop -v "$PWD"/shop:/app -v /app/node_modules shop
