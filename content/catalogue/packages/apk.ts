/**
 * Alpine packages: versions of 3.22 in June 2025, sizes rounded. One line each:
 * `name | version | download/installed kB | depends | files | description`. Files as in the Debian table.
 */
export const table = `
bash | 5.2.37-r0 | 482/1370 | ncurses-libs readline | bin:bash>bash | The GNU Bourne Again shell
bash-completion | 2.16.0-r0 | 190/1080 | bash | | Command-line tab-completion for bash
bind-tools | 9.20.9-r0 | 280/860 | libuv libxml2 | dig nslookup>busybox host | The ISC DNS tools
binutils | 2.44-r2 | 2700/9800 | libstdc++ zstd-libs | ld as ar nm objdump ranlib readelf strip | Tools necessary to build programs
brotli-libs | 1.1.0-r2 | 390/850 | | lib:libbrotlidec.so.1 | Generic lossless compressor (libraries)
build-base | 0.5-r3 | 2/4 | binutils file fortify-headers g++ gcc libc-dev make patch | | Meta package for build base
bzip2 | 1.0.8-r6 | 50/120 | | bzip2>busybox | A high-quality data compression program
bzip2-dev | 1.0.8-r6 | 30/130 | bzip2 | inc:bzlib.h | A high-quality data compression program (development files)
c-ares | 1.34.5-r0 | 96/210 | | lib:libcares.so.2 | Asynchronously DNS/names resolver library
ca-certificates | 20241121-r2 | 130/690 | | sbin:update-ca-certificates>script | Common CA certificates PEM files from Mozilla
cairo | 1.18.4-r0 | 400/950 | fontconfig libpng pixman | lib:libcairo.so.2 | A vector graphics library
cargo | 1.87.0-r0 | 8900/27400 | rust | cargo | The Rust package manager
chromium | 136.0.7103.113-r0 | 92000/260000 | fontconfig nss freetype | chromium-browser | Chromium web browser
clang | 20.1.6-r0 | 2700/8700 | gcc | clang | A C language family front-end for LLVM
dos2unix | 7.5.2-r0 | 70/270 | | dos2unix unix2dos | Text file format converter
cmake | 3.31.7-r1 | 9400/24500 | libstdc++ | cmake ctest | Cross-platform, open-source make system
coreutils | 9.7-r1 | 620/1430 | libacl libattr | | The basic file, shell and text manipulation utilities
curl | 8.14.1-r0 | 150/290 | ca-certificates libcurl | curl>coreutils | URL retrieval utility and library
libcurl | 8.14.1-r0 | 280/620 | brotli-libs c-ares libidn2 libpsl nghttp2-libs zstd-libs | lib:libcurl.so.4 | The multiprotocol file transfer library
curl-dev | 8.14.1-r0 | 220/1300 | libcurl openssl-dev | inc:curl/curl.h | URL retrieval utility and library (development files)
docker-cli | 28.2.2-r0 | 13000/39400 | ca-certificates | docker | Docker CLI
dumb-init | 1.2.5-r3 | 9/20 | | dumb-init | Simple process supervisor and init system
expat | 2.7.1-r0 | 60/180 | | lib:libexpat.so.1 | XML Parser library written in C
ffmpeg | 6.1.2-r2 | 800/1700 | ffmpeg-libavcodec ffmpeg-libavformat | ffmpeg ffprobe | Complete and free Internet live audio and video broadcasting solution
ffmpeg-libavcodec | 6.1.2-r2 | 7400/17500 | libx264 x265-libs aom-libs | lib:libavcodec.so.60 | Libavcodec from ffmpeg
ffmpeg-libavformat | 6.1.2-r2 | 1100/2600 | | lib:libavformat.so.60 | Libavformat from ffmpeg
libx264 | 0.164.3108-r0 | 900/2400 | | | H264 video encoder libraries
x265-libs | 3.6-r0 | 3800/14600 | | | H265 video encoder libraries
aom-libs | 3.12.1-r0 | 2800/7300 | | | Alliance for Open Media codec library
file | 5.46-r2 | 14/40 | libmagic | file>coreutils | File type identification utility
libmagic | 5.46-r2 | 400/9600 | | lib:libmagic.so.1 | File type identification library
fontconfig | 2.15.0-r3 | 290/720 | expat freetype | lib:libfontconfig.so.1 | Library for configuring and customizing font access
font-noto | 2025.05.01-r0 | 16000/33000 | fontconfig | | Google fonts with a wide script coverage
fortify-headers | 1.1-r5 | 7/40 | | | Standalone fortify source implementation
freetype | 2.13.3-r0 | 380/760 | libpng brotli-libs | lib:libfreetype.so.6 | TrueType font rendering library
freetype-dev | 2.13.3-r0 | 150/760 | freetype | inc:ft2build.h | TrueType font rendering library (development files)
g++ | 14.2.0-r6 | 15400/43700 | gcc libstdc++-dev | g++>gcc c++>gcc | GNU C++ standard library and compiler
gcc | 14.2.0-r6 | 41000/142000 | binutils gmp isl26 libatomic libgcc libgomp mpc1 mpfr4 zlib | gcc>gcc | The GNU Compiler Collection
gcompat | 1.1.0-r4 | 25/80 | musl-obstack | lib:libgcompat.so.0 | The GNU C Library compatibility layer for musl
musl-obstack | 1.2.3-r2 | 5/12 | | | An implementation of the glibc obstack functions for musl
gettext | 0.24.1-r0 | 1100/4300 | gettext-envsubst | gettext msgfmt | GNU locale utilities
gettext-envsubst | 0.24.1-r0 | 40/100 | | envsubst | GNU locale utilities - envsubst
git | 2.49.0-r0 | 3100/8300 | libcurl expat pcre2 | git>git | Distributed version control system
git-lfs | 3.6.1-r5 | 4600/12200 | git | git-lfs | Git extension for versioning large files
glib | 2.84.1-r0 | 1600/4300 | libffi pcre2 | lib:libglib-2.0.so.0 | Common C routines used by Gtk+ and other libs
gmp | 6.3.0-r3 | 220/410 | | lib:libgmp.so.10 | Free library for arbitrary precision arithmetic
gnupg | 2.4.7-r0 | 60/150 | gpg | | GNU Privacy Guard 2 - meta package for full GnuPG suite
gpg | 2.4.7-r0 | 620/1500 | | gpg | GNU Privacy Guard 2 - public key operations only
go | 1.24.4-r0 | 47000/174000 | binutils gcc musl-dev | go>go | Go programming language compiler
graphviz | 12.2.1-r0 | 1400/3700 | cairo | dot | Graph Visualization Tools
htop | 3.4.1-r0 | 90/240 | ncurses-libs | htop | Interactive process viewer
icu-libs | 76.1-r1 | 1300/2900 | icu-data-en | lib:libicuuc.so.76 | International Components for Unicode library (libraries)
icu-data-en | 76.1-r1 | 860/1140 | | | International Components for Unicode library (stripped data)
imagemagick | 7.1.1.47-r0 | 2200/5900 | cairo freetype libpng | magick convert | Collection of tools and libraries for many image formats
iproute2 | 6.15.0-r0 | 460/1200 | | sbin:ip sbin:ss | IP Routing Utilities
iptables | 1.8.11-r1 | 800/2600 | | sbin:iptables | Linux kernel firewall, NAT and packet mangling tools
iputils | 20240905-r0 | 4/10 | | ping>coreutils | IP Configuration Utilities (and Ping)
isl26 | 0.26-r1 | 710/1900 | gmp | | An Integer Set Library for the Polyhedral Model
jpeg-dev | 9f-r0 | 2/6 | libjpeg-turbo-dev | | Accelerated baseline JPEG compression (development)
jq | 1.8.0-r0 | 150/340 | oniguruma | jq>coreutils | A lightweight and flexible command-line JSON processor
oniguruma | 6.9.10-r0 | 190/560 | | | Regular expressions library
krb5-libs | 1.21.3-r0 | 680/2160 | | lib:libkrb5.so.3 | The Kerberos network authentication system (libraries)
less | 668-r1 | 120/290 | ncurses-libs | less>coreutils | File pager
libacl | 2.3.2-r1 | 18/40 | | | POSIX ACL library
libattr | 2.5.2-r2 | 11/30 | | | libattr
libatomic | 14.2.0-r6 | 10/30 | | | GCC Atomic library
libc-dev | 0.7.2-r5 | 2/2 | musl-dev | | Meta package to pull in correct libc
libc6-compat | 1.1.0-r4 | 2/4 | gcompat | | The GNU C Library compatibility layer for musl
libffi | 3.4.8-r0 | 17/50 | | lib:libffi.so.8 | A portable, high level programming interface to various calling conventions
libffi-dev | 3.4.8-r0 | 20/120 | libffi | inc:ffi.h | libffi development files
libgcc | 14.2.0-r6 | 72/160 | | lib:libgcc_s.so.1 | GNU C compiler runtime libraries
libgomp | 14.2.0-r6 | 150/330 | | lib:libgomp.so.1 | GCC shared-memory parallel programming API library
libidn2 | 2.3.7-r0 | 90/210 | libunistring | | Encode/Decode library for internationalized domain names
libunistring | 1.3-r0 | 620/1900 | | | Library for manipulating Unicode strings
libintl | 0.24.1-r0 | 18/60 | | lib:libintl.so.8 | GNU gettext runtime library
libjpeg-turbo | 3.1.0-r0 | 470/1060 | | lib:libjpeg.so.8 | Accelerated baseline JPEG compression library
libjpeg-turbo-dev | 3.1.0-r0 | 90/500 | libjpeg-turbo | inc:jpeglib.h | Accelerated baseline JPEG compression library (development)
libpng | 1.6.47-r0 | 96/250 | | lib:libpng16.so.16 | Portable Network Graphics library
libpng-dev | 1.6.47-r0 | 170/490 | libpng | inc:png.h | Portable Network Graphics library (development files)
libpq | 17.5-r0 | 156/380 | | lib:libpq.so.5 | PostgreSQL client library
libpq-dev | 17.5-r0 | 430/2200 | libpq openssl-dev | pg_config>pg_config inc:libpq-fe.h | PostgreSQL client library (development files)
libpsl | 0.21.5-r3 | 60/110 | libidn2 | | C library for the Publix Suffix List
libsodium | 1.0.20-r0 | 190/390 | | lib:libsodium.so.26 | P(ortable|ackageable) NaCl-based crypto library
libstdc++ | 14.2.0-r6 | 1100/2800 | libgcc | lib:libstdc++.so.6 | GNU C++ standard library
libstdc++-dev | 14.2.0-r6 | 3400/19400 | libstdc++ | | GNU C++ standard library (development files)
libuv | 1.51.0-r0 | 90/210 | | lib:libuv.so.1 | Cross-platform asychronous I/O
libxml2 | 2.13.8-r0 | 520/1240 | xz-libs | lib:libxml2.so.2 | XML parsing library, version 2
libxml2-dev | 2.13.8-r0 | 230/3300 | libxml2 | inc:libxml2/libxml/tree.h | XML parsing library, version 2 (development files)
libxslt | 1.1.43-r3 | 140/330 | libxml2 | lib:libxslt.so.1 | XML stylesheet transformation library
libxslt-dev | 1.1.43-r3 | 90/1900 | libxslt libxml2-dev | inc:libxslt/xslt.h | XML stylesheet transformation library (development files)
linux-headers | 6.14.2-r0 | 1900/10700 | | inc:linux/limits.h | Linux system headers
logrotate | 3.21.0-r1 | 40/90 | | logrotate | Tool to rotate logfiles
lsof | 4.99.4-r1 | 90/200 | | lsof | LiSt Open Files
make | 4.4.1-r3 | 140/300 | | make>make | GNU make utility to maintain groups of programs
mariadb-client | 11.4.5-r2 | 3800/31000 | mariadb-common ncurses-libs | mysql mysqldump | A fast SQL database server (client)
mariadb-common | 11.4.5-r2 | 8/20 | | | A fast SQL database server (common files)
mariadb-connector-c | 3.3.10-r0 | 180/440 | | lib:libmariadb.so.3 | The MariaDB Native Client library (C driver)
mariadb-connector-c-dev | 3.3.10-r0 | 60/330 | mariadb-connector-c openssl-dev | mariadb_config inc:mysql/mysql.h | The MariaDB Native Client library (development files)
mariadb-dev | 11.4.5-r2 | 3100/15900 | mariadb-connector-c-dev | mysql_config | A fast SQL database server (development files)
mpc1 | 1.3.1-r1 | 52/120 | gmp mpfr4 | | Multiprecision C library
mpfr4 | 4.2.1_p1-r0 | 270/550 | gmp | | Multiple-precision floating-point library
musl-dev | 1.2.5-r10 | 1900/10600 | | inc:stdio.h inc:stdlib.h | The musl c library (libc) implementation (development files)
nano | 8.4-r0 | 230/680 | ncurses-libs | nano>coreutils | Enhanced clone of the Pico text editor
ncurses-libs | 6.5_p20250503-r0 | 150/330 | ncurses-terminfo-base | lib:libncursesw.so.6 | Ncurses libraries
ncurses-terminfo-base | 6.5_p20250503-r0 | 20/100 | | | Descriptions of common terminals
ncurses-dev | 6.5_p20250503-r0 | 180/1100 | ncurses-libs | inc:ncurses.h | Console display library (development files)
net-tools | 2.10-r3 | 100/310 | | netstat | The NET-3 networking toolkit
netcat-openbsd | 1.229.1-r0 | 20/50 | | nc>busybox | The TCP/IP swiss army knife
nghttp2-libs | 1.65.0-r0 | 70/160 | | | HTTP/2 library
nginx | 1.28.0-r3 | 560/1300 | pcre2 | sbin:nginx>nginx | HTTP and reverse proxy server
nodejs | 22.16.0-r2 | 14900/55400 | ada-libs c-ares icu-libs libuv nghttp2-libs | node>node | JavaScript runtime built on V8 engine - LTS version
ada-libs | 2.9.2-r4 | 180/450 | libstdc++ | | WHATWG-compliant URL parser library
npm | 11.3.0-r1 | 1800/8700 | nodejs | npm>npm npx>npm | The package manager for JavaScript
nss | 3.112-r0 | 1300/3500 | | | Mozilla Network Security Services
openjdk17-jre | 17.0.15_p6-r0 | 60/200 | openjdk17-jre-headless | | OpenJDK 17 Java Runtime
openjdk17-jre-headless | 17.0.15_p6-r0 | 56000/170000 | libstdc++ | java | OpenJDK 17 Java Runtime (headless)
openjdk21-jre-headless | 21.0.7_p6-r0 | 61000/186000 | libstdc++ | java | OpenJDK 21 Java Runtime (headless)
openssh-client | 10.0_p1-r7 | 4/10 | openssh-client-default | | OpenBSD's SSH client
openssh-client-default | 10.0_p1-r7 | 400/970 | | ssh scp ssh-keygen ssh-keyscan | OpenBSD's SSH client
openssh | 10.0_p1-r7 | 150/350 | openssh-client | sbin:sshd | Port of OpenBSD's free SSH release
openssl | 3.5.0-r0 | 400/1030 | | openssl | Toolkit for Transport Layer Security (TLS)
openssl-dev | 3.5.0-r0 | 420/2750 | | inc:openssl/ssl.h | Toolkit for Transport Layer Security (TLS) (development files)
patch | 2.8-r0 | 90/200 | | patch | Utility to apply diffs to files
pcre2 | 10.43-r1 | 260/660 | | lib:libpcre2-8.so.0 | Perl-compatible regular expression library
perl | 5.40.2-r0 | 8700/37800 | | perl | Larry Wall's Practical Extraction and Report Language
php84 | 8.4.8-r0 | 2000/5900 | libxml2 | php84 | PHP language runtime engine - 8.4
pixman | 0.46.0-r0 | 260/680 | | | Low-level pixel manipulation library
pkgconf | 2.4.3-r0 | 80/200 | | pkg-config | Development framework configuration tools
postgresql-client | 1.1-r4 | 1/4 | postgresql17-client | | Virtual meta package
postgresql17-client | 17.5-r0 | 1800/4900 | libpq readline | psql pg_dump pg_isready | PostgreSQL client
postgresql-dev | 1.1-r4 | 1/4 | postgresql17-dev | | Virtual meta package
postgresql17-dev | 17.5-r0 | 1900/9900 | libpq-dev clang llvm20 | | PostgreSQL development headers and libraries
llvm20 | 20.1.6-r0 | 24000/86000 | libstdc++ | llvm-config | Low-level virtual machine
procps | 4.0.4-r3 | 10/20 | procps-ng | | Utilities for monitoring your system and its processes
procps-ng | 4.0.4-r3 | 190/540 | | ps>coreutils free>coreutils top>coreutils | Utilities for monitoring your system and its processes
py3-pip | 25.1.1-r0 | 1500/8300 | python3 py3-setuptools | pip>pip-apk pip3>pip-apk | Tool for installing and managing Python packages
py3-setuptools | 80.9.0-r0 | 1000/5300 | python3 | | Collection of enhancements to the Python distutils
py3-virtualenv | 20.31.2-r0 | 300/1600 | python3 | virtualenv | Virtual Python3 Environment builder
python3 | 3.12.11-r0 | 9000/31200 | libffi expat readline sqlite-libs xz-libs gdbm mpdecimal | python3>python-apk | High-level scripting language
python3-dev | 3.12.11-r0 | 13000/62000 | python3 | inc:python3.12/Python.h | High-level scripting language (development files)
gdbm | 1.24-r0 | 47/100 | | | GNU dbm is a set of database routines that use extensible hashing
mpdecimal | 4.0.1-r0 | 90/200 | | | Complete implementation of the General Decimal Arithmetic Specification
readline | 8.2.13-r1 | 120/310 | ncurses-libs | lib:libreadline.so.8 | GNU readline library
redis | 8.0.2-r0 | 1300/3700 | | redis-server>redis-server redis-cli>redis-cli | Advanced key-value store
rsync | 3.4.1-r0 | 210/480 | | rsync | A file transfer program to keep remote files in sync
ruby | 3.4.4-r0 | 800/2400 | | ruby gem | An object-oriented language for quick and easy programming
rust | 1.87.0-r0 | 62000/190000 | llvm20 gcc musl-dev | rustc | The Rust Programming Language
sed | 4.9-r2 | 160/400 | | | GNU stream editor
shadow | 4.17.3-r0 | 280/720 | | sbin:useradd>coreutils sbin:usermod>coreutils sbin:groupadd>coreutils sbin:groupmod>coreutils | Login and passwd utilities
socat | 1.8.0.3-r1 | 170/430 | | socat | Multipurpose relay for binary protocols
sqlite | 3.49.2-r0 | 500/1500 | readline sqlite-libs | sqlite3 | C library that implements an SQL database engine
sqlite-dev | 3.49.2-r0 | 220/1200 | sqlite-libs | inc:sqlite3.h | C library that implements an SQL database engine (development files)
sqlite-libs | 3.49.2-r0 | 440/1000 | | lib:libsqlite3.so.0 | C library that implements an SQL database engine (libraries)
strace | 6.14-r0 | 550/1600 | | strace | Diagnostic, debugging and instructional userspace tracer
su-exec | 0.2-r3 | 4/20 | | sbin:su-exec | Switch user and group id, setgroups and exec
sudo | 1.9.16_p2-r1 | 870/2500 | | sudo | Give certain users the ability to run some commands as root
supervisor | 4.2.5-r5 | 700/2900 | python3 | supervisord supervisorctl | A system for controlling process state under UNIX
tar | 1.35-r3 | 240/580 | | | Utility used to store, backup, and transport files
tcpdump | 4.99.5-r0 | 510/1100 | | tcpdump | Tool for network monitoring and data acquisition
tini | 0.19.0-r3 | 12/30 | | sbin:tini | A tiny but valid init for containers
tree | 2.2.1-r0 | 30/80 | | tree>coreutils | A recursive directory indented listing program
tzdata | 2025b-r0 | 430/1440 | | | Timezone data
unzip | 6.0-r15 | 84/190 | | unzip | Extract PKZIP-compatible .zip files
util-linux | 2.41-r9 | 3/4 | | lsblk | Random collection of Linux utilities
vim | 9.1.1415-r0 | 1700/4400 | ncurses-libs vim-common | vim>coreutils | Improved vi-style text editor
vim-common | 9.1.1415-r0 | 7200/31500 | | | Improved vi-style text editor - common files
wget | 1.25.0-r1 | 220/530 | ca-certificates pcre2 libidn2 | wget>coreutils | Network utility to retrieve files from the Web
xz | 5.8.1-r0 | 90/220 | xz-libs | xz>coreutils | Library and CLI tools for XZ and LZMA compressed files
xz-libs | 5.8.1-r0 | 96/200 | | lib:liblzma.so.5 | Library and CLI tools for XZ and LZMA compressed files (libraries)
yaml-dev | 0.2.5-r2 | 30/90 | | inc:yaml.h | YAML 1.1 parser and emitter written in C (development files)
yarn | 1.22.22-r1 | 1000/5300 | nodejs | yarn>yarn | Fast, reliable, and secure dependency management for Node.js
zip | 3.0-r13 | 150/390 | | zip | Creates PKZIP-compatible .zip files
zlib-dev | 1.3.1-r2 | 50/150 | | inc:zlib.h | A compression/decompression Library (development files)
zsh | 5.9-r5 | 1900/7000 | ncurses-libs | bin:zsh | Very advanced and programmable command interpreter (shell)
zstd-libs | 1.5.7-r0 | 300/680 | | lib:libzstd.so.1 | Zstandard - Fast real-time compression algorithm (libraries)
`;
