docker run --name again alpine:3.20 sh -c 'echo "0214 course 214, 11 knots, written aboard $(hostname)" > /log.txt'
docker cp again:/log.txt .
