predict re-runs rest
docker build -t site .
