docker build -q -t shop shop
docker run -d --name shop shop
