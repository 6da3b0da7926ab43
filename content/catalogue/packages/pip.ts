/**
 * Python packages: a snapshot of June 2025, sizes rounded. One line each:
 * `name | versions, newest first | kind | wheel/installed kB | requirements | extras | scripts | import name`.
 * Kinds: `py` runs anywhere; `bin` has wheels for glibc and musl; `gnu` for glibc only, with no source to fall back on;
 * `gnu+src(gcc)` the same with a source that needs those tools; `src(gcc,pg_config)` comes as source only.
 * Between the oldest and the newest version of a line any version is taken to exist: the list holds milestones.
 */
export const table = `
aiofiles | 24.1.0 23.2.1 0.8.0 | py | 16/60 | | | |
aiohappyeyeballs | 2.6.1 2.0.0 | py | 15/60 | | | |
aiohttp | 3.12.9 3.11.11 3.9.5 3.8.6 3.7.4 | bin | 1700/4800 | aiohappyeyeballs>=2.5.0 aiosignal>=1.1.2 attrs>=17.3.0 frozenlist>=1.1.1 multidict<7.0,>=4.5 propcache>=0.2.0 yarl<2.0,>=1.17.0 | | |
aiosignal | 1.3.2 1.2.0 | py | 8/30 | frozenlist>=1.1.0 | | |
alembic | 1.16.1 1.13.3 1.7.0 | py | 242/1800 | sqlalchemy>=1.4.0 mako typing-extensions>=4.12 | | alembic=alembic.config:main |
amqp | 5.3.1 5.1.1 | py | 51/240 | vine<6.0.0,>=5.0.0 | | |
annotated-types | 0.7.0 0.5.0 | py | 14/50 | | | |
anthropic | 0.53.0 0.30.0 0.18.0 | py | 287/2600 | anyio<5,>=3.5.0 distro<2,>=1.7.0 httpx<1,>=0.25.0 jiter<1,>=0.4.0 pydantic<3,>=1.9.0 sniffio typing-extensions<5,>=4.10 | | |
anyio | 4.9.0 4.4.0 3.7.1 3.0.0 | py | 101/520 | idna>=2.8 sniffio>=1.1 typing-extensions>=4.5 | | |
apscheduler | 3.11.0 3.10.4 3.9.1 | py | 64/340 | tzlocal>=3.0 | | |
argon2-cffi | 25.1.0 23.1.0 21.3.0 | py | 15/60 | argon2-cffi-bindings | | | argon2
argon2-cffi-bindings | 21.2.0 | bin | 86/220 | cffi>=1.0.1 | | | _argon2_cffi_bindings
arrow | 1.3.0 1.2.3 1.0.0 | py | 66/510 | python-dateutil>=2.7.0 types-python-dateutil>=2.8.10 | | |
asgiref | 3.8.1 3.7.2 3.2.10 | py | 24/90 | | | |
asyncpg | 0.30.0 0.29.0 0.25.0 | bin | 3600/10200 | | | |
attrs | 25.3.0 23.2.0 21.4.0 19.1.0 | py | 64/320 | | | | attr
babel | 2.17.0 2.14.0 2.9.0 | py | 10200/33500 | | | pybabel=babel.messages.frontend:main |
backoff | 2.2.1 1.11.1 | py | 15/60 | | | |
bcrypt | 4.3.0 4.0.1 3.2.0 | bin | 284/700 | | | |
beautifulsoup4 | 4.13.4 4.12.3 4.9.3 | py | 187/1100 | soupsieve>1.2 typing-extensions>=4.0.0 | | | bs4
billiard | 4.2.1 4.1.0 3.6.4 | py | 86/380 | | | |
black | 25.1.0 24.10.0 24.1.0 23.12.1 22.1.0 | bin | 1800/5400 | click>=8.0.0 mypy-extensions>=0.4.3 packaging>=22.0 pathspec>=0.9.0 platformdirs>=2 | | black=black:patched_main blackd=blackd:patched_main |
blinker | 1.9.0 1.7.0 1.4 | py | 8/30 | | | |
bokeh | 3.7.3 3.0.0 2.4.3 | py | 7000/28500 | jinja2>=2.9 contourpy>=1.2 numpy>=1.16 packaging>=16.8 pandas>=1.2 pillow>=7.1.0 pyyaml>=3.10 tornado>=6.2 | | bokeh=bokeh.__main__:main |
boto3 | 1.38.33 1.35.99 1.34.0 1.26.0 1.20.0 | py | 139/1000 | botocore<1.39.0,>=1.38.33 jmespath<2.0.0,>=0.7.1 s3transfer<0.14.0,>=0.13.0 | | |
botocore | 1.38.33 1.35.99 1.34.0 1.26.0 1.20.0 | py | 13600/98000 | jmespath<2.0.0,>=0.7.1 python-dateutil<3.0.0,>=2.1 urllib3!=2.2.0,<3,>=1.25.4 | | |
cachetools | 6.0.0 5.3.3 4.2.4 | py | 11/50 | | | |
celery | 5.5.3 5.4.0 5.3.6 5.2.7 4.4.7 | py | 438/2600 | billiard<5.0,>=4.2.1 click-didyoumean>=0.3.0 click-plugins>=1.1.1 click-repl>=0.2.0 click<9.0,>=8.1.2 kombu<5.6,>=5.5.2 python-dateutil>=2.8.2 vine<6.0,>=5.1.0 | redis: redis>=4.5.2 | celery=celery.__main__:main |
certifi | 2025.4.26 2024.2.2 2020.12.5 | py | 160/310 | | | |
cffi | 1.17.1 1.16.0 1.14.5 | bin | 479/1300 | pycparser | | |
charset-normalizer | 3.4.2 3.3.2 2.0.12 | bin | 148/520 | | | normalizer=charset_normalizer:cli.cli_detect |
click | 8.2.1 8.1.8 8.1.7 8.0.0 7.1.2 | py | 102/480 | | | |
click-didyoumean | 0.3.1 0.3.0 | py | 4/14 | click>=7 | | |
click-plugins | 1.1.1 | py | 8/20 | click>=4.0 | | |
click-repl | 0.3.0 0.2.0 | py | 10/40 | click>=7.0 prompt-toolkit>=3.0.36 | | |
cloudpickle | 3.1.1 2.2.1 | py | 21/80 | | | |
colorama | 0.4.6 0.4.4 | py | 25/90 | | | |
contourpy | 1.3.2 1.2.0 1.0.7 | bin | 323/950 | numpy>=1.23 | | |
coverage | 7.8.2 7.4.0 6.5.0 5.5 | bin | 241/900 | | | coverage=coverage.cmdline:main |
cryptography | 45.0.3 43.0.3 42.0.8 41.0.7 36.0.0 3.4.8 | bin | 4450/14100 | cffi>=1.14 | | |
cycler | 0.12.1 0.11.0 | py | 8/30 | | | |
cython | 3.1.1 3.0.11 0.29.37 | bin | 3400/13600 | | | cython=Cython.Compiler.Main:setuptools_main | Cython
dask | 2025.5.1 2024.1.0 2023.1.0 | py | 1470/7900 | click>=8.1 cloudpickle>=3.0.0 fsspec>=2021.09.0 packaging>=20.0 partd>=1.4.0 pyyaml>=5.3.1 toolz>=0.10.0 | | dask=dask.__main__:main |
decorator | 5.2.1 4.4.2 | py | 9/40 | | | |
distro | 1.9.0 1.7.0 | py | 20/80 | | | distro=distro.distro:main |
django | 5.2.2 5.1.7 5.0.14 4.2.21 3.2.25 2.2.28 | py | 8300/47500 | asgiref>=3.8.1 sqlparse>=0.3.1 | argon2: argon2-cffi>=19.1.0 | django-admin=django.core.management:execute_from_command_line |
django-cors-headers | 4.7.0 4.3.1 3.5.0 | py | 13/60 | django>=4.2 asgiref>=3.6 | | | corsheaders
django-environ | 0.12.0 0.11.2 0.4.5 | py | 20/90 | | | | environ
django-filter | 25.1 23.5 2.4.0 | py | 94/580 | django>=4.2 | | | django_filters
djangorestframework | 3.16.0 3.15.2 3.14.0 3.12.4 | py | 1100/5400 | django>=4.2 | | | rest_framework
dnspython | 2.7.0 2.4.2 2.1.0 | py | 314/1800 | | | | dns
docutils | 0.21.2 0.20.1 | py | 587/3900 | | | |
ecdsa | 0.19.1 0.18.0 | py | 151/700 | six>=1.9.0 | | |
elasticsearch | 9.0.2 8.15.0 7.17.9 | py | 905/6200 | elastic-transport<9,>=8.15.1 python-dateutil typing-extensions | | |
elastic-transport | 8.17.1 8.4.0 | py | 64/280 | urllib3<3,>=1.26.2 certifi | | |
email-validator | 2.2.0 2.1.0 1.3.1 | py | 34/150 | dnspython>=2.0.0 idna>=2.0.0 | | email_validator=email_validator.__main__:main |
et-xmlfile | 2.0.0 1.1.0 | py | 18/60 | | | |
faker | 37.3.0 30.0.0 8.0.0 | py | 1900/9800 | tzdata | | faker=faker.cli:execute_from_command_line |
fastapi | 0.115.12 0.115.6 0.115.0 0.110.0 0.100.0 0.68.0 0.1.0 | py | 95/430 | starlette<0.47.0,>=0.37.2 pydantic!=1.8,!=1.8.1,<3.0.0,>=1.7.4 typing-extensions>=4.8.0 | standard: fastapi-cli[standard]>=0.0.5 httpx>=0.23.0 jinja2>=3.1.5 python-multipart>=0.0.18 email-validator>=2.0.0 uvicorn[standard]>=0.12.0 | fastapi=fastapi.cli:main |
fastapi-cli | 0.0.7 0.0.2 | py | 11/40 | typer>=0.12.3 rich-toolkit>=0.11.1 uvicorn[standard]>=0.15.0 | standard: uvicorn[standard]>=0.15.0 | |
filelock | 3.18.0 3.13.1 | py | 16/60 | | | |
flake8 | 7.2.0 6.1.0 5.0.4 3.9.2 | py | 58/260 | mccabe<0.8.0,>=0.7.0 pycodestyle<2.14.0,>=2.13.0 pyflakes<3.4.0,>=3.3.0 | | flake8=flake8.main.cli:main |
flask | 3.1.1 3.1.0 3.0.3 3.0.0 2.3.3 2.2.5 2.0.3 1.1.4 0.12.5 | py | 103/430 | blinker>=1.9.0 click>=8.1.3 itsdangerous>=2.2.0 jinja2>=3.1.2 markupsafe>=2.1.1 werkzeug>=3.1.0 | async: asgiref>=3.2 | flask=flask.cli:main |
flask-cors | 6.0.0 4.0.1 3.0.10 | py | 13/60 | flask>=0.9 werkzeug>=0.7 | | |
flask-login | 0.6.3 0.5.0 | py | 17/70 | flask>=1.0.4 werkzeug>=1.0.1 | | |
flask-migrate | 4.1.0 3.1.0 2.7.0 | py | 21/90 | flask>=0.9 flask-sqlalchemy>=1.0 alembic>=1.9.0 | | |
flask-sqlalchemy | 3.1.1 3.0.5 2.5.1 | py | 25/120 | flask>=2.2.5 sqlalchemy>=2.0.16 | | |
fonttools | 4.58.1 4.47.0 4.38.0 | bin | 4900/19200 | | | fonttools=fontTools.__main__:main | fontTools
frozenlist | 1.6.0 1.4.1 | bin | 313/900 | | | |
fsspec | 2025.5.1 2023.12.2 | py | 199/990 | | | |
gevent | 25.5.1 24.2.1 21.12.0 | bin | 2100/8300 | greenlet>=3.2.2 zope-event zope-interface | | |
google-api-core | 2.25.0 2.15.0 1.34.0 | py | 160/800 | google-auth<3.0.0,>=2.14.1 googleapis-common-protos<2.0.0,>=1.56.2 proto-plus<2.0.0,>=1.22.3 protobuf>=3.19.5 requests<3.0.0,>=2.18.0 | | | google.api_core
google-auth | 2.40.3 2.25.0 1.35.0 | py | 216/1100 | cachetools<6.0,>=2.0.0 pyasn1-modules>=0.2.1 rsa<5,>=3.1.4 | | | google.auth
google-cloud-storage | 3.1.0 2.14.0 1.44.0 | py | 174/900 | google-auth>=2.26.1 google-api-core>=2.15.0 requests>=2.18.0 | | | google.cloud.storage
googleapis-common-protos | 1.70.0 1.62.0 | py | 294/1400 | protobuf>=3.20.2 | | | google.api
graphviz | 0.20.3 0.19.1 | py | 47/210 | | | |
greenlet | 3.2.3 3.0.3 1.1.3 | bin | 606/1600 | | | |
grpcio | 1.72.1 1.60.0 1.48.0 | bin | 6000/17600 | | | | grpc
gunicorn | 23.0.0 22.0.0 21.2.0 20.1.0 19.9.0 | py | 85/400 | packaging | gevent: gevent>=1.4.0 | gunicorn=gunicorn.app.wsgiapp:run |
h11 | 0.16.0 0.14.0 0.9.0 | py | 37/160 | | | |
h5py | 3.13.0 3.10.0 | gnu+src(gcc) | 4900/13400 | numpy>=1.19.3 | | |
httpcore | 1.0.9 1.0.5 0.16.0 | py | 79/360 | certifi h11>=0.16 | | |
httptools | 0.6.4 0.6.1 0.2.0 | bin | 473/1500 | | | |
httpx | 0.28.1 0.27.2 0.25.0 0.23.0 | py | 73/370 | anyio certifi httpcore==1.* idna | | httpx=httpx:main |
huggingface-hub | 0.32.4 0.20.0 | py | 512/2600 | filelock fsspec>=2023.5.0 packaging>=20.9 pyyaml>=5.1 requests tqdm>=4.42.1 typing-extensions>=3.7.4.3 | | huggingface-cli=huggingface_hub.commands.huggingface_cli:main |
idna | 3.10 3.6 2.10 | py | 70/390 | | | |
iniconfig | 2.1.0 2.0.0 1.1.1 | py | 6/20 | | | |
ipython | 9.3.0 8.30.0 8.12.0 7.34.0 | py | 605/2900 | decorator pygments>=2.4.0 prompt-toolkit<3.1.0,>=3.0.41 traitlets>=5.13.0 | | ipython=IPython:start_ipython | IPython
isort | 6.0.1 5.13.2 5.0.0 | py | 94/440 | | | isort=isort.main:main |
itsdangerous | 2.2.0 2.1.2 1.1.0 | py | 16/70 | | | |
jinja2 | 3.1.6 3.1.4 3.0.3 2.11.3 | py | 135/700 | markupsafe>=2.0 | | |
jiter | 0.10.0 0.5.0 | bin | 352/900 | | | |
jmespath | 1.0.1 0.10.0 | py | 20/90 | | | |
joblib | 1.5.1 1.3.2 1.0.0 | py | 307/1700 | | | |
jsonschema | 4.24.0 4.20.0 3.2.0 | py | 88/460 | attrs>=22.2.0 rpds-py>=0.7.1 | | jsonschema=jsonschema.cli:main |
jupyterlab | 4.4.3 4.0.0 | py | 12300/38600 | httpx>=0.25.0 ipython jinja2>=3.0.3 packaging setuptools>=41.1.0 tornado>=6.2.0 traitlets | | jupyter-lab=jupyterlab.labapp:main jupyter=jupyter_core.command:main |
keras | 3.10.0 2.15.0 | py | 1300/8600 | numpy h5py packaging rich | | |
kiwisolver | 1.4.8 1.4.5 | bin | 1500/4300 | | | |
kombu | 5.5.4 5.3.4 4.6.11 | py | 210/1100 | amqp<6.0.0,>=5.1.1 vine==5.1.0 packaging | | |
langchain | 0.3.25 0.2.0 0.1.0 | py | 1000/6200 | langchain-core<1.0.0,>=0.3.58 pydantic<3.0.0,>=2.7.4 sqlalchemy<3,>=1.4 requests<3,>=2 pyyaml>=5.3 | | |
langchain-core | 0.3.64 0.2.0 | py | 438/2500 | jsonschema packaging<25,>=23.2 pydantic>=2.7.4 pyyaml>=5.3 tenacity!=8.4.0,<10.0.0,>=8.1.0 typing-extensions>=4.7 | | |
loguru | 0.7.3 0.6.0 | py | 61/270 | | | |
lxml | 5.4.0 5.1.0 4.9.4 4.6.5 | bin | 5000/17400 | | | |
mako | 1.3.10 1.3.0 1.1.4 | py | 78/370 | markupsafe>=0.9.2 | | mako-render=mako.cmd:cmdline |
markdown | 3.8 3.5 3.3.7 | py | 106/500 | | | markdown_py=markdown.__main__:run |
markdown-it-py | 3.0.0 2.2.0 | py | 87/450 | mdurl~=0.1 | | markdown-it=markdown_it.cli.parse:main |
markupsafe | 3.0.2 2.1.5 2.0.1 1.1.1 | bin | 23/70 | | | |
marshmallow | 4.0.0 3.20.1 3.0.0 | py | 48/220 | | | |
matplotlib | 3.10.3 3.8.2 3.5.3 | bin | 8600/28900 | contourpy>=1.0.1 cycler>=0.10 fonttools>=4.22.0 kiwisolver>=1.3.1 numpy>=1.23 packaging>=20.0 pillow>=8 pyparsing>=2.3.1 python-dateutil>=2.7 | | |
mccabe | 0.7.0 | py | 7/20 | | | |
mdurl | 0.1.2 | py | 10/30 | | | |
mpmath | 1.3.0 | py | 536/2400 | | | |
msgpack | 1.1.0 1.0.7 | bin | 379/1100 | | | |
multidict | 6.4.4 6.0.4 | bin | 224/560 | | | |
mypy | 1.16.0 1.11.2 1.0.0 0.910 | bin | 12500/35600 | mypy-extensions>=1.0.0 pathspec>=0.9.0 typing-extensions>=4.6.0 | | mypy=mypy.__main__:console_entry |
mypy-extensions | 1.1.0 1.0.0 | py | 5/16 | | | |
mysqlclient | 2.2.7 2.2.0 2.1.1 2.0.3 | src(gcc,pkg-config,mysql) | 91/260 | | | | MySQLdb
networkx | 3.5 3.2.1 2.8.8 | py | 2000/12400 | | | |
nltk | 3.9.1 3.8.1 | py | 1500/7300 | click joblib regex>=2021.8.3 tqdm | | nltk=nltk.cli:cli |
numpy | 2.2.6 2.1.3 2.0.2 1.26.4 1.24.4 1.21.6 1.19.5 | bin | 16500/67800 | | | f2py=numpy.f2py.f2py2e:main |
nvidia-cublas-cu12 | 12.6.4.1 | gnu | 393100/557000 | | | | nvidia.cublas
nvidia-cudnn-cu12 | 9.5.1.17 | gnu | 571000/979000 | nvidia-cublas-cu12 | | | nvidia.cudnn
nvidia-nccl-cu12 | 2.26.2 | gnu | 201300/276000 | | | | nvidia.nccl
oauthlib | 3.2.2 3.1.0 | py | 152/700 | | | |
openai | 1.84.0 1.40.0 1.0.0 0.28.1 | py | 725/5200 | anyio<5,>=3.5.0 distro<2,>=1.7.0 httpx<1,>=0.23.0 jiter<1,>=0.4.0 pydantic<3,>=1.9.0 sniffio tqdm>4 typing-extensions<5,>=4.11 | | openai=openai.cli:main |
opencv-python | 4.11.0.86 4.9.0.80 4.5.5.64 | gnu+src(gcc,cmake) | 63000/178000 | numpy>=1.21.2 | | | cv2
opencv-python-headless | 4.11.0.86 4.9.0.80 4.5.5.64 | gnu+src(gcc,cmake) | 50000/143000 | numpy>=1.21.2 | | | cv2
openpyxl | 3.1.5 3.0.10 | py | 250/1300 | et-xmlfile | | |
orjson | 3.10.18 3.9.10 3.6.0 | bin | 133/370 | | | |
packaging | 25.0 24.2 24.1 23.2 21.3 | py | 66/290 | | | |
pandas | 2.3.0 2.2.3 2.1.4 2.0.3 1.5.3 1.3.5 | bin | 12100/63000 | numpy>=1.26.0 python-dateutil>=2.8.2 pytz>=2020.1 tzdata>=2022.7 | | |
paramiko | 3.5.1 3.4.0 2.12.0 | py | 227/1100 | bcrypt>=3.2 cryptography>=3.3 pynacl>=1.5 | | |
partd | 1.4.2 | py | 19/70 | locket toolz | | |
locket | 1.0.0 | py | 4/14 | | | |
passlib | 1.7.4 | py | 526/3300 | | bcrypt: bcrypt>=3.1.0 | |
pathspec | 0.12.1 0.9.0 | py | 31/130 | | | |
peewee | 3.18.1 3.17.0 | src(gcc) | 3000/900 | | | |
pillow | 11.2.1 10.4.0 10.0.0 9.5.0 8.4.0 | bin | 4600/13900 | | | | PIL
pip | 25.1.1 25.0.1 24.3.1 24.0 23.2.1 22.3.1 21.3.1 20.0.2 | py | 1800/9000 | | | pip=pip._internal.cli.main:main pip3=pip._internal.cli.main:main |
pipenv | 2025.0.3 2023.11.15 2022.1.8 | py | 2800/14000 | certifi packaging>=22 setuptools>=67 virtualenv>=20.24.2 | | pipenv=pipenv:cli |
platformdirs | 4.3.8 4.2.0 2.5.4 | py | 18/80 | | | |
plotly | 6.1.2 5.18.0 | py | 16000/64000 | packaging narwhals>=1.15.1 | | |
narwhals | 1.41.1 | py | 358/1800 | | | |
pluggy | 1.6.0 1.3.0 0.13.1 | py | 20/90 | | | |
poetry | 2.1.3 1.8.5 1.7.1 1.4.0 | py | 279/1500 | poetry-core==2.1.3 requests<3.0,>=2.26 virtualenv>=20.26.6 packaging>=24.0 platformdirs<5,>=3.0.0 | | poetry=poetry.console.application:main |
poetry-core | 2.1.3 1.9.1 | py | 332/1500 | | | |
polars | 1.30.0 0.20.0 | bin | 36100/118000 | | | |
pre-commit | 4.2.0 3.6.0 2.20.0 | py | 220/1000 | pyyaml>=5.1 virtualenv>=20.10.0 | | pre-commit=pre_commit.main:main |
prometheus-client | 0.22.1 0.19.0 | py | 58/270 | | | |
prompt-toolkit | 3.0.51 3.0.43 | py | 388/2000 | wcwidth | | |
propcache | 0.3.1 | bin | 245/600 | | | |
proto-plus | 1.26.1 | py | 50/250 | protobuf>=3.19.0 | | | proto
protobuf | 6.31.1 5.29.0 4.25.1 3.20.3 | bin | 321/1100 | | | | google.protobuf
psutil | 7.0.0 5.9.8 5.8.0 | gnu+src(gcc) | 278/1100 | | | |
psycopg | 3.2.9 3.1.18 | py | 202/900 | typing-extensions>=4.6 | binary: psycopg-binary==3.2.9 | |
psycopg-binary | 3.2.9 3.1.18 | bin | 4400/14000 | | | |
psycopg2 | 2.9.10 2.9.9 2.9.6 2.8.6 | src(gcc,pg_config) | 385/600 | | | |
psycopg2-binary | 2.9.10 2.9.9 2.9.6 2.8.6 | bin | 3000/9600 | | | | psycopg2
pyarrow | 20.0.0 15.0.0 10.0.1 | bin | 42300/131000 | | | |
pyasn1 | 0.6.1 0.5.1 | py | 83/400 | | | |
pyasn1-modules | 0.4.2 0.3.0 | py | 181/900 | pyasn1<0.7.0,>=0.6.1 | | |
pycodestyle | 2.13.0 2.11.1 | py | 31/120 | | | pycodestyle=pycodestyle:_main |
pycparser | 2.22 2.21 | py | 117/500 | | | |
pydantic | 2.11.5 2.10.6 2.9.2 2.5.0 2.0 1.10.22 1.8.2 1.7.4 | py | 444/2100 | annotated-types>=0.6.0 pydantic-core==2.33.2 typing-extensions>=4.12.2 typing-inspection>=0.4.0 | email: email-validator>=2.0.0 | |
pydantic-core | 2.33.2 2.27.2 2.14.0 | bin | 2000/4900 | typing-extensions!=4.7.0,>=4.6.0 | | |
pydantic-settings | 2.9.1 2.1.0 2.0.0 | py | 44/200 | pydantic>=2.7.0 python-dotenv>=0.21.0 typing-inspection>=0.4.0 | | |
pyflakes | 3.3.2 3.1.0 | py | 63/260 | | | pyflakes=pyflakes.api:main |
pygments | 2.19.1 2.17.2 | py | 1200/4900 | | | pygmentize=pygments.cmdline:main |
pyjwt | 2.10.1 2.8.0 1.7.1 | py | 22/100 | | crypto: cryptography>=3.4.0 | | jwt
pylint | 3.3.7 3.0.3 2.17.7 | py | 522/2600 | isort<7,>=4.2.5 mccabe<0.8,>=0.6 platformdirs>=2.2.0 tomlkit>=0.10.1 | | pylint=pylint:run_pylint |
pymongo | 4.13.0 4.6.1 3.13.0 | bin | 1400/4600 | dnspython<3.0.0,>=1.16.0 | | |
pymysql | 1.1.1 1.0.2 | py | 45/200 | | | |
pynacl | 1.5.0 | bin | 856/1900 | cffi>=1.4.1 | | | nacl
pyodbc | 5.2.0 4.0.39 | bin | 336/900 | | | |
pyparsing | 3.2.3 3.1.1 2.4.7 | py | 111/500 | | | |
pytest | 8.4.0 8.3.5 8.0.0 7.4.4 6.2.5 | py | 363/1800 | iniconfig>=1 packaging>=20 pluggy<2,>=1.5 pygments>=2.7.2 | | pytest=pytest:console_main py.test=pytest:console_main |
pytest-asyncio | 1.0.0 0.23.3 | py | 16/70 | pytest<9,>=8.2 | | |
pytest-cov | 6.1.1 4.1.0 2.12.1 | py | 23/100 | pytest>=4.6 coverage>=7.5 | | |
pytest-django | 4.11.1 4.5.2 | py | 25/110 | pytest>=7.0.0 | | |
python-dateutil | 2.9.0.post0 2.8.2 | py | 229/900 | six>=1.5 | | | dateutil
python-dotenv | 1.1.0 1.0.1 0.21.0 | py | 20/90 | | | dotenv=dotenv.__main__:cli | dotenv
python-jose | 3.5.0 3.3.0 | py | 34/160 | ecdsa!=0.15 rsa!=4.1.1,<5.0,>=4.0 pyasn1>=0.5.0 | cryptography: cryptography>=3.4.0 | | jose
python-multipart | 0.0.20 0.0.9 0.0.5 | py | 24/100 | | | | multipart
pytz | 2025.2 2023.3 2021.3 | py | 509/2800 | | | |
pyyaml | 6.0.2 6.0.1 5.4.1 | bin | 767/2400 | | | | yaml
pyzmq | 26.4.0 25.1.2 | bin | 870/2900 | | | | zmq
redis | 6.2.0 5.2.1 5.0.1 4.6.0 3.5.3 | py | 279/1400 | | hiredis: hiredis>=3.0.0 | |
hiredis | 3.2.1 2.3.2 | bin | 172/420 | | | |
regex | 2024.11.6 2023.12.25 | bin | 796/2500 | | | |
requests | 2.32.3 2.31.0 2.28.2 2.25.1 2.20.0 | py | 65/240 | charset-normalizer<4,>=2 idna<4,>=2.5 urllib3<3,>=1.21.1 certifi>=2017.4.17 | socks: PySocks!=1.5.7,>=1.5.6 | |
pysocks | 1.7.1 | py | 17/60 | | | | socks
requests-oauthlib | 2.0.0 1.3.1 | py | 24/110 | oauthlib>=3.0.0 requests>=2.0.0 | | |
rich | 14.0.0 13.7.0 12.6.0 | py | 243/1300 | markdown-it-py>=2.2.0 pygments<3.0.0,>=2.13.0 | | |
rich-toolkit | 0.14.7 | py | 24/110 | click>=8.1.7 rich>=13.7.1 typing-extensions>=4.12.2 | | |
rpds-py | 0.25.1 0.16.2 | bin | 390/1000 | | | | rpds
rsa | 4.9.1 4.7 | py | 35/150 | pyasn1>=0.1.3 | | |
ruff | 0.11.13 0.9.0 0.5.0 0.1.9 | bin | 11600/31500 | | | ruff=ruff.__main__:main |
s3transfer | 0.13.0 0.10.0 0.5.0 | py | 85/400 | botocore<2.0a.0,>=1.37.4 | | |
safetensors | 0.5.3 | bin | 471/1200 | | | |
scikit-image | 0.25.2 0.22.0 | gnu+src(gcc) | 15000/45000 | numpy>=1.24 scipy>=1.11.4 networkx>=3.0 pillow>=10.1 packaging>=21 | | | skimage
scikit-learn | 1.7.0 1.5.2 1.3.2 1.0.2 | bin | 13500/47400 | numpy>=1.22.0 scipy>=1.8.0 joblib>=1.2.0 threadpoolctl>=3.1.0 | | | sklearn
scipy | 1.15.3 1.12.0 1.7.3 | bin | 37600/112000 | numpy<2.5,>=1.23.5 | | |
scrapy | 2.13.1 2.11.0 | py | 321/1700 | cryptography>=37.0.0 lxml>=4.6.4 twisted>=21.7.0 | | scrapy=scrapy.cmdline:execute |
seaborn | 0.13.2 0.11.2 | py | 295/1500 | numpy!=1.24.0,>=1.20 pandas>=1.2 matplotlib!=3.6.1,>=3.4 | | |
selenium | 4.33.0 4.16.0 3.141.0 | py | 9400/24000 | urllib3<3,>=1.26 certifi typing-extensions | | |
sentry-sdk | 2.29.1 1.39.1 | py | 341/1900 | urllib3>=1.26.11 certifi | | | sentry_sdk
setuptools | 80.9.0 75.8.0 69.0.3 65.5.1 58.1.0 | py | 1200/6400 | | | |
shapely | 2.1.1 2.0.2 | bin | 3100/8200 | numpy>=1.21 | | |
six | 1.17.0 1.16.0 | py | 11/60 | | | |
sniffio | 1.3.1 1.3.0 | py | 10/40 | | | |
soupsieve | 2.7 2.5 | py | 36/160 | | | |
spacy | 3.8.7 3.7.2 | gnu+src(gcc) | 33200/98000 | numpy>=1.19.0 requests<3.0.0,>=2.13.0 tqdm<5.0.0,>=4.38.0 pydantic>=1.7.4 jinja2 | | spacy=spacy.cli:setup_cli |
sqlalchemy | 2.0.41 2.0.36 2.0.25 1.4.54 1.3.24 | bin | 3200/17300 | greenlet>=1 typing-extensions>=4.6.0 | asyncio: greenlet>=1 | |
sqlmodel | 0.0.24 0.0.14 | py | 28/130 | sqlalchemy<2.1.0,>=2.0.14 pydantic<3.0.0,>=1.10.13 | | |
sqlparse | 0.5.3 0.4.4 | py | 44/200 | | | sqlformat=sqlparse.__main__:main |
starlette | 0.46.2 0.41.3 0.38.6 0.37.2 0.27.0 | py | 72/340 | anyio<5,>=3.6.2 | | |
streamlit | 1.45.1 1.29.0 | py | 9800/34000 | click<9,>=7.0 numpy<3,>=1.23 pandas<3,>=1.4.0 pillow<12,>=7.1.0 pyarrow>=7.0 requests<3,>=2.27 tornado<7,>=6.0.3 | | streamlit=streamlit.web.cli:main |
sympy | 1.14.0 1.12 | py | 6300/41000 | mpmath<1.4,>=1.1.0 | | |
tenacity | 9.1.2 8.2.3 | py | 28/120 | | | |
tensorflow | 2.19.0 2.15.0 | gnu | 645000/1820000 | numpy<2.2.0,>=1.26.0 protobuf>=3.20.3 keras>=3.5.0 h5py>=3.11.0 grpcio<2.0,>=1.24.3 requests<3,>=2.21.0 | | |
threadpoolctl | 3.6.0 3.2.0 | py | 19/80 | | | |
tokenizers | 0.21.1 0.15.0 | bin | 3000/8700 | huggingface-hub<1.0,>=0.16.4 | | |
tomlkit | 0.13.3 0.12.3 | py | 39/180 | | | |
toolz | 1.0.0 0.12.0 | py | 56/240 | | | |
torch | 2.7.1 2.5.1 2.1.2 1.13.1 | gnu | 821200/1730000 | filelock typing-extensions>=4.10.0 sympy>=1.13.3 networkx jinja2 fsspec nvidia-cublas-cu12==12.6.4.1 nvidia-cudnn-cu12==9.5.1.17 nvidia-nccl-cu12==2.26.2 triton==3.3.1 | | torchrun=torch.distributed.run:main |
torchvision | 0.22.1 0.16.2 | gnu | 7500/18400 | numpy torch>=2.1 pillow!=8.3.*,>=5.3.0 | | |
tornado | 6.5.1 6.4 6.1 | bin | 444/2000 | | | |
tqdm | 4.67.1 4.66.1 4.62.3 | py | 78/350 | | | tqdm=tqdm.cli:main |
traitlets | 5.14.3 5.9.0 | py | 85/420 | | | |
transformers | 4.52.4 4.36.0 | py | 10500/63000 | filelock huggingface-hub<1.0,>=0.30.0 numpy>=1.17 packaging>=20.0 pyyaml>=5.1 regex!=2019.12.17 requests tokenizers<0.22,>=0.21 safetensors>=0.4.3 tqdm>=4.27 | | |
triton | 3.3.1 2.1.0 | gnu | 155700/438000 | setuptools>=40.8.0 | | |
twisted | 24.11.0 23.10.0 | py | 3200/16800 | attrs>=22.2.0 zope-interface>=5 typing-extensions>=4.2.0 | | twist=twisted.application.twist._twist:Twist.main |
typer | 0.16.0 0.9.0 | py | 46/210 | click>=8.0.0 typing-extensions>=3.7.4.3 rich>=10.11.0 | | typer=typer.cli:main |
types-python-dateutil | 2.9.0.20250516 | py | 14/60 | | | |
typing-extensions | 4.14.0 4.12.2 4.8.0 3.7.4.3 | py | 44/180 | | | | typing_extensions
typing-inspection | 0.4.1 0.4.0 | py | 15/60 | typing-extensions>=4.12.0 | | |
tzdata | 2025.2 2022.7 2020.1 | py | 348/900 | | | |
tzlocal | 5.3.1 3.0 | py | 18/70 | | | |
ujson | 5.10.0 5.9.0 | bin | 54/150 | | | |
urllib3 | 2.4.0 2.2.1 1.26.20 1.25.4 | py | 129/620 | | | |
uvicorn | 0.34.3 0.34.0 0.30.6 0.29.0 0.23.2 0.15.0 0.11.8 | py | 62/290 | click>=7.0 h11>=0.8 | standard: httptools>=0.6.3 python-dotenv>=0.13 pyyaml>=5.1 uvloop>=0.15.1 watchfiles>=0.13 websockets>=10.4 | uvicorn=uvicorn.main:main |
uvloop | 0.21.0 0.19.0 0.15.1 | bin | 4700/14600 | | | |
uv | 0.7.11 0.5.0 0.1.0 | bin | 17900/46500 | | | uv=uv.__main__:main |
uwsgi | 2.0.29 2.0.23 2.0.20 | src(gcc) | 816/1500 | | | uwsgi=uwsgi:main |
vine | 5.1.0 5.0.0 | py | 10/40 | | | |
virtualenv | 20.31.2 20.25.0 20.4.7 | py | 6100/9800 | filelock<4,>=3.12.2 platformdirs<5,>=3.9.1 | | virtualenv=virtualenv.__main__:run_with_catch |
watchdog | 6.0.0 3.0.0 | py | 79/380 | | | watchmedo=watchdog.watchmedo:main |
watchfiles | 1.0.5 0.21.0 | bin | 454/1300 | anyio>=3.0.0 | | watchfiles=watchfiles.cli:cli |
wcwidth | 0.2.13 | py | 34/150 | | | |
websockets | 15.0.1 12.0 10.4 | bin | 182/830 | | | |
werkzeug | 3.1.3 3.0.6 2.3.8 2.2.3 1.0.1 0.7 | py | 224/1000 | markupsafe>=2.1.1 | | |
wheel | 0.45.1 0.42.0 0.37.1 | py | 73/320 | | | wheel=wheel.cli:main |
whitenoise | 6.9.0 6.6.0 5.3.0 | py | 20/90 | | | |
wtforms | 3.2.1 3.0.1 | py | 153/700 | markupsafe | | |
xgboost | 3.0.2 2.0.3 | gnu | 253900/365000 | numpy scipy | | |
xlsxwriter | 3.2.3 3.1.9 | py | 169/700 | | | |
yarl | 1.20.0 1.9.4 | bin | 349/900 | idna>=2.0 multidict>=4.0 propcache>=0.2.1 | | |
zope-event | 5.0 | py | 7/30 | setuptools | | | zope.event
zope-interface | 7.2 6.1 | bin | 264/900 | setuptools | | | zope.interface
`;
