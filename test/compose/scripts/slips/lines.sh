docker compose -f ports-type.yaml config
docker compose -f ports-range.yaml config
docker compose -f ports-proto.yaml config
docker compose -f ports-host.yaml config
docker compose -f ports-big.yaml config
docker compose -f ports-long.yaml config
docker compose -f env-list.yaml config
docker compose -f env-nested.yaml config
docker compose -f envfile.yaml config
docker compose -f envfile-bad.yaml config
docker compose -f command-map.yaml config
docker compose -f command-quote.yaml config
docker compose -f health-test.yaml config
docker compose -f health-interval.yaml config
docker compose -f health-retries.yaml config
docker compose -f depends-type.yaml config
docker compose -f depends-self.yaml config
docker compose -f net-conf.yaml config
docker compose -f net-mode.yaml config
docker compose -f net-mode-svc.yaml config
docker compose -f vol-empty.yaml config
docker compose -f vol-long.yaml config
docker compose -f vol-notarget.yaml config
docker compose -f vol-mode.yaml config
docker compose -f vol-ext.yaml config
docker compose -f cfg-two.yaml config
docker compose -f cfg-undef.yaml config
docker compose -f secret-none.yaml config
docker compose -f secret-missing.yaml config
docker compose -f mem.yaml config
docker compose -f cpus.yaml config
docker compose -f replicas.yaml config
docker compose -f scale-neg.yaml config
docker compose -f restart.yaml config
docker compose -f ulimit.yaml config
docker compose -f pull.yaml config
docker compose -f build-noctx.yaml config
docker compose -f build-unk.yaml config
docker compose -f build-inline.yaml config
docker compose -f nothing.yaml config
docker compose -f nullsvc.yaml config
docker compose -f svcname.yaml config
docker compose -f list.yaml config
docker compose -f scalar.yaml config
docker compose -f services-list.yaml config
docker compose -f ext-nosvc.yaml config
docker compose -f ext-nofile.yaml config
docker compose -f ext-cycle.yaml config
docker compose -f inc-nofile.yaml config
docker compose -f inc-conf.yaml config
docker compose -f profile.yaml config
docker compose -f dep-prof.yaml config
docker compose -f alias.yaml config
docker compose -f indent.yaml config
docker compose -f colon.yaml config
docker compose -f quote.yaml config
docker compose -f interp1.yaml config
docker compose -f interp2.yaml config
docker compose -f interp3.yaml config
docker compose -f interp4.yaml config
docker compose -f interp5.yaml config
docker compose -f name.yaml config
docker compose -f name-num.yaml config
docker compose -f hosts.yaml config
docker compose -f dup-target.yaml config
docker compose -f develop.yaml config
docker compose -f develop2.yaml config
docker compose -f label.yaml config
docker compose -f shm.yaml config
docker compose -f stop.yaml config
docker compose -f expose.yaml config
docker compose -f dev.yaml config
docker compose -f plat.yaml config
docker compose -f unk-deep.yaml config
docker compose -f x-ok.yaml config
docker compose -f merge.yaml config
docker compose -f build-noctx.yaml -p up-build-noctx up -d
docker compose -f secret-missing.yaml -p up-secret-missing up -d
docker compose -f net-mode-svc.yaml -p up-net-mode-svc up -d
docker compose -f pull.yaml -p up-pull up -d
docker compose -f dup-target.yaml -p up-dup-target up -d
docker compose -f cfg-undef.yaml -p up-cfg-undef up -d
docker compose -f ports-range.yaml -p up-ports-range up -d
docker compose -f dev.yaml -p up-dev up -d
docker compose -f interp3.yaml -p up-interp3 up -d
