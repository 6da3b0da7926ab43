docker compose -f t1.yaml config
docker compose -f t2.yaml config
docker compose -f t3.yaml config
docker compose -f t4.yaml config
docker compose -f t5.yaml config
docker compose -f t6.yaml config
docker compose -f t7.yaml config
docker compose -f t8.yaml config
docker compose -f t9.yaml config
docker compose -f t10.yaml config 2>&1 | grep -c 'dependency cycle detected'
docker compose -f t11.yaml config
docker compose -f t12.yaml config
docker compose -f t13.yaml up -d
docker compose -f t14.yaml config
docker compose -f t15.yaml config
docker compose -f t16.yaml config
docker compose -f t17.yaml config
docker compose -f t18.yaml config
docker compose -f t19.yaml config
docker compose -f t20.yaml config
docker compose -f t21.yaml config
docker compose -f t22.yaml config
docker compose -f t23.yaml config
docker compose -f t24.yaml config
docker compose -f t25.yaml config
docker compose -f t26.yaml up -d
docker compose -f t27.yaml config
docker compose -f t28.yaml config
docker compose -f t29.yaml config
docker compose -f t30.yaml up -d
docker compose -f t31.yaml config
docker compose -f t32.yaml config
docker compose -f t33.yaml config
docker compose -f t34.yaml config
docker compose -f t35.yaml config
docker compose -f t36.yaml config
docker compose -f t37.yaml config
docker compose -f t38.yaml config
docker compose -f t39.yaml config
docker compose -f t40.yaml config
docker compose -f t41.yaml config
docker compose -f t42.yaml config
docker compose -f t43.yaml config
docker compose -f t44.yaml config
docker compose -f t45.yaml up -d
docker compose -f t46.yaml config
docker compose -f t47.yaml config
docker compose -f t48.yaml up -d
docker compose -f t49.yaml config
docker compose -f t50.yaml config
docker compose -f ok.yaml up -d --wait --detach=false
docker compose -f ok.yaml up --detach --abort-on-container-exit
docker compose -f ok.yaml up --abort-on-container-failure --abort-on-container-exit
docker compose -f ok.yaml up -d --pull sometimes
docker compose -f ok.yaml up -d --build --no-build
docker compose -f ok.yaml up -d --force-recreate --no-recreate
docker compose -f ok.yaml up -d -t -1
docker compose -f ok.yaml up -d --always-recreate-deps --no-recreate
docker compose -f ok.yaml upp
docker compose -f ok.yaml --verbose ps
docker compose -f ok.yaml --ansi sometimes ps
docker compose -f ok.yaml --progress fancy up -d
docker compose -f ok.yaml ps --format yaml
docker compose -f ok.yaml ps b
docker compose -f ok.yaml logs b
docker compose -f ok.yaml logs -n -3 a
docker compose -f ok.yaml exec
docker compose -f ok.yaml exec b ls
docker compose -f ok.yaml exec a
docker compose -f ok.yaml rm b
docker compose -f ok.yaml stop -t abc
docker compose -f ok.yaml config --format toml
docker compose -f ok.yaml port a
docker compose -f ok.yaml cp a:/etc/hosts
docker compose -f ok.yaml cp a:/etc/nosuch .
docker compose -f ok.yaml images b
docker compose -f ok.yaml run -d --rm a b c | wc -c
docker compose -f ok.yaml scale a
docker compose -f ok.yaml kill b
docker compose -f ok.yaml down --rmi none
