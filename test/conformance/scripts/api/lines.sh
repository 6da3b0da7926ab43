# The API itself, asked without a client that would correct what is asked.
api() { curl -s --unix-socket "$SOCKET" -w '[%{http_code}]\n' "$@"; }; declare -f api > api.sh
. ./api.sh; api http://d/_ping
. ./api.sh; api -X POST http://d/_ping; api http://d/nope; api http://d/v1.51/nope; api -X DELETE http://d/version; api http://d/vx/info
. ./api.sh; api http://d/v1.99/version
. ./api.sh; J='Content-Type: application/json'; for body in '{' '{"Image":5}' '{"Image":"alpine:3.20"} x' 'null' '[]' '{"Image":"alpine:3.20","HostConfig":{"Memory":1.5}}' '{"Cmd":[1]}' '{"ExposedPorts":{"80/tcp":5}}'; do api -X POST http://d/containers/create -H "$J" -d "$body"; done
. ./api.sh; api -X POST http://d/containers/create -d '{}'
. ./api.sh; api -X POST http://d/containers/create -H 'Content-Type: application/json'
. ./api.sh; for q in 'filters=x' 'filters=%7B%22a%22:5%7D' 'limit=x' 'filters=%7B%22nope%22:%5B%22x%22%5D%7D'; do api "http://d/containers/json?$q"; done
. ./api.sh; api http://d/containers/nope/json; api http://d/containers/nope/logs; api http://d/containers/nope/logs?stdout=1; api http://d/containers/nope/stats?stream=0; api http://d/containers/nope/top; api http://d/containers/nope/changes; api http://d/containers/nope/export
. ./api.sh; for verb in start stop restart kill pause unpause wait; do api -X POST http://d/containers/nope/$verb; done; api -X DELETE http://d/containers/nope
. ./api.sh; api -X POST 'http://d/containers/nope/wait?condition=foo'; api -X POST 'http://d/containers/nope/resize?h=x&w=2'; api -X POST 'http://d/containers/nope/resize?h=3'; api -X POST 'http://d/containers/nope/stop?t=x'; api -X POST http://d/containers/nope/rename
. ./api.sh; api http://d/containers/nope/archive; api 'http://d/containers/nope/archive?path=/x'; api -X PUT 'http://d/containers/nope/archive?path=/x' --data-binary x
. ./api.sh; api -X POST http://d/containers/nope/exec -H 'Content-Type: application/json' -d '{"Cmd":["x"]}'; api -X POST http://d/containers/nope/exec -H 'Content-Type: application/json' -d '{}'; api http://d/exec/nope/json; api -X POST http://d/exec/nope/start -H 'Content-Type: application/json' -d '{}'; api -X POST 'http://d/exec/nope/resize?h=1&w=1'
. ./api.sh; api http://d/images/nope/json; api http://d/images/nope/history; api -X DELETE http://d/images/nope; api -X POST 'http://d/images/nope/tag?repo=x'; api 'http://d/images/get?names=nope'; api http://d/images/a/b/c/json
. ./api.sh; api http://d/networks/nope; api -X DELETE http://d/networks/nope; api -X POST http://d/networks/nope/connect -H 'Content-Type: application/json' -d '{}'; api -X POST http://d/networks/create -H 'Content-Type: application/json' -d '{}'
. ./api.sh; api http://d/volumes/nope; api -X DELETE http://d/volumes/nope; api -X POST http://d/volumes/create -H 'Content-Type: application/json' -d '{"Name":"a b"}'
. ./api.sh; api 'http://d/events?since=x'; api 'http://d/events?since=2&until=1'; api 'http://d/events?filters=x'
. ./api.sh; api -X POST http://d/session; api -X POST http://d/grpc; api -X POST http://d/build/cancel; api -X POST 'http://d/build?buildargs=x'
. ./api.sh; for kind in nodes services tasks secrets configs swarm swarm/unlockkey; do api http://d/$kind; done; api -X POST http://d/swarm/leave; api -X POST http://d/services/create -H 'Content-Type: application/json' -d '{}'; api -X POST http://d/swarm/init -H 'Content-Type: application/json' -d '{}'
. ./api.sh; api http://d/plugins; api http://d/plugins/x/json; api -X DELETE http://d/plugins/x
. ./api.sh; api 'http://d/system/df?type=nope'
. ./api.sh; api -X POST http://d/commit?container=nope -H 'Content-Type: application/json' -d '{}'
docker run -d --name ca-box alpine:3.20 sleep 100 | wc -c
. ./api.sh; api -X POST http://d/containers/ca-box/start; api -X POST 'http://d/containers/ca-box/kill?signal=FOO'; api -X POST http://d/containers/ca-box/update -H 'Content-Type: application/json' -d '{"Memory":1}'
curl -s --unix-socket "$SOCKET" http://d/containers/ca-box/json | grep -o '"[A-Za-z_]*":' | sort -u
curl -s --unix-socket "$SOCKET" 'http://d/containers/json' | grep -o '"[A-Za-z_]*":' | sort -u
curl -s --unix-socket "$SOCKET" 'http://d/containers/ca-box/stats?stream=0&one-shot=1' | grep -o '"[A-Za-z_]*":' | sort -u
curl -s --unix-socket "$SOCKET" http://d/networks/bridge | grep -o '"[A-Za-z_]*":' | sort -u
curl -s --unix-socket "$SOCKET" http://d/images/alpine:3.20/json | grep -o '"[A-Za-z_]*":' | sort -u
curl -sI --unix-socket "$SOCKET" 'http://d/containers/ca-box/archive?path=/tmp' | tr -d '\r' | grep -i path-stat | sed 's/.*: //' | base64 -d | tr ',' '\n' | grep -v -e mtime -e size
docker rm -f ca-box
