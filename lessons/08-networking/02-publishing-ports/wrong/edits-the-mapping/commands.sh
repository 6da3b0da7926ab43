docker build -q -t admin admin
docker run -d --name admin -p 9001:9000 admin
