/**
 * Go modules: a snapshot of June 2025. `path | versions, newest first | source kB | linked kB | modules it needs`.
 * "Linked" is about what it adds to a program that uses it.
 */
export const table = `
github.com/gin-gonic/gin | v1.10.1 v1.10.0 v1.9.1 v1.8.0 v1.7.7 | 560 | 3900 | github.com/bytedance/sonic github.com/gin-contrib/sse github.com/go-playground/validator/v10 github.com/goccy/go-json github.com/json-iterator/go github.com/mattn/go-isatty github.com/pelletier/go-toml/v2 github.com/ugorji/go/codec golang.org/x/net google.golang.org/protobuf gopkg.in/yaml.v3
github.com/bytedance/sonic | v1.13.3 v1.11.6 | 14200 | 1400 | github.com/bytedance/sonic/loader github.com/cloudwego/base64x golang.org/x/arch
github.com/bytedance/sonic/loader | v0.2.4 | 620 | 200 |
github.com/cloudwego/base64x | v0.1.5 | 260 | 60 |
github.com/gin-contrib/sse | v1.1.0 v0.1.0 | 20 | 10 |
github.com/go-playground/validator/v10 | v10.26.0 v10.20.0 v10.14.0 | 1400 | 700 | github.com/gabriel-vasile/mimetype github.com/go-playground/universal-translator github.com/leodido/go-urn golang.org/x/crypto golang.org/x/text
github.com/gabriel-vasile/mimetype | v1.4.9 | 2500 | 300 | golang.org/x/net
github.com/go-playground/universal-translator | v0.18.1 | 60 | 30 | github.com/go-playground/locales
github.com/go-playground/locales | v0.14.1 | 4600 | 30 |
github.com/leodido/go-urn | v1.4.0 | 280 | 60 |
github.com/goccy/go-json | v0.10.5 | 2400 | 600 |
github.com/json-iterator/go | v1.1.12 | 600 | 300 | github.com/modern-go/concurrent github.com/modern-go/reflect2
github.com/modern-go/concurrent | v0.0.0-20180306012644-bacd9c7ef1dd | 16 | 5 |
github.com/modern-go/reflect2 | v1.0.2 | 90 | 30 |
github.com/mattn/go-isatty | v0.0.20 | 20 | 5 | golang.org/x/sys
github.com/pelletier/go-toml/v2 | v2.2.4 v2.0.8 | 820 | 250 |
github.com/ugorji/go/codec | v1.3.0 v1.2.12 | 3800 | 900 |
github.com/labstack/echo/v4 | v4.13.4 v4.12.0 v4.11.0 | 620 | 1500 | github.com/labstack/gommon github.com/valyala/fasttemplate golang.org/x/crypto golang.org/x/net
github.com/labstack/gommon | v0.4.2 | 70 | 40 | github.com/mattn/go-colorable github.com/mattn/go-isatty
github.com/mattn/go-colorable | v0.1.14 | 30 | 10 |
github.com/valyala/fasttemplate | v1.2.2 | 40 | 10 | github.com/valyala/bytebufferpool
github.com/valyala/bytebufferpool | v1.0.0 | 14 | 5 |
github.com/go-chi/chi/v5 | v5.2.1 v5.1.0 v5.0.12 | 340 | 250 |
github.com/go-chi/cors | v1.2.1 | 30 | 20 |
github.com/gorilla/mux | v1.8.1 v1.8.0 v1.7.4 | 210 | 150 |
github.com/gorilla/websocket | v1.5.3 v1.5.0 v1.4.2 | 300 | 220 |
github.com/gorilla/handlers | v1.5.2 | 80 | 60 | github.com/felixge/httpsnoop
github.com/felixge/httpsnoop | v1.0.4 | 40 | 20 |
github.com/gorilla/sessions | v1.4.0 | 60 | 40 | github.com/gorilla/securecookie
github.com/gorilla/securecookie | v1.1.2 | 60 | 30 |
github.com/gofiber/fiber/v2 | v2.52.8 v2.52.0 | 3200 | 2700 | github.com/valyala/fasthttp github.com/google/uuid github.com/mattn/go-isatty
github.com/valyala/fasthttp | v1.62.0 v1.51.0 | 1500 | 1600 | github.com/klauspost/compress github.com/andybalholm/brotli github.com/valyala/bytebufferpool
github.com/klauspost/compress | v1.18.0 | 7800 | 700 |
github.com/andybalholm/brotli | v1.1.1 | 1500 | 400 |
github.com/julienschmidt/httprouter | v1.3.0 | 90 | 40 |
github.com/spf13/cobra | v1.9.1 v1.8.1 v1.7.0 | 800 | 700 | github.com/spf13/pflag
github.com/spf13/pflag | v1.0.6 v1.0.5 | 280 | 200 |
github.com/spf13/viper | v1.20.1 v1.18.2 | 600 | 1400 | github.com/fsnotify/fsnotify github.com/go-viper/mapstructure/v2 github.com/pelletier/go-toml/v2 github.com/sagikazarmark/locafero github.com/spf13/afero github.com/spf13/cast github.com/spf13/pflag gopkg.in/yaml.v3
github.com/fsnotify/fsnotify | v1.9.0 | 300 | 70 | golang.org/x/sys
github.com/go-viper/mapstructure/v2 | v2.2.1 | 200 | 90 |
github.com/sagikazarmark/locafero | v0.9.0 | 60 | 40 |
github.com/spf13/afero | v1.14.0 | 480 | 250 | golang.org/x/text
github.com/spf13/cast | v1.9.2 | 90 | 60 |
github.com/urfave/cli/v2 | v2.27.6 | 700 | 500 |
github.com/sirupsen/logrus | v1.9.3 v1.8.1 | 260 | 250 | golang.org/x/sys
go.uber.org/zap | v1.27.0 v1.26.0 v1.24.0 | 900 | 500 | go.uber.org/multierr
go.uber.org/multierr | v1.11.0 | 60 | 20 |
github.com/rs/zerolog | v1.34.0 v1.30.0 | 900 | 350 | github.com/mattn/go-colorable github.com/mattn/go-isatty golang.org/x/sys
github.com/google/uuid | v1.6.0 v1.3.0 | 120 | 60 |
github.com/lib/pq | v1.10.9 v1.10.7 | 600 | 400 |
github.com/jackc/pgx/v5 | v5.7.5 v5.5.0 | 2600 | 2300 | github.com/jackc/pgpassfile github.com/jackc/pgservicefile github.com/jackc/puddle/v2 golang.org/x/crypto golang.org/x/sync golang.org/x/text
github.com/jackc/pgpassfile | v1.0.0 | 14 | 5 |
github.com/jackc/pgservicefile | v0.0.0-20240606120523-5a60cdf6a761 | 16 | 5 |
github.com/jackc/puddle/v2 | v2.2.2 | 120 | 40 | golang.org/x/sync
github.com/go-sql-driver/mysql | v1.9.2 v1.7.1 | 620 | 400 | filippo.io/edwards25519
filippo.io/edwards25519 | v1.1.0 | 220 | 90 |
github.com/mattn/go-sqlite3 | v1.14.28 v1.14.17 | 9500 | 2000 |
github.com/jmoiron/sqlx | v1.4.0 | 220 | 150 |
gorm.io/gorm | v1.30.0 v1.25.12 | 1300 | 1300 | github.com/jinzhu/inflection github.com/jinzhu/now golang.org/x/text
github.com/jinzhu/inflection | v1.0.0 | 20 | 10 |
github.com/jinzhu/now | v1.1.5 | 40 | 20 |
gorm.io/driver/postgres | v1.6.0 | 60 | 100 | github.com/jackc/pgx/v5 gorm.io/gorm
github.com/redis/go-redis/v9 | v9.9.0 v9.5.0 v9.0.5 | 2100 | 1700 | github.com/cespare/xxhash/v2 github.com/dgryski/go-rendezvous
github.com/cespare/xxhash/v2 | v2.3.0 | 60 | 10 |
github.com/dgryski/go-rendezvous | v0.0.0-20200823014737-9f7001d12a5f | 10 | 5 |
go.mongodb.org/mongo-driver | v1.17.3 | 11200 | 4200 | github.com/klauspost/compress golang.org/x/crypto golang.org/x/sync
github.com/prometheus/client_golang | v1.22.0 v1.17.0 | 2100 | 1900 | github.com/beorn7/perks github.com/cespare/xxhash/v2 github.com/prometheus/client_model github.com/prometheus/common github.com/prometheus/procfs google.golang.org/protobuf
github.com/beorn7/perks | v1.0.1 | 30 | 10 |
github.com/prometheus/client_model | v0.6.2 | 120 | 100 |
github.com/prometheus/common | v0.64.0 | 500 | 300 |
github.com/prometheus/procfs | v0.16.1 | 900 | 200 |
github.com/stretchr/testify | v1.10.0 v1.9.0 v1.8.4 | 580 | 0 | github.com/davecgh/go-spew github.com/pmezard/go-difflib gopkg.in/yaml.v3
github.com/davecgh/go-spew | v1.1.1 | 200 | 0 |
github.com/pmezard/go-difflib | v1.0.0 | 50 | 0 |
github.com/golang-jwt/jwt/v5 | v5.2.2 v5.0.0 | 240 | 120 |
github.com/joho/godotenv | v1.5.1 v1.4.0 | 60 | 30 |
github.com/caarlos0/env/v11 | v11.3.1 | 100 | 60 |
github.com/aws/aws-sdk-go-v2 | v1.36.3 | 3400 | 1500 |
google.golang.org/grpc | v1.73.0 v1.60.0 | 6300 | 5200 | golang.org/x/net golang.org/x/sys golang.org/x/text google.golang.org/genproto/googleapis/rpc google.golang.org/protobuf
google.golang.org/genproto/googleapis/rpc | v0.0.0-20250324211829-b45e905df463 | 600 | 200 |
google.golang.org/protobuf | v1.36.6 v1.31.0 | 6100 | 1400 |
golang.org/x/arch | v0.17.0 | 3900 | 50 |
golang.org/x/crypto | v0.39.0 v0.31.0 v0.17.0 | 5900 | 350 | golang.org/x/sys
golang.org/x/net | v0.41.0 v0.33.0 v0.19.0 | 4900 | 600 | golang.org/x/text
golang.org/x/sync | v0.15.0 v0.10.0 | 70 | 10 |
golang.org/x/sys | v0.33.0 v0.28.0 | 8200 | 120 |
golang.org/x/text | v0.26.0 v0.21.0 | 26000 | 500 |
golang.org/x/time | v0.12.0 | 60 | 10 |
golang.org/x/oauth2 | v0.30.0 | 400 | 100 |
gopkg.in/yaml.v3 | v3.0.1 | 550 | 300 |
gopkg.in/yaml.v2 | v2.4.0 | 450 | 250 |
rsc.io/quote | v1.5.2 | 10 | 5 | rsc.io/sampler
rsc.io/sampler | v1.3.0 | 14 | 5 | golang.org/x/text
`;

/** The standard library, by import path. */
export const standardLibrary =
  "archive/tar archive/zip bufio bytes cmp compress/bzip2 compress/flate compress/gzip compress/zlib container/heap container/list container/ring context crypto crypto/aes crypto/cipher crypto/ecdsa crypto/ed25519 crypto/elliptic crypto/hmac crypto/md5 crypto/rand crypto/rsa crypto/sha1 crypto/sha256 crypto/sha512 crypto/subtle crypto/tls crypto/x509 database/sql database/sql/driver debug/buildinfo embed encoding encoding/ascii85 encoding/base32 encoding/base64 encoding/binary encoding/csv encoding/gob encoding/hex encoding/json encoding/pem encoding/xml errors expvar flag fmt go/ast go/build go/format go/parser go/token go/types hash hash/crc32 hash/fnv hash/maphash html html/template image image/color image/jpeg image/png index/suffixarray io io/fs io/ioutil iter log log/slog log/syslog maps math math/big math/bits math/cmplx math/rand math/rand/v2 mime mime/multipart net net/http net/http/cookiejar net/http/httptest net/http/httputil net/http/pprof net/mail net/netip net/rpc net/smtp net/textproto net/url os os/exec os/signal os/user path path/filepath plugin reflect regexp runtime runtime/debug runtime/metrics runtime/pprof runtime/trace slices sort strconv strings sync sync/atomic syscall testing testing/fstest testing/iotest testing/quick text/scanner text/tabwriter text/template time time/tzdata unicode unicode/utf16 unicode/utf8 unique unsafe";
