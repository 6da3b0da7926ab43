docker build -q -t shop shop
docker run -d --name shop -v "$PWD"/shop:/app shop
sleep 1
