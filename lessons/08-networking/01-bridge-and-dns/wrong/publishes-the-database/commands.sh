docker rm -f db
docker run -d --name db -p 5432:5432 db
