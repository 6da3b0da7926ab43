docker build -t site .
echo 'echo "<hr>"' >> page.sh
predict stays FROM WORKDIR words.txt
predict re-runs page.sh
docker build -t site .
echo hull >> words.txt
predict stays FROM WORKDIR
predict re-runs rest
docker build -t site .
touch words.txt
predict stays rest
docker build -t site .
