docker build -t crew .
sort -r names.txt > again.txt && mv again.txt names.txt
predict re-runs names.txt sorted.txt page.sh
predict stays rest
docker build -t crew .
