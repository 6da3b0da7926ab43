docker build -q -t admin admin
docker run -d --name admin --network host admin
