docker run -d --name one -p 8081:80 nginx:alpine
docker run -d --name two -p 80:8082 nginx:alpine
