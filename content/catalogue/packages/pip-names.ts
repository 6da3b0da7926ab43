/** Names of further Python projects, of which the lab has nothing but these: they are installed hollow, in the version that is asked for. */
export const names = `
aioboto3 aiokafka aiomysql aiopg aioredis aiosqlite allauth amqpstorm apache-airflow apache-airflow-providers-postgres
apache-superset ariadne asyncio-mqtt authlib autobahn azure-identity azure-storage-blob bandit boto bottle bs4 cassandra-driver
celery-once celery-redbeat channels channels-redis chardet cherrypy chromadb clickhouse-driver confluent-kafka connexion
cookiecutter coreapi couchdb crispy-bootstrap5 cx-oracle daphne dash databases dataclasses-json ddtrace debugpy deepdiff
dj-database-url dj-rest-auth django-admin-interface django-allauth django-celery-beat django-celery-results django-configurations
django-countries django-crispy-forms django-debug-toolbar django-extensions django-guardian django-health-check
django-import-export django-js-asset django-mptt django-ninja django-oauth-toolkit django-phonenumber-field django-prometheus
django-redis django-rest-framework django-rest-swagger django-silk django-storages django-tables2 django-taggit django-tailwind
django-widget-tweaks djangorestframework-jwt djangorestframework-simplejwt docker docker-compose dramatiq drf-nested-routers
drf-spectacular drf-yasg duckdb elastic-apm elasticsearch-dsl environs eventlet factory-boy falcon fastapi-cache2 fastapi-limiter
fastapi-mail fastapi-pagination fastapi-users faust faust-streaming feedparser flake8-isort flasgger flask-admin flask-appbuilder
flask-babel flask-bcrypt flask-bootstrap flask-caching flask-httpauth flask-jwt flask-jwt-extended flask-limiter flask-mail
flask-marshmallow flask-mongoengine flask-mysql flask-mysqldb flask-pymongo flask-redis flask-restful flask-restplus flask-restx
flask-script flask-security flask-session flask-smorest flask-socketio flask-swagger-ui flask-testing flask-uploads flask-wtf
flower freezegun ftfy gensim geoalchemy2 geopandas gevent-websocket google-api-python-client google-cloud-bigquery
google-cloud-pubsub gql graphene graphene-django graphene-sqlalchemy grpcio-tools gspread gunicorn-color haystack-ai honcho huey
hug humanize hvac hypercorn ibm-db influxdb influxdb-client ipykernel itemadapter jaeger-client janus jira json-logging jsonpickle
jupyter kafka-python kombu-redis kubernetes langchain-community langchain-openai langgraph ldap3 librosa litestar llama-index
locust logstash-formatter lxml-html-clean mariadb marshmallow-sqlalchemy matplotlib-inline mayan-edms minio mkdocs mkdocs-material
mlflow mock mongoengine motor mssql-django mysql mysql-connector mysql-connector-python nameko names nats-py neo4j neomodel
newrelic notebook numba odmantic opensearch-py opentelemetry-api opentelemetry-distro opentelemetry-exporter-otlp
opentelemetry-sdk oracledb ormar paho-mqtt peewee-migrate pexpect phonenumbers pika pip-tools playwright ply pony prefect
prometheus-fastapi-instrumentator prometheus-flask-exporter psycopg2-pool pulsar-client py-postgresql pyathena pycryptodome pycurl
pydantic-extra-types pydub pygithub pylibmc pylint-django pymemcache pymssql pyopenssl pypdf2 pyramid pyserial pysolr pyspark
pytest-flask python-consul python-decouple python-docx python-editor python-keycloak python-ldap python-logstash python-memcached
python-socketio python-telegram-bot pywebpush qdrant-client quart rasa raven redis-om reportlab requests-cache requests-toolbelt
rethinkdb retry retrying rq rq-scheduler s3fs sanic scrapyd sendgrid sentence-transformers setproctitle simplejson slack-sdk
snowflake-connector-python social-auth-app-django sphinx sqlalchemy-utils sse-starlette starlette-exporter statsd statsmodels
stripe structlog supervisor tablib taskiq tensorboard textblob thrift tinydb toml tortoise-orm tweepy twilio typer-cli unidecode
uvicorn-worker vcrpy voluptuous wagtail waitress weasyprint web3 webargs websocket-client werkzeug-debugger wsgidav xlrd xmltodict
yfinance youtube-dl yt-dlp zappa zeep zmq
`;
