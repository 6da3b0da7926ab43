docker build -t site .
echo hull >> words.txt
docker build -t site .
predict stays FROM WORKDIR
predict re-runs rest
