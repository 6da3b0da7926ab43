docker build -t site .
touch words.txt
predict stays FROM WORKDIR
predict re-runs rest
docker build -t site .
