docker run --name cp-box alpine:3.20 sh -c 'mkdir -p /tmp/dir/sub; echo 2 > /tmp/dir/sub/two; echo 1 > /tmp/dir/one; ln -s dir /tmp/link; chmod 750 /tmp/dir/one; chmod 1777 /tmp/dir/sub'
mkdir -p from/deep; echo host > from/deep/h; echo f > file; docker cp from cp-box:/tmp/; docker cp file cp-box:/tmp/renamed
docker start -a cp-box; docker diff cp-box | sort
docker cp cp-box:/tmp/dir out && find out | sort && cat out/sub/two
docker cp cp-box:/tmp/dir/. flat && find flat | sort
docker cp cp-box:/tmp/dir/one single && cat single && stat -c %a single
docker cp cp-box:/tmp/link l && readlink l
docker cp -L cp-box:/tmp/link followed && find followed | sort
docker cp cp-box:/nonesuch .
docker cp nonesuch cp-box:/
docker cp file cp-box:/nonesuch/
docker cp file nonesuch:/
docker cp cp-box:/tmp/dir - | tar t
tar c from | docker cp - cp-box:/tmp/dir && docker cp cp-box:/tmp/dir - | tar t | sort
docker cp - cp-box:/tmp/dir/one < /dev/null
tar cP --transform 's,file,../../escape,' file | docker cp - cp-box:/tmp/dir; docker cp cp-box:/escape . ; ls escape
docker cp cp-box:/tmp/dir file
docker cp cp-box:/tmp/dir/one /nonesuch/x
docker run --rm -v cp-vol:/v alpine:3.20 sh -c 'echo kept > /v/f'
docker create --name cp-new -v cp-vol:/v alpine:3.20 true | wc -c
docker cp cp-new:/v/f - | tar xO
docker export cp-box | tar t | grep '^tmp/' | sort
docker rm cp-box cp-new; docker volume rm cp-vol
