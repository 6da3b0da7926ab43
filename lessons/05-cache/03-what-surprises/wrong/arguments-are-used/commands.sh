docker build -t crew .
predict stays rest
docker build --build-arg EDITION=2 -t crew .
