docker compose config --hash '*' | cut -d' ' -f1 | tr '\n' ' '
docker compose config lb
docker compose config --format json | tr ',' '\n' | grep -c published
docker compose up -d
docker compose ps
docker compose ps --format json app | wc -l
docker compose ps -a --format 'table {{.Name}}\t{{.Ports}}'
docker compose ps --format '{{.Name}}: {{.Networks}} {{.Mounts}}' lb
docker compose port lb 80
docker compose port lb 91
docker compose port --protocol udp lb 53 | cut -d: -f1
docker compose port lb 9999
docker compose port --index 9 app 3000
docker compose exec lb cat /etc/resolv.conf | grep -v '^#' | sort
docker compose exec lb hostname -f
docker compose exec lb env | grep -E '^(NAME|EMPTY|NUM|BOOL)=' | sort
docker compose exec app id
docker compose exec app pwd
docker compose exec --index 3 app cat /conf/app.ini
docker compose exec app touch /conf/new
docker compose exec -u 0 app sh -c 'df -k /scratch | tail -1 | awk "{print \$2}"; ls -ld /scratch | cut -c1-10'
docker compose exec sidecar hostname
docker compose exec pidmate ps -o comm | grep -c sleep
docker compose exec pidmate touch /shared/x
docker compose exec -T lb nslookup app 2>/dev/null | grep -c '^Address.*172'
docker inspect mesh-app-1 --format '{{.HostConfig.Memory}} {{.HostConfig.ShmSize}} {{.HostConfig.Init}} {{.Config.StopSignal}} {{.Config.StopTimeout}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'
docker inspect mesh-app-1 --format '{{json .Config.ExposedPorts}} {{json .HostConfig.Tmpfs}}'
docker inspect mesh-app-1 --format '{{range .HostConfig.Mounts}}{{.Type}}:{{.Target}} {{end}}| {{.HostConfig.Binds}}'
docker inspect mesh-pidmate-1 --format '{{len .HostConfig.VolumesFrom}} {{.HostConfig.NetworkMode}}'
docker inspect front-door --format '{{index .Config.Labels "a.b"}} {{.Config.Domainname}} {{json .HostConfig.DnsSearch}}'
docker network inspect mesh_front --format '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{json .Labels}}'
docker network inspect mesh-back-net --format '{{len .Containers}}'
docker compose logs lb app | sort
docker compose logs --no-log-prefix --since 1h app | sort -u
docker compose logs -n 0 lb
docker compose top sidecar pidmate
docker compose up -d --scale app=1
docker compose up -d --scale lb=2
docker compose up -d --no-recreate --scale app=2
docker compose restart sidecar
docker compose up -d --force-recreate lb
docker compose stop -t 2 lb
docker compose start lb
docker compose kill app
docker compose ps -a --status exited --format '{{.Name}} {{.ExitCode}}' | sort
docker compose up -d app
docker compose rm -sf app
docker compose rm
docker compose images --format json | tr ',' '\n' | grep -c ContainerName
docker compose ls --filter name=mesh -q
docker compose ls --filter name=zzz
docker compose -p mesh ps --services | sort
docker compose -p mesh stop
docker compose -p mesh start sidecar
docker compose -p mesh down
docker volume ls -q | grep mesh
docker compose down -v
docker compose down -v
