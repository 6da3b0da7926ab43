docker compose create drill bare
docker inspect quarry-drill-1 -f '{{json .HostConfig.BlkioDeviceReadBps}} {{json .HostConfig.BlkioDeviceWriteIOps}} {{json .HostConfig.BlkioDeviceWriteBps}} {{json .HostConfig.DeviceCgroupRules}}'
docker inspect quarry-drill-1 -f '{{.HostConfig.Isolation}} {{.HostConfig.Memory}} {{.HostConfig.MemoryReservation}} {{.HostConfig.MemorySwap}} {{.HostConfig.CpuPeriod}} {{.HostConfig.CpuQuota}} {{json .HostConfig.PidsLimit}}'
docker inspect quarry-drill-1 -f '{{.Config.Hostname}} {{.Config.Domainname}} {{.Config.MacAddress}} {{json .HostConfig.Annotations}} {{.HostConfig.UsernsMode}} {{.HostConfig.CgroupnsMode}}'
docker inspect quarry-drill-1 -f '{{range $name, $one := .NetworkSettings.Networks}}{{$name}} {{json $one.IPAMConfig}} {{json $one.MacAddress}} {{json $one.Links}};{{end}}'
docker inspect quarry-drill-1 -f '{{range .HostConfig.Mounts}}{{.Type}} {{.Target}} {{json .VolumeOptions}} {{json .BindOptions}}{{println}}{{end}}' | sort
docker inspect quarry-bare-1 -f '{{json .HostConfig.CapAdd}} {{json .HostConfig.Dns}} {{json .HostConfig.GroupAdd}} {{json .HostConfig.VolumesFrom}} {{json .HostConfig.Ulimits}} {{json .HostConfig.Devices}} {{json .HostConfig.DeviceRequests}} {{json .HostConfig.ExtraHosts}} {{json .HostConfig.SecurityOpt}}'
docker inspect quarry-bare-1 -f '{{json .HostConfig.StorageOpt}} {{json .HostConfig.Annotations}} {{.Config.MacAddress}}.'
docker compose up -d bare
docker compose exec bare hostname -f | wc -c
docker compose --profile gpu create mill press
docker inspect quarry-mill-1 quarry-press-1 -f '{{json .HostConfig.DeviceRequests}}'
docker compose --profile gpu up -d mill
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose --profile gpu down -v -t 0
docker create --annotation =x alpine:3.20 true
docker create --name q1 -v v1:/v -v "$PWD":/here --tmpfs /tt --mount type=tmpfs,target=/t2 --mount type=volume,src=v1,dst=/v3,volume-nocopy alpine:3.20 sleep 100
docker inspect q1 -f '{{range .Mounts}}{{.Type}} [{{.Name}}] {{.Destination}} [{{.Driver}}] {{.RW}}{{println}}{{end}}' | sort
docker inspect q1 -f '{{range .HostConfig.Mounts}}{{.Type}} {{.Source}} {{.ReadOnly}} {{.Target}} {{.BindOptions}} {{json .VolumeOptions}} {{if .VolumeOptions}}{{.VolumeOptions.NoCopy}}{{end}}{{println}}{{end}}'
docker inspect q1 -f '{{index .HostConfig.Mounts 0}}'
docker rm q1
docker volume rm v1
