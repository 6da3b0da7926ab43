/** Applications of which little more is known here than their names and the port of their pages. */
import type { Placeholder } from "./placeholder.ts";

/** `name of the repositories | what people call it | port, further ports | volume`. */
const table = `
hashicorp/http-echo | http-echo | 5678 |
dockersamples/examplevotingapp_vote dockersamples/examplevotingapp_result | a page of the voting app | 80 |
dockersamples/visualizer | the visualizer | 8080 |
mendhak/http-https-echo ealen/echo-server | an echo server | 8080 80 |
kennethreitz/httpbin mccutchen/go-httpbin | httpbin | 80 8080 |
swaggerapi/swagger-ui | Swagger UI | 8080 80 |
swaggerapi/swagger-editor | Swagger Editor | 8080 |
joxit/docker-registry-ui | a page over a registry | 80 |
goharbor/harbor-core | Harbor | 8080 |
gogs/gogs | Gogs | 3000 22 | /data
forgejo/forgejo codeberg.org/forgejo/forgejo | Forgejo | 3000 22 | /data
drone/drone | Drone | 80 443 | /data
woodpeckerci/woodpecker-server | Woodpecker | 8000 9000 |
authelia/authelia | Authelia | 9091 | /config
ghcr.io/goauthentik/server | authentik | 9000 9443 |
oryd/hydra | Hydra | 4444 4445 |
oryd/kratos | Kratos | 4433 4434 |
ghcr.io/immich-app/immich-server | Immich | 2283 |
ghcr.io/paperless-ngx/paperless-ngx | Paperless-ngx | 8000 | /usr/src/paperless/data
ghcr.io/umami-software/umami | Umami | 3000 |
plausible/analytics ghcr.io/plausible/community-edition | Plausible | 8000 |
posthog/posthog | PostHog | 8000 |
nocodb/nocodb | NocoDB | 8080 |
baserow/baserow | Baserow | 80 443 | /baserow/data
appwrite/appwrite | Appwrite | 80 |
supabase/studio | Supabase Studio | 3000 |
postgrest/postgrest | PostgREST | 3000 |
outlinewiki/outline | Outline | 3000 |
linuxserver/bookstack lscr.io/linuxserver/bookstack | BookStack | 80 443 | /config
freshrss/freshrss | FreshRSS | 80 |
miniflux/miniflux | Miniflux | 8080 |
photoprism/photoprism | PhotoPrism | 2342 |
syncthing/syncthing linuxserver/syncthing lscr.io/linuxserver/syncthing | Syncthing | 8384 22000 21027/udp |
linuxserver/duplicati lscr.io/linuxserver/duplicati | Duplicati | 8200 | /config
linuxserver/code-server lscr.io/linuxserver/code-server codercom/code-server | code-server | 8080 8443 |
linuxserver/nginx lscr.io/linuxserver/nginx | nginx by LinuxServer | 80 443 | /config
linuxserver/prowlarr lscr.io/linuxserver/prowlarr | Prowlarr | 9696 | /config
linuxserver/lidarr lscr.io/linuxserver/lidarr | Lidarr | 8686 | /config
linuxserver/bazarr lscr.io/linuxserver/bazarr | Bazarr | 6767 | /config
linuxserver/tautulli lscr.io/linuxserver/tautulli | Tautulli | 8181 | /config
linuxserver/overseerr lscr.io/linuxserver/overseerr sctx/overseerr | Overseerr | 5055 | /config
emby/embyserver | Emby | 8096 8920 |
gotify/server | Gotify | 80 | /app/data
binwiederhier/ntfy | ntfy | 80 |
searxng/searxng | SearXNG | 8080 |
dgtlmoon/changedetection.io ghcr.io/dgtlmoon/changedetection.io | changedetection.io | 5000 | /datastore
fireflyiii/core | Firefly III | 8080 |
ghcr.io/open-webui/open-webui | Open WebUI | 8080 | /app/backend/data
langgenius/dify-api | Dify | 5001 |
flowiseai/flowise | Flowise | 3000 |
jupyter/base-notebook jupyter/scipy-notebook quay.io/jupyter/base-notebook | Jupyter | 8888 |
apache/zeppelin | Zeppelin | 8080 |
apache/spark bitnami/spark | Spark | 8080 7077 |
apache/nifi | NiFi | 8080 8443 |
apache/druid | Druid | 8888 |
trinodb/trino | Trino | 8080 |
debezium/connect quay.io/debezium/connect | Debezium | 8083 |
confluentinc/cp-kafka-connect | Kafka Connect | 8083 |
confluentinc/cp-kafka-rest | the REST proxy of Kafka | 8082 |
confluentinc/cp-ksqldb-server confluentinc/ksqldb-server | ksqlDB | 8088 |
confluentinc/cp-enterprise-control-center | Control Center | 9021 |
prefecthq/prefect | Prefect | 4200 |
dagster/dagster-celery-k8s | Dagster | 3000 |
redash/redash | Redash | 5000 |
getsentry/sentry sentry | Sentry | 9000 |
discourse/discourse bitnami/discourse | Discourse | 3000 |
prestashop/prestashop | PrestaShop | 80 |
bitnami/magento | Magento | 8080 8443 |
bitnami/moodle moodlehq/moodle-php-apache | Moodle | 8080 80 |
bitnami/nginx | nginx by Bitnami | 8080 8443 |
bitnami/apache | Apache by Bitnami | 8080 8443 |
osixia/openldap bitnami/openldap | OpenLDAP | 389 636 |
osixia/phpldapadmin | phpLDAPadmin | 80 443 |
mailserver/docker-mailserver ghcr.io/docker-mailserver/docker-mailserver | a mail server | 25 143 465 587 993 |
rnwood/smtp4dev | smtp4dev | 80 25 |
wiremock/wiremock | WireMock | 8080 8443 |
mockserver/mockserver | MockServer | 1080 |
stripe/stripe-mock | stripe-mock | 12111 12112 |
softwaremill/elasticmq roribio16/alpine-sqs | a queue like SQS | 9324 9325 |
fsouza/fake-gcs-server | a store like Google's | 4443 |
mcr.microsoft.com/azure-storage/azurite | Azurite | 10000 10001 10002 |
chromadb/chroma ghcr.io/chroma-core/chroma | Chroma | 8000 |
semitechnologies/weaviate cr.weaviate.io/semitechnologies/weaviate | Weaviate | 8080 50051 |
milvusdb/milvus | Milvus | 19530 9091 |
surrealdb/surrealdb | SurrealDB | 8000 |
arangodb | ArangoDB | 8529 |
rethinkdb | RethinkDB | 8080 28015 29015 |
orientdb | OrientDB | 2424 2480 |
crate | CrateDB | 4200 4300 5432 |
questdb/questdb | QuestDB | 9000 9009 8812 |
tarantool/tarantool | Tarantool | 3301 |
unleashorg/unleash-server | Unleash | 4242 |
flagsmith/flagsmith | Flagsmith | 8000 |
verdaccio/verdaccio | Verdaccio | 4873 |
sitespeedio/browsertime browserless/chrome | a browser to be driven | 3000 |
gotenberg/gotenberg | Gotenberg | 3000 |
onlyoffice/documentserver | ONLYOFFICE | 80 443 |
collabora/code | Collabora | 9980 |
jgraph/drawio | draw.io | 8080 8443 |
squidfunk/mkdocs-material | MkDocs | 8000 |
jekyll/jekyll | Jekyll | 4000 |
nodebb/docker ghcr.io/nodebb/nodebb | NodeBB | 4567 |
yourls | YOURLS | 80 |
xwiki | XWiki | 8080 |
znc | ZNC | 6501 |
postfixadmin | PostfixAdmin | 80 |
bonita | Bonita | 8080 | /opt/bonita
couchbase couchbase/server | Couchbase | 8091 11210 | /opt/couchbase/var
emqx emqx/emqx | EMQX | 18083 1883 8083 |
chronograf | Chronograf | 8888 | /var/lib/chronograf
kapacitor | Kapacitor | 9092 | /var/lib/kapacitor
jetty | Jetty | 8080 |
tomee | TomEE | 8080 |
open-liberty websphere-liberty | Liberty | 9080 9443 |
krakend | KrakenD | 8080 |
geonetwork | GeoNetwork | 8080 |
aerospike | Aerospike | 3000 | /opt/aerospike/data
teamspeak | TeamSpeak | 9987/udp 10011 30033 |
factoriotools/factorio | Factorio | 34197/udp 27015 |
squid ubuntu/squid | Squid | 3128 |
dperson/samba | Samba | 139 445 |
`;

/** Ports below are pages; those of mail, files and databases are not. */
const noPages = new Set([22, 25, 139, 143, 389, 443, 445, 465, 587, 636, 993, 5432, 7077, 8443, 8812, 9443, 11_210, 22_000]);

export const pages: readonly Placeholder[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [names = "", of = "", ports = "", volume = ""] = line.split("|").map((cell) => cell.trim());
    const numbers = ports.split(" ");
    return {
      names: names.split(" "),
      of,
      base: "alpine",
      // All of LinuxServer's images begin with the same supervisor.
      server: /(?:^|[/ ])linuxserver\//.test(names) ? "/init" : "/usr/local/bin/drydock-placeholder",
      ports: numbers,
      http: numbers.map(Number).filter((port) => !Number.isNaN(port) && !noPages.has(port)),
      has: ["curl", "bash"],
      ...(volume === "" ? {} : { volumes: [volume] }),
    };
  });
