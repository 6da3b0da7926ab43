docker run -d --name one -p 8080:80 nginx:alpine
docker run -d --name two -p 8080:80 nginx:alpine
