docker build -t cb:1 --build-arg X=7 --build-arg NOPE=1 --label z=y .
docker build -t cb:1 --build-arg X=7 --label z=y .
docker build -q . | cut -c1-7
docker build --no-cache --target base . | grep -c Running
docker build --target nope .
echo changed > f; docker build . | grep -c 'Using cache'
docker run --rm cb:1
docker inspect -f '{{.Config.Labels}} {{.Config.ExposedPorts}} {{.Config.User}} {{.Config.Shell}} {{.Config.StopSignal}}' cb:1
docker history --format '{{.CreatedBy}}' cb:1 | sed -n 1,6p | sed 's/file:[0-9a-f]*/file:HASH/'
docker images -f dangling=true -q | wc -l
printf 'FROM alpine:3.20\nRUN echo one; exit 3\n' | docker build -; echo $?
docker ps -a --format '{{.Command}} {{.Status}}' | sed -n 1p | sed 's/ (.*ago/ AGO/;s/AGO.*//'
printf 'FROM alpine:3.20\nCOPY nope /\n' | docker build -
printf 'FROM alpine:3.20\nFOO bar\n' | docker build -
printf 'FROM alpine:3.20\nCOPY --chmod=700 f /\n' > D; docker build -f D .
printf 'FROM alpine:3.20\nRUN --mount=type=cache,target=/x true\n' | docker build -
printf 'FROM scratch\nCOPY f /\n' > D; docker build -f D .
printf 'FROM scratch\nENV a=b\n' | docker build -
printf 'FROM alpine:3.20\nCOPY f d /nodir\n' > D; docker build -f D .
printf 'FROM alpine:3.20\nCOPY zz* /\n' > D; docker build -f D .
printf 'FROM alpine:3.20 AS a\nFROM a\nCOPY --from=a /nope /\n' | docker build -
printf 'FROM alpine:3.20\nWORKDIR a\nWORKDIR b\nRUN pwd\n' | docker build -
printf 'FROM alpine:3.20\nUSER nouser\nRUN true\n' | docker build -
printf 'FROM alpine:3.20\nRUN ["nonesuch"]\n' | docker build -
printf 'FROM alpine:3.20\nONBUILD RUN echo triggered\n' | docker build -q -t cb:trigger - | cut -c1-7
printf 'FROM cb:trigger\nRUN true\n' | docker build -
: > D; docker build -f D .
docker build -f nofile .
printf 'f\n' > .dockerignore; printf 'FROM alpine:3.20\nCOPY . /c\nRUN ls /c\n' > D; docker build -f D . | grep -A3 'Running in' | grep -v -e '--->' | sort
printf 'FROM alpine:3.20\nARG A\nARG B=2\nENV B=3\nRUN echo $A $B\n' | docker build --build-arg A=1 -t cb:args - | grep '^1'
docker history --format '{{.CreatedBy}}' cb:args | sed -n 1p
docker rmi cb:trigger | grep -c Untagged
docker rmi -f cb:1 cb:args | grep -c Untagged
docker ps -aq | xargs -r docker rm -f > /dev/null; docker image prune -f > /dev/null
