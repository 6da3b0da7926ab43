docker compose config web | grep -A4 'watch:'
docker compose up -d --build --quiet-build
(timeout 6 docker compose watch --no-up > watch.log 2>&1; echo "ended $?" >> watch.log) & sleep 2; echo two > web/src/b.txt; echo no > web/src/c.tmp; sleep 2; docker compose exec web ls /app/src; wait; cat watch.log
(timeout 6 docker compose watch --no-up > watch.log 2>&1) & sleep 2; rm web/src/a.txt; echo c2 > web/conf/c.ini; wait; docker compose exec web sh -c 'ls /app/src; cat /app/conf/c.ini'; sort watch.log
(timeout 9 docker compose watch --no-up --quiet > watch.log 2>&1) & sleep 2; echo 'RUN echo built > /built' >> web/Dockerfile; sleep 6; docker compose exec web cat /built; wait; grep -v '^#' watch.log
docker compose watch plain
docker compose watch --no-up plain
timeout 3 docker compose up --watch plain
docker compose up -d --watch
docker compose up --watch --no-build
docker compose down --rmi local
