docker build -q -t admin admin
docker run -d --name admin -p 0.0.0.0:9000:9000 admin
