docker run --name cs-log alpine:3.20 sh -c 'for i in 1 2 3 4 5; do echo line $i; done; echo last >&2'
docker logs cs-log
docker logs --tail 0 cs-log
docker logs -t cs-log | cut -d' ' -f2-
docker logs --since 1h cs-log
docker logs --until 1h cs-log
docker logs -f cs-log
docker logs --since nonsense cs-log
docker start -a cs-log
docker logs nonesuch
printf 'one\ntwo\n' | docker run -i --rm alpine:3.20 wc -l
head -c 300000 /dev/zero | docker run -i --rm alpine:3.20 sh -c 'wc -c'
printf 'caf\303\251 \377\376\n' | docker run -i --rm alpine:3.20 cat | od -An -tx1
docker run --rm alpine:3.20 sh -c 'seq 1 20000' | md5sum
docker run -t --rm alpine:3.20 sh -c 'echo a; tty; stty size' 2>&1 | tr -d '\r' | head -2
docker run -d --name cs-run alpine:3.20 sleep 100
docker exec cs-run sh -c 'echo out; echo err >&2; exit 5'
echo piped | docker exec -i cs-run cat
docker exec -e A=b -w /tmp -u nobody cs-run sh -c 'echo $A; pwd; id -un'
docker exec -d cs-run touch /tmp/made
sleep 1; docker exec cs-run ls /tmp
docker exec cs-run nonesuch
docker exec -u nonesuch cs-run true
docker exec -t cs-run sh -c 'test -t 0; echo $?' | tr -d '\r'
docker exec nonesuch true
docker top cs-run -o pid,args | tail -1 | awk '{print $2, $3}'
docker stats --no-stream --format '{{.Name}} {{.PIDs}}' cs-run
timeout -s KILL 2 docker stats --format '{{.Name}}' cs-run 2>&1 | grep -o cs-run | head -1
docker attach nonesuch
docker run -d --name cs-ticks alpine:3.20 sh -c 'for i in 1 2 3; do echo tick $i; sleep 0.2; done'
docker logs -f cs-ticks
docker attach cs-ticks
docker rm -f cs-run cs-log cs-ticks
sleep 1.2; docker events --since 1m --until 0s --filter container=cs-ticks --format '{{.Type}} {{.Action}}'
