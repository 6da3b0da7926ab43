/**
 * Debian packages: versions and sizes of bookworm as of June 2025, rounded. One line each:
 * `name | version | download/installed kB | depends | recommends | files | description`.
 * Files: `curl` is /usr/bin/curl, `curl>coreutils` names its behaviour, `sbin:x`, `lib:x.so.1`, `inc:x.h`.
 */

export const table = `
adduser | 3.134 | 189/680 | passwd | | sbin:adduser>coreutils sbin:addgroup>coreutils sbin:deluser>coreutils | add and remove users and groups
acl | 2.3.1-3 | 64/211 | libacl1 | | getfacl setfacl | access control list utilities
apache2 | 2.4.62-1~deb12u2 | 221/683 | libssl3 media-types perl procps | ssl-cert | sbin:apache2 sbin:apachectl sbin:apache2ctl sbin:a2enmod>script sbin:a2ensite>script sbin:a2dismod>script sbin:a2dissite>script | Apache HTTP Server
apt-transport-https | 2.6.1 | 25/35 | apt | | | transitional package for https support
apt-utils | 2.6.1 | 313/1046 | apt | | apt-extracttemplates apt-ftparchive | package management related utility programs
autoconf | 2.71-3 | 333/1958 | perl m4 | automake | autoconf autoreconf | automatic configure script builder
automake | 1:1.16.5-1.3 | 824/1821 | autoconf | | automake aclocal | tool for generating GNU Standards-compliant Makefiles
tzdata | 2025b-0+deb12u1 | 2600/2570 | debconf | | | time zone and daylight-saving time data
maven | 3.8.7-1 | 18/30 | libmaven3-core-java openjdk-17-jre-headless | | mvn | Java software project management and comprehension tool
libmaven3-core-java | 3.8.7-1 | 1560/9100 | | | | Core libraries for Maven
php | 2:8.2+93 | 4/30 | php8.2 | | | server-side, HTML-embedded scripting language
php8.2 | 8.2.28-1~deb12u1 | 40/60 | php8.2-common | php8.2-cli | | server-side, HTML-embedded scripting language
php8.2-common | 8.2.28-1~deb12u1 | 686/6500 | | | | documentation, examples and common module for PHP
php8.2-cli | 8.2.28-1~deb12u1 | 1730/5300 | php8.2-common | | php php8.2 | command-line interpreter for the PHP scripting language
php-cli | 2:8.2+93 | 4/30 | php8.2-cli | | | command-line interpreter for PHP
php-fpm | 2:8.2+93 | 4/30 | php8.2-common | | sbin:php-fpm8.2 | FPM-CGI binary
php-mysql | 2:8.2+93 | 4/130 | php8.2-common | | | MySQL module for PHP
php-curl | 2:8.2+93 | 4/40 | php8.2-common libcurl4 | | | CURL module for PHP
php-xml | 2:8.2+93 | 4/120 | php8.2-common | | | XML module for PHP
php-mbstring | 2:8.2+93 | 4/480 | php8.2-common | | | MBSTRING module for PHP
php-gd | 2:8.2+93 | 4/30 | php8.2-common | | | GD module for PHP
php-zip | 2:8.2+93 | 4/30 | php8.2-common | | | Zip module for PHP
libapache2-mod-php | 2:8.2+93 | 4/5600 | php8.2-common apache2 | php8.2-cli | | HTML-embedded scripting language (Apache 2 module)
postgresql-16-pgvector | 0.8.0-1 | 280/900 | | | | Open-source vector similarity search for Postgres
dos2unix | 7.4.3-1 | 420/1430 | | | dos2unix unix2dos | convert text file line endings between CRLF and LF
awscli | 2.9.19-1 | 7810/88400 | python3 | | aws | unified command line interface to Amazon Web Services
bash-completion | 1:2.11-6 | 234/1478 | | | | programmable completion for the bash shell
bc | 1.07.1-3+b1 | 106/215 | | | bc>coreutils | GNU bc arbitrary precision calculator language
dc | 1.07.1-3+b1 | 77/170 | | | dc>coreutils | GNU dc arbitrary precision reverse-polish calculator
ncal | 12.1.8 | 36/62 | | | cal>coreutils ncal | display a calendar and the date of Easter
binutils | 2.40-2 | 4/1078 | binutils-x86-64-linux-gnu libbinutils | | ld as ar nm objdump ranlib readelf strip strings | GNU assembler, linker and binary utilities
binutils-x86-64-linux-gnu | 2.40-2 | 2250/11100 | libbinutils libzstd1 | | | GNU binary utilities, for x86-64-linux-gnu target
libbinutils | 2.40-2 | 572/2050 | | | | GNU binary utilities (private shared library)
bison | 2:3.8.2+dfsg-1+b1 | 1181/3033 | m4 | | bison yacc | YACC-compatible parser generator
build-essential | 12.9 | 8/20 | dpkg-dev gcc g++ libc6-dev make | | | Informational list of build-essential packages
bzip2 | 1.0.8-5+b1 | 50/107 | libbz2-1.0 | | bzip2>coreutils bunzip2>coreutils bzcat>coreutils | high-quality block-sorting file compressor
ca-certificates | 20230311+deb12u1 | 153/384 | openssl debconf | | sbin:update-ca-certificates>script | Common CA certificates
ca-certificates-java | 20230710~deb12u1 | 12/43 | ca-certificates | | | Common CA certificates (JKS keystore)
certbot | 2.1.0-4 | 30/70 | python3 | | certbot | automatically configure HTTPS using Let's Encrypt
chromium | 137.0.7151.68-1~deb12u1 | 78000/272000 | libnss3 libgtk-3-0 fonts-liberation | | chromium | web browser
clang | 1:14.0-55.7~deb12u1 | 10/21 | llvm libstdc++6 | | clang clang++ | C, C++ and Objective-C compiler
cmake | 3.25.1-1 | 8692/30100 | cmake-data libcurl4 | make gcc | cmake ctest cpack | cross-platform, open-source make system
cmake-data | 3.25.1-1 | 2026/9440 | | | | CMake data files
cpp | 4:12.2.0-3 | 7/28 | cpp-12 | | cpp | GNU C preprocessor (cpp)
cpp-12 | 12.2.0-14+deb12u1 | 9767/28440 | libisl23 libmpc3 libmpfr6 | | | GNU C preprocessor
cron | 3.0pl1-162 | 73/242 | cron-daemon-common | | crontab sbin:cron | process scheduling daemon
cron-daemon-common | 3.0pl1-162 | 13/42 | adduser | | | process scheduling daemon's configuration files
curl | 7.88.1-10+deb12u12 | 315/501 | libcurl4 zlib1g | ca-certificates | curl>coreutils | command line tool for transferring data with URL syntax
dbus | 1.14.10-1~deb12u1 | 98/326 | libdbus-1-3 | | dbus-daemon | simple interprocess messaging system
libdbus-1-3 | 1.14.10-1~deb12u1 | 201/487 | | dbus | lib:libdbus-1.so.3 | simple interprocess messaging system (library)
default-jdk | 2:1.17-74 | 1/7 | default-jre openjdk-17-jdk | | | Standard Java or Java compatible Development Kit
default-jre | 2:1.17-74 | 1/7 | openjdk-17-jre | | | Standard Java or Java compatible Runtime
default-libmysqlclient-dev | 1.1.0 | 3/8 | libmariadb-dev | | mysql_config | MySQL database development files
default-mysql-client | 1.1.0 | 3/8 | mariadb-client | | mysql mysqldump | MySQL database client binaries
dirmngr | 2.2.40-1.1 | 792/1196 | libldap-2.5-0 | gnupg | dirmngr | GNU privacy guard - network certificate management service
dnsutils | 1:9.18.33-1~deb12u2 | 157/270 | bind9-dnsutils | | dig nslookup>coreutils host | Transitional package for bind9-dnsutils
bind9-dnsutils | 1:9.18.33-1~deb12u2 | 405/1110 | libuv1 | | | Clients provided with BIND 9
dpkg-dev | 1.21.22 | 1353/2313 | binutils bzip2 libdpkg-perl make patch xz-utils | build-essential fakeroot libalgorithm-merge-perl | dpkg-buildpackage dpkg-architecture | Debian package development tools
dumb-init | 1.2.5-2 | 14/32 | | | dumb-init | wrapper script which proxies signals to a child
fakeroot | 1.31-1.2 | 66/220 | | | fakeroot | tool for simulating superuser privileges
ffmpeg | 7:5.1.6-0+deb12u1 | 1819/2315 | libavcodec59 libavformat59 libsdl2-2.0-0 | | ffmpeg ffprobe | Tools for transcoding, streaming and playing of multimedia files
libavcodec59 | 7:5.1.6-0+deb12u1 | 5213/16200 | libx264-164 libx265-199 libvpx7 libaom3 libcodec2 | | lib:libavcodec.so.59 | FFmpeg library with de/encoders for audio/video codecs
libavformat59 | 7:5.1.6-0+deb12u1 | 1110/2700 | | | lib:libavformat.so.59 | FFmpeg library with (de)muxers for multimedia containers
libx264-164 | 2:0.164.3095+gitbaee400-3 | 538/2800 | | | lib:libx264.so.164 | x264 video coding library
libx265-199 | 3.5-2+b1 | 1150/5300 | | | lib:libx265.so.199 | H.265/HEVC video stream encoder
libvpx7 | 1.12.0-1+deb12u4 | 1004/3200 | | | lib:libvpx.so.7 | VP8 and VP9 video codec
libaom3 | 3.6.0-1+deb12u1 | 1851/5700 | | | lib:libaom.so.3 | AV1 Video Codec Library
libcodec2 | 1.0.5-1 | 8170/16400 | | | | Codec2 runtime library
libsdl2-2.0-0 | 2.26.5+dfsg-1 | 639/2060 | libgl1 | | lib:libSDL2-2.0.so.0 | Simple DirectMedia Layer
file | 1:5.44-3 | 42/125 | libmagic1 | | file>coreutils | Recognize the type of data in a file using "magic" numbers
libmagic1 | 1:5.44-3 | 104/219 | libmagic-mgc | | lib:libmagic.so.1 | file type determination library
libmagic-mgc | 1:5.44-3 | 305/9410 | | | | compiled magic number database
flex | 2.6.4-8.2 | 422/1257 | m4 | | flex lex | fast lexical analyzer generator
fontconfig | 2.14.1-4 | 449/628 | libfontconfig1 | | fc-cache fc-list | generic font configuration library - support binaries
fonts-liberation | 1:1.07.4-11 | 828/2130 | | | | Fonts with the same metrics as Times, Arial and Courier
g++ | 4:12.2.0-3 | 1/15 | g++-12 gcc | | g++>gcc c++>gcc | GNU C++ compiler
g++-12 | 12.2.0-14+deb12u1 | 10700/33900 | gcc-12 libstdc++-12-dev libisl23 libmpc3 libmpfr6 | | g++-12>gcc | GNU C++ compiler
gcc | 4:12.2.0-3 | 5/50 | cpp gcc-12 | libc6-dev | gcc>gcc cc>gcc | GNU C compiler
gcc-12 | 12.2.0-14+deb12u1 | 19300/64400 | cpp-12 libgcc-12-dev binutils libisl23 libmpc3 libmpfr6 libcc1-0 | libc6-dev | gcc-12>gcc | GNU C compiler
gettext | 0.21-12 | 1295/8000 | gettext-base | curl | gettext msgfmt xgettext | GNU Internationalization utilities
gettext-base | 0.21-12 | 160/735 | | | envsubst>installed-tool | GNU Internationalization utilities for the base system
gfortran | 4:12.2.0-3 | 1/15 | gfortran-12 gcc | | gfortran>gcc | GNU Fortran 95 compiler
gfortran-12 | 12.2.0-14+deb12u1 | 10200/32100 | gcc-12 | | | GNU Fortran compiler
ghostscript | 10.0.0~dfsg-11+deb12u7 | 55/200 | fontconfig | | gs | interpreter for the PostScript language and for PDF
git | 1:2.39.5-0+deb12u2 | 7256/46300 | libcurl3-gnutls perl git-man libpcre2-8-0 | ca-certificates patch less ssh-client | git>git | fast, scalable, distributed revision control system
git-lfs | 3.3.0-1+b5 | 3300/10500 | git | | git-lfs | Git Large File Support
git-man | 1:2.39.5-0+deb12u2 | 2054/3060 | | | | fast, scalable, distributed revision control system (manual pages)
gnupg | 2.2.40-1.1 | 846/885 | dirmngr gnupg-l10n gpg gpg-agent gpgconf gpgsm | | gpg-zip | GNU privacy guard - a free PGP replacement
gnupg2 | 2.2.40-1.1 | 444/458 | gnupg | | | GNU privacy guard (dummy transitional package)
gnupg-l10n | 2.2.40-1.1 | 1093/4795 | | | | GNU privacy guard - localization files
gpg | 2.2.40-1.1 | 949/1580 | gpgconf libsqlite3-0 libreadline8 | gnupg | gpg | GNU Privacy Guard -- minimalist public key operations
gpg-agent | 2.2.40-1.1 | 695/1300 | gpgconf pinentry-curses | gnupg | gpg-agent | GNU privacy guard - cryptographic agent
gpgconf | 2.2.40-1.1 | 564/836 | libreadline8 | | gpgconf | GNU privacy guard - core configuration utilities
gpgsm | 2.2.40-1.1 | 671/1058 | gpgconf | | gpgsm | GNU privacy guard - S/MIME version
pinentry-curses | 1.2.1-1 | 77/105 | libncursesw6 | | pinentry | curses-based PIN or pass-phrase entry dialog
golang | 2:1.19~1 | 6/13 | golang-1.19-go | | go>go gofmt | Go programming language compiler
golang-go | 2:1.19~1 | 44/129 | golang-1.19-go | | go>go | Go programming language compiler, linker, compiled stdlib
golang-1.19-go | 1.19.8-2 | 60600/300000 | golang-1.19-src | g++ gcc libc6-dev | | Go programming language compiler
golang-1.19-src | 1.19.8-2 | 16900/98700 | | | | Go programming language - source files
gosu | 1.14-1+b6 | 1080/3200 | | | gosu | Simple Go-based setuid+setgid+setgroups+exec
graphviz | 2.42.2-7+deb12u1 | 606/1300 | fontconfig | | dot neato | rich set of graph drawing tools
haproxy | 2.6.12-1+deb12u2 | 2030/4400 | adduser libssl3 | | sbin:haproxy | fast and reliable load balancing reverse proxy
htop | 3.2.2-2 | 142/387 | libncursesw6 | | htop | interactive processes viewer
imagemagick | 8:6.9.11.60+dfsg-1.6+deb12u3 | 122/245 | libfontconfig1 ghostscript | | convert identify mogrify | image manipulation programs
iproute2 | 6.1.0-3 | 1023/3560 | libelf1 libbpf1 | | sbin:ip>coreutils ss>coreutils sbin:bridge sbin:tc | networking and traffic control tools
iptables | 1.8.9-2 | 360/2700 | | | sbin:iptables | administration tools for packet filtering and NAT
iputils-ping | 3:20221126-1+deb12u1 | 47/123 | libcap2 | | ping>coreutils | Tools to test the reachability of network hosts
jq | 1.6-2.1 | 65/111 | libjq1 libonig5 | | jq>coreutils | lightweight and flexible command-line JSON processor
libjq1 | 1.6-2.1 | 134/370 | | | lib:libjq.so.1 | lightweight and flexible command-line JSON processor - shared library
libonig5 | 6.9.8-1 | 188/690 | | | lib:libonig.so.5 | regular expressions library
less | 590-2.1~deb12u2 | 132/323 | libtinfo6 | | less>coreutils | pager program similar to more
libaio1 | 0.3.113-4 | 13/39 | | | lib:libaio.so.1 | Linux kernel AIO access library
libbpf1 | 1:1.1.0-1 | 141/330 | libelf1 | | lib:libbpf.so.1 | eBPF helper library
libbrotli1 | 1.0.9-2+b6 | 275/810 | | | lib:libbrotlidec.so.1 | library implementing brotli encoder and decoder
libbz2-dev | 1.0.8-5+b1 | 30/101 | libbz2-1.0 | | inc:bzlib.h | high-quality block-sorting file compressor library - development
libc6-dev | 2.36-9+deb12u10 | 1900/11940 | libc-dev-bin libcrypt-dev linux-libc-dev rpcsvc-proto libnsl-dev | | inc:stdio.h inc:stdlib.h | GNU C Library: Development Libraries and Header Files
libc-dev-bin | 2.36-9+deb12u10 | 46/154 | | manpages-dev | | GNU C Library: Development binaries
libcairo2 | 1.16.0-7 | 575/1350 | libfontconfig1 | | lib:libcairo.so.2 | Cairo 2D vector graphics library
libcc1-0 | 12.2.0-14+deb12u1 | 42/140 | | | | GCC cc1 plugin for GDB
libcrypt-dev | 1:4.4.33-2 | 118/293 | | | inc:crypt.h | libcrypt development files
libcurl3-gnutls | 7.88.1-10+deb12u12 | 384/841 | libbrotli1 libldap-2.5-0 libnghttp2-14 libpsl5 librtmp1 libssh2-1 | ca-certificates | lib:libcurl-gnutls.so.4 | easy-to-use client-side URL transfer library (GnuTLS flavour)
libcurl4 | 7.88.1-10+deb12u12 | 390/853 | libbrotli1 libldap-2.5-0 libnghttp2-14 libpsl5 librtmp1 libssh2-1 libssl3 | ca-certificates | lib:libcurl.so.4 | easy-to-use client-side URL transfer library (OpenSSL flavour)
libcurl4-openssl-dev | 7.88.1-10+deb12u12 | 485/1630 | libcurl4 | | curl-config inc:curl/curl.h | development files and documentation for libcurl (OpenSSL flavour)
libdpkg-perl | 1.21.22 | 603/2000 | perl | | | Dpkg perl modules
libelf1 | 0.188-2.1 | 174/950 | | | lib:libelf.so.1 | library to read and write ELF files
libexpat1 | 2.5.0-1+deb12u1 | 98/420 | | | lib:libexpat.so.1 | XML parsing C library - runtime library
libexpat1-dev | 2.5.0-1+deb12u1 | 149/480 | libexpat1 | | inc:expat.h | XML parsing C library - development kit
libffi-dev | 3.4.4-1 | 59/310 | | | inc:ffi.h | Foreign Function Interface library (development files)
libfontconfig1 | 2.14.1-4 | 386/600 | libfreetype6 libexpat1 | | lib:libfontconfig.so.1 | generic font configuration library - runtime
libfreetype6 | 2.12.1+dfsg-5+deb12u4 | 398/920 | libpng16-16 | | lib:libfreetype.so.6 | FreeType 2 font engine, shared library files
libfreetype6-dev | 2.12.1+dfsg-5+deb12u4 | 10/40 | libfreetype6 | | inc:ft2build.h | FreeType 2 font engine, development files
libgcc-12-dev | 12.2.0-14+deb12u1 | 2437/14900 | libgomp1 libitm1 libatomic1 libasan8 libquadmath0 | libc6-dev | | GCC support library (development files)
libgomp1 | 12.2.0-14+deb12u1 | 117/330 | | | lib:libgomp.so.1 | GCC OpenMP (GOMP) support library
libitm1 | 12.2.0-14+deb12u1 | 26/116 | | | | GNU Transactional Memory Library
libatomic1 | 12.2.0-14+deb12u1 | 9/45 | | | | support library providing __atomic built-in functions
libasan8 | 12.2.0-14+deb12u1 | 2195/7300 | | | | AddressSanitizer -- a fast memory error detector
libquadmath0 | 12.2.0-14+deb12u1 | 145/290 | | | | GCC Quad-Precision Math Library
libgl1 | 1.6.0-1 | 89/420 | libglvnd0 | | lib:libGL.so.1 | Vendor neutral GL dispatch library -- legacy GL support
libgl1-mesa-glx | 22.3.6-1+deb12u1 | 47/70 | libgl1 | | | transitional dummy package
libglvnd0 | 1.6.0-1 | 52/600 | | | | Vendor neutral GL dispatch library
libglib2.0-0 | 2.74.6-2+deb12u6 | 1400/4320 | | | lib:libglib-2.0.so.0 | GLib library of C routines
libgtk-3-0 | 3.24.38-2~deb12u3 | 2650/11400 | libcairo2 libglib2.0-0 | | lib:libgtk-3.so.0 | GTK graphical user interface library
libicu72 | 72.1-3+deb12u1 | 9376/36200 | | | lib:libicuuc.so.72 | International Components for Unicode
libisl23 | 0.25-1.1 | 683/2070 | | | | manipulating sets and relations of integer points
libjpeg-dev | 1:2.1.5-2 | 72/90 | libjpeg62-turbo-dev | | | Development files for the JPEG library
libjpeg62-turbo-dev | 1:2.1.5-2 | 292/1090 | libjpeg62-turbo | | inc:jpeglib.h | Development files for the libjpeg-turbo JPEG library
libjpeg62-turbo | 1:2.1.5-2 | 168/600 | | | lib:libjpeg.so.62 | libjpeg-turbo JPEG runtime library
libldap-2.5-0 | 2.5.13+dfsg-5 | 183/556 | libsasl2-2 | libldap-common | lib:libldap-2.5.so.0 | OpenLDAP libraries
libldap-common | 2.5.13+dfsg-5 | 29/100 | | | | OpenLDAP common files for libraries
libldap2-dev | 2.5.13+dfsg-5 | 310/1900 | libldap-2.5-0 | | inc:ldap.h | OpenLDAP development libraries
libllvm14 | 1:14.0.6-12 | 23600/105000 | libxml2 | | | Modular compiler and toolchain technologies, runtime library
libmariadb-dev | 1:10.11.11-0+deb12u1 | 255/1200 | libmariadb3 libssl-dev zlib1g-dev | | mariadb_config inc:mysql/mysql.h | MariaDB Connector/C, development files
libmariadb3 | 1:10.11.11-0+deb12u1 | 174/640 | mariadb-common | | lib:libmariadb.so.3 | MariaDB database client library
libmpc3 | 1.3.1-1 | 52/140 | libmpfr6 | | | multiple precision complex floating-point library
libmpfr6 | 4.2.0-1 | 701/1040 | | | | multiple precision floating-point computation
libncurses-dev | 6.4-4 | 350/2280 | libncursesw6 | | inc:ncurses.h | developer's libraries for ncurses
libncursesw6 | 6.4-4 | 134/410 | libtinfo6 | | lib:libncursesw.so.6 | shared libraries for terminal handling (wide character support)
libnghttp2-14 | 1.52.0-1+deb12u2 | 73/220 | | | lib:libnghttp2.so.14 | library implementing HTTP/2 protocol (shared library)
libnsl-dev | 1.3.0-2 | 66/310 | libtirpc3 | | | libnsl development files
libtirpc3 | 1.3.3+ds-1 | 85/230 | libtirpc-common | | | transport-independent RPC library
libtirpc-common | 1.3.3+ds-1 | 14/33 | | | | transport-independent RPC library - common files
libnss3 | 2:3.87.1-1+deb12u1 | 1330/4300 | | | lib:libnss3.so | Network Security Service libraries
libpng-dev | 1.6.39-2 | 290/640 | libpng16-16 zlib1g-dev | | inc:png.h | PNG library - development
libpng16-16 | 1.6.39-2 | 276/440 | | | lib:libpng16.so.16 | PNG library - runtime
libpq-dev | 15.13-0+deb12u1 | 147/660 | libpq5 libssl-dev | | pg_config>pg_config inc:postgresql/libpq-fe.h | header files for libpq5 (PostgreSQL library)
libpq5 | 15.13-0+deb12u1 | 190/793 | libldap-2.5-0 libssl3 | | lib:libpq.so.5 | PostgreSQL C client library
libpsl5 | 0.21.2-1 | 58/120 | | publicsuffix | lib:libpsl.so.5 | Library for Public Suffix List (shared libraries)
libpython3-dev | 3.11.2-1+b1 | 9/24 | libpython3.11-dev | | | header files and a static library for Python
libpython3.11-dev | 3.11.2-6+deb12u6 | 4740/21400 | libpython3.11-stdlib libexpat1-dev | | inc:python3.11/Python.h | Header files and a static library for Python (v3.11)
libpython3-stdlib | 3.11.2-1+b1 | 9/24 | libpython3.11-stdlib | | | interactive high-level object-oriented language
libpython3.11-minimal | 3.11.2-6+deb12u6 | 817/5440 | | | | Minimal subset of the Python language (version 3.11)
libpython3.11-stdlib | 3.11.2-6+deb12u6 | 1798/8300 | libpython3.11-minimal libreadline8 libsqlite3-0 media-types libssl3 | | | Interactive high-level object-oriented language (standard library)
libreadline-dev | 8.2-1.3 | 230/880 | libreadline8 libncurses-dev | | inc:readline/readline.h | GNU readline and history libraries, development files
libreadline8 | 8.2-1.3 | 166/475 | readline-common | | lib:libreadline.so.8 | GNU readline and history libraries, run-time libraries
readline-common | 8.2-1.3 | 69/89 | | | | GNU readline and history libraries, common files
librtmp1 | 2.4+20151223.gitfa8646d.1-2+b2 | 61/150 | | | lib:librtmp.so.1 | toolkit for RTMP streams (shared library)
libsasl2-2 | 2.1.28+dfsg-10 | 60/180 | libsasl2-modules-db | libsasl2-modules | lib:libsasl2.so.2 | Cyrus SASL - authentication abstraction library
libsasl2-modules | 2.1.28+dfsg-10 | 67/250 | | | | Cyrus SASL - pluggable authentication modules
libsasl2-modules-db | 2.1.28+dfsg-10 | 21/72 | | | | Cyrus SASL - pluggable authentication modules (DB)
libsm6 | 2:1.2.3-1 | 35/90 | | | lib:libSM.so.6 | X11 Session Management library
libsqlite3-0 | 3.40.1-2+deb12u1 | 837/1690 | | | lib:libsqlite3.so.0 | SQLite 3 shared library
libsqlite3-dev | 3.40.1-2+deb12u1 | 1013/2550 | libsqlite3-0 | | inc:sqlite3.h | SQLite 3 development files
libssh2-1 | 1.10.0-3+b1 | 179/410 | | | lib:libssh2.so.1 | SSH2 client-side library
libssl-dev | 3.0.16-1~deb12u1 | 2440/12700 | libssl3 | | inc:openssl/ssl.h | Secure Sockets Layer toolkit - development files
libssl3 | 3.0.16-1~deb12u1 | 2026/6010 | | | lib:libssl.so.3 lib:libcrypto.so.3 | Secure Sockets Layer toolkit - shared libraries
libstdc++-12-dev | 12.2.0-14+deb12u1 | 2047/18400 | libgcc-12-dev | libc6-dev | | GNU Standard C++ Library v3 (development files)
libtool | 2.4.7-7~deb12u1 | 517/1230 | gcc | | libtoolize | Generic library support script
libuv1 | 1.44.2-1+deb12u1 | 136/310 | | | lib:libuv.so.1 | asynchronous event notification library
libxext6 | 2:1.3.4-1+b1 | 53/160 | | | lib:libXext.so.6 | X11 miscellaneous extension library
libxml2 | 2.9.14+dfsg-1.3~deb12u1 | 687/1990 | libicu72 | | lib:libxml2.so.2 | GNOME XML library
libxml2-dev | 2.9.14+dfsg-1.3~deb12u1 | 783/3560 | libxml2 | | xml2-config inc:libxml2/libxml/tree.h | GNOME XML library - development files
libxmlsec1-dev | 1.2.37-2 | 300/1700 | libxml2-dev libssl-dev | | inc:xmlsec1/xmlsec/xmlsec.h | Development files for the XML security library
libxrender1 | 1:0.9.10-1.1 | 33/97 | | | lib:libXrender.so.1 | X Rendering Extension client library
libxslt1-dev | 1.1.35-1+deb12u1 | 360/2000 | libxslt1.1 libxml2-dev | | inc:libxslt/xslt.h | XSLT 1.0 processing library - development kit
libxslt1.1 | 1.1.35-1+deb12u1 | 240/520 | libxml2 | | lib:libxslt.so.1 | XSLT 1.0 processing library - runtime library
libyaml-dev | 0.2.5-1 | 66/230 | | | inc:yaml.h | Fast YAML 1.1 parser and emitter library (development)
libzip-dev | 1.7.3-1+b1 | 170/560 | | | inc:zip.h | library for reading, creating, and modifying zip archives (development)
linux-libc-dev | 6.1.137-1 | 2200/7300 | | | | Linux support headers for userspace development
llvm | 1:14.0-55.7~deb12u1 | 7/15 | libllvm14 | | llvm-config | Low-Level Virtual Machine (LLVM)
locales | 2.36-9+deb12u10 | 3903/17200 | debconf | | sbin:locale-gen>script | GNU C Library: National Language (locale) data
logrotate | 3.21.0-1 | 62/160 | cron | | sbin:logrotate | Log rotation utility
lsb-release | 12.0-1 | 6/20 | | | lsb_release | Linux Standard Base version reporting utility
lsof | 4.95.0-1 | 318/470 | | | lsof | utility to list open files
m4 | 1.4.19-3 | 287/680 | | | m4 | macro processing language
make | 4.3-4.1 | 396/1680 | | | make>make | utility for directing compilation
man-db | 2.11.2-2 | 1386/3210 | bsdextrautils groff-base | | man | tools for reading manual pages
bsdextrautils | 2.38.1-5+deb12u3 | 87/300 | | | column>coreutils hexdump>coreutils hd>coreutils col colcrt colrm look ul write | extra utilities from 4.4BSD-Lite
groff-base | 1.22.4-10 | 916/4000 | | | groff | GNU troff text-formatting system
manpages | 6.03-2 | 1332/2060 | | man-db | | Manual pages about using a GNU/Linux system
manpages-dev | 6.03-2 | 2030/4360 | manpages | man-db | | Manual pages about using GNU/Linux for development
mariadb-client | 1:10.11.11-0+deb12u1 | 3000/35000 | libmariadb3 | | mariadb mariadb-dump | MariaDB database client
mariadb-common | 1:10.11.11-0+deb12u1 | 26/60 | | | | MariaDB common configuration files
media-types | 10.0.0 | 26/93 | | | | List of standard media types and their usual file extension
mercurial | 6.3.2-1+deb12u1 | 300/1500 | python3 | | hg | easy-to-use, scalable distributed version control system
mtr | 0.95-1 | 88/220 | | | mtr | Full screen ncurses traceroute tool
nano | 7.2-1+deb12u1 | 690/2880 | libncursesw6 | | nano>coreutils | small, friendly text editor inspired by Pico
net-tools | 2.10-0.1+deb12u2 | 243/990 | | | netstat>coreutils sbin:ifconfig>coreutils sbin:route>coreutils sbin:arp | NET-3 networking toolkit
netcat-openbsd | 1.219-1 | 41/108 | | | nc>coreutils | TCP/IP swiss army knife
netcat-traditional | 1.10-47 | 67/140 | | | nc.traditional | TCP/IP swiss army knife
nginx | 1.22.1-9+deb12u2 | 527/1360 | nginx-common iproute2 | | sbin:nginx>nginx | small, powerful, scalable web/proxy server
nginx-common | 1.22.1-9+deb12u2 | 113/290 | debconf | | | small, powerful, scalable web/proxy server - common files
ninja-build | 1.11.1-2~deb12u1 | 131/400 | | | ninja | small build system closest in spirit to Make
nmap | 7.93+dfsg1-1 | 1900/4500 | liblua5.3-0 | nmap-common | nmap | The Network Mapper
liblua5.3-0 | 5.3.6-2 | 123/570 | | | lib:liblua5.3.so.0 | Shared library for the Lua interpreter version 5.3
nmap-common | 7.93+dfsg1-1 | 4100/21000 | | | | Architecture independent files for nmap
nodejs | 18.19.0+dfsg-6~deb12u2 | 320/910 | libnode108 | npm nodejs-doc ca-certificates | node>node nodejs>node | evented I/O for V8 javascript - runtime executable
libnode108 | 18.19.0+dfsg-6~deb12u2 | 10400/46700 | libuv1 libicu72 libssl3 libbrotli1 | | lib:libnode.so.108 | evented I/O for V8 javascript - runtime library
nodejs-doc | 18.19.0+dfsg-6~deb12u2 | 3400/25000 | | | | API documentation for Node.js, the javascript platform
npm | 9.2.0~ds1-1 | 450/2100 | nodejs node-gyp | build-essential | npm>npm-deb npx>npm-deb | package manager for Node.js
node-gyp | 9.3.0-2 | 67/2000 | nodejs gyp | | | Native addon build tool for Node.js
gyp | 0.1+20220404git9ecf45e-2 | 241/1500 | python3 | | | Cross-platform build script generator
openjdk-17-jdk | 17.0.15+6-1~deb12u1 | 1500/2100 | openjdk-17-jdk-headless openjdk-17-jre | | | OpenJDK Development Kit (JDK)
openjdk-17-jdk-headless | 17.0.15+6-1~deb12u1 | 71700/233000 | openjdk-17-jre-headless | | javac jar | OpenJDK Development Kit (JDK) (headless)
openjdk-17-jre | 17.0.15+6-1~deb12u1 | 184/600 | openjdk-17-jre-headless | | | OpenJDK Java runtime, using Hotspot JIT
openjdk-17-jre-headless | 17.0.15+6-1~deb12u1 | 43700/190000 | ca-certificates-java | | java | OpenJDK Java runtime, using Hotspot JIT (headless)
openssh-client | 1:9.2p1-2+deb12u6 | 991/6000 | libedit2 libssl3 | xauth | ssh scp ssh-keygen ssh-keyscan | secure shell (SSH) client, for secure access to remote machines
ssh-client | 1:9.2p1-2+deb12u6 | 1/2 | openssh-client | | | secure shell client (virtual)
libedit2 | 3.1-20221030-2 | 92/250 | | | lib:libedit.so.2 | BSD editline and history libraries
openssh-server | 1:9.2p1-2+deb12u6 | 456/1900 | openssh-client procps | | sbin:sshd | secure shell (SSH) server, for secure access from remote machines
openssl | 3.0.16-1~deb12u1 | 1433/2290 | libssl3 | ca-certificates | openssl | Secure Sockets Layer toolkit - cryptographic utility
patch | 2.7.6-7 | 128/240 | | | patch | Apply a diff file to an original
perl | 5.36.0-7+deb12u2 | 239/710 | perl-modules-5.36 libperl5.36 | netbase | | Larry Wall's Practical Extraction and Report Language
perl-modules-5.36 | 5.36.0-7+deb12u2 | 2815/17100 | | perl | | Core Perl modules
libperl5.36 | 5.36.0-7+deb12u2 | 4218/28900 | libgdbm6 | | lib:libperl.so.5.36 | shared Perl library
libgdbm6 | 1.23-3 | 72/130 | | | | GNU dbm database routines (runtime version)
netbase | 6.4 | 13/40 | | | | Basic TCP/IP networking system
php-cli | 2:8.2+93 | 4/15 | php8.2-cli | | php | command-line interpreter for the PHP scripting language (default)
php8.2-cli | 8.2.28-1~deb12u1 | 1750/5400 | libxml2 libssl3 | | php8.2 | command-line interpreter for the PHP scripting language
pkg-config | 1.8.1-1 | 14/30 | pkgconf | | | manage compile and link flags for libraries (transitional package)
pkgconf | 1.8.1-1 | 26/80 | | | pkg-config | manage compile and link flags for libraries
postgresql | 15+248 | 10/70 | postgresql-15 | | | object-relational SQL database (supported version)
postgresql-15 | 15.13-0+deb12u1 | 16800/59600 | libllvm14 libpq5 postgresql-client-15 postgresql-common libxml2 | sysstat | | The World's Most Advanced Open Source Relational Database
postgresql-client | 15+248 | 10/70 | postgresql-client-15 | | | front-end programs for PostgreSQL (supported version)
postgresql-client-15 | 15.13-0+deb12u1 | 1711/7900 | libpq5 postgresql-client-common | | psql pg_dump pg_isready | front-end programs for PostgreSQL 15
postgresql-client-common | 248 | 35/200 | perl | | | manager for multiple PostgreSQL client versions
postgresql-common | 248 | 179/700 | postgresql-client-common ssl-cert | | pg_createcluster | PostgreSQL database-cluster manager
procps | 2:4.0.2-3 | 709/2390 | libproc2-0 | psmisc | ps>coreutils top>coreutils free>coreutils kill>coreutils pgrep>coreutils pkill>coreutils pidwait pmap pwdx skill slabtop tload uptime>coreutils vmstat>coreutils w watch>coreutils sbin:sysctl>coreutils | /proc file system utilities
libproc2-0 | 2:4.0.2-3 | 63/190 | | | lib:libproc2.so.0 | library for accessing process information from /proc
psmisc | 23.6-1 | 259/940 | | | killall>coreutils fuser prtstat pslog pstree>coreutils | utilities that use the proc file system
publicsuffix | 20230209.2326-1 | 126/310 | | | | accurate, machine-readable list of domain name suffixes
python-is-python3 | 3.11.2-1+deb12u1 | 3/14 | python3 | | python>python3-link | symlinks /usr/bin/python to python3
python3 | 3.11.2-1+b1 | 26/90 | python3.11 libpython3-stdlib python3-minimal | | python3>debian-python | interactive high-level object-oriented language (default python3 version)
python3-minimal | 3.11.2-1+b1 | 26/100 | python3.11-minimal | | | minimal subset of the Python language (default python3 version)
python3.11 | 3.11.2-6+deb12u6 | 573/640 | python3.11-minimal libpython3.11-stdlib | | | Interactive high-level object-oriented language (version 3.11)
python3.11-minimal | 3.11.2-6+deb12u6 | 2064/6300 | libpython3.11-minimal libexpat1 | | python3.11>python-deb | Minimal subset of the Python language (version 3.11)
python3-dev | 3.11.2-1+b1 | 26/90 | libpython3-dev python3-distutils zlib1g-dev | | python3-config | header files and a static library for Python (default)
python3-distutils | 3.11.2-3 | 131/700 | python3 | | | distutils package for Python 3.x
python3-full | 3.11.2-1+b1 | 1/12 | python3 python3-venv | | | Python interpreter and complete class library
python3-pip | 23.0.1+dfsg-1 | 1325/6900 | python3 python3-distutils python3-setuptools python3-wheel ca-certificates | build-essential python3-dev | pip>pip-deb pip3>pip-deb | Python package installer
python3-setuptools | 66.1.1-1+deb12u1 | 521/2800 | python3 | | | Python3 Distutils Enhancements
python3-venv | 3.11.2-1+b1 | 1/6 | python3 python3-distutils | | | venv module for python3 (default python3 version)
python3-wheel | 0.38.4-2 | 30/120 | python3 | | | Built-package format for Python
redis | 5:7.0.15-1~deb12u4 | 18/60 | redis-server | | | Persistent key-value database with network interface (metapackage)
redis-server | 5:7.0.15-1~deb12u4 | 72/190 | redis-tools | | redis-server>redis-server | Persistent key-value database with network interface
redis-tools | 5:7.0.15-1~deb12u4 | 989/3300 | libssl3 | | redis-cli>redis-cli | Persistent key-value database with network interface (client tools)
rpcsvc-proto | 1.4.3-1 | 63/270 | | | rpcgen | RPC protocol compiler and definitions
rsync | 3.2.7-1+deb12u2 | 417/800 | | | rsync | fast, versatile, remote (and local) file-copying tool
ruby | 1:3.1 | 6/30 | ruby3.1 | | ruby gem | Interpreter of object-oriented scripting language Ruby
ruby3.1 | 3.1.2-7+deb12u1 | 664/1200 | libssl3 | | ruby3.1 | Interpreter of object-oriented scripting language Ruby
screen | 4.9.0-4 | 625/1100 | | | screen | terminal multiplexer with VT100/ANSI terminal emulation
shellcheck | 0.9.0-1 | 3500/25000 | | | shellcheck | lint tool for shell scripts
socat | 1.7.4.4-2 | 375/1700 | libssl3 | | socat | multipurpose relay for bidirectional data transfer
software-properties-common | 0.99.30-4.1~deb12u1 | 67/410 | python3 ca-certificates | | add-apt-repository | manage the repositories that you install software from
sqlite3 | 3.40.1-2+deb12u1 | 328/700 | libsqlite3-0 libreadline8 | | sqlite3 | Command line interface for SQLite 3
ssl-cert | 1.1.2 | 22/70 | openssl adduser | | | simple debconf wrapper for OpenSSL
strace | 6.1-0.1 | 1330/3100 | | | strace | System call tracer
sudo | 1.9.13p3-1+deb12u1 | 1889/6200 | | | sudo | Provide limited super user privileges to specific users
supervisor | 4.2.5-1 | 310/1800 | python3 | | supervisord supervisorctl | System for controlling process state
sysstat | 12.6.1-1 | 596/1800 | | | iostat sar | system performance tools for Linux
tcpdump | 4.99.3-1 | 477/1380 | | | tcpdump | command-line network traffic analyzer
telnet | 0.17+2.4-2+deb12u1 | 49/70 | | | telnet | transitional dummy package for inetutils-telnet
tini | 0.19.0-1 | 255/830 | | | tini | tiny but valid init for containers
tmux | 3.3a-3 | 455/1100 | libncursesw6 | | tmux | terminal multiplexer
traceroute | 1:2.1.2-1 | 52/160 | | | traceroute | Traces the route taken by packets over an IPv4/IPv6 network
tree | 2.1.0-1 | 52/120 | | | tree>coreutils | displays an indented directory tree, in color
unzip | 6.0-28 | 166/390 | | zip | unzip>coreutils | De-archiver for .zip files
uuid-dev | 2.38.1-5+deb12u3 | 40/110 | | | inc:uuid/uuid.h | Universally Unique ID library - headers
vim | 2:9.0.1378-2+deb12u2 | 1567/3740 | vim-common vim-runtime libgpm2 libsodium23 | | vim>coreutils vi>vim-link | Vi IMproved - enhanced vi editor
vim-common | 2:9.0.1378-2+deb12u2 | 124/420 | | xxd | | Vi IMproved - Common files
vim-runtime | 2:9.0.1378-2+deb12u2 | 7025/35100 | | | | Vi IMproved - Runtime files
vim-tiny | 2:9.0.1378-2+deb12u2 | 720/1750 | vim-common | | vim.tiny>installed-tool | Vi IMproved - enhanced vi editor - compact version
libgpm2 | 1.20.7-10+b1 | 14/40 | | | | General Purpose Mouse - shared library
libsodium23 | 1.0.18-1 | 161/390 | | | lib:libsodium.so.23 | Network communication, cryptography and signaturing library
wget | 1.21.3-1+deb12u1 | 984/3690 | libpsl5 | ca-certificates | wget>coreutils | retrieves files from the web
whois | 5.5.17 | 86/380 | | | whois mkpasswd | intelligent WHOIS client
xauth | 1:1.1.2-1 | 36/81 | libxext6 | | xauth | X authentication utility
xvfb | 2:21.1.7-3+deb12u9 | 3200/8500 | | xauth | Xvfb | Virtual Framebuffer 'fake' X server
xxd | 2:9.0.1378-2+deb12u2 | 84/180 | | | xxd>coreutils | tool to make (or reverse) a hex dump
xz-utils | 5.4.1-1 | 471/1360 | | | xz>coreutils unxz>coreutils xzcat>coreutils | XZ-format compression utilities
zip | 3.0-13 | 230/620 | | unzip | zip>coreutils | Archiver for .zip files
zlib1g-dev | 1:1.2.13.dfsg-1 | 916/1300 | | | inc:zlib.h | compression library - development
zsh | 5.9-4+b6 | 890/2320 | zsh-common | | zsh | shell with lots of features
zsh-common | 5.9-4 | 3700/15900 | | | | architecture independent files for Zsh
libalgorithm-merge-perl | 0.08-5 | 12/40 | perl | | | Perl module for three-way merge of textual data
tk-dev | 8.6.13 | 4/20 | libncurses-dev | | | Toolkit for Tcl and X11 (default version) - development files
uwsgi | 2.0.21-5.1 | 58/110 | | | uwsgi | fast, self-healing application container server
memcached | 1.6.18-1 | 250/680 | | | memcached | High-performance in-memory object caching system
cargo | 0.66.0+ds1-1 | 3300/13000 | rustc | | cargo | Rust package manager
rustc | 1.63.0+dfsg1-2 | 2800/10000 | libllvm14 gcc | | rustc | Rust systems programming language
`;

/** Versions of other releases where they differ from bookworm's: `name version`. What is not here is taken to be the same. */
export const otherReleases: Readonly<Record<string, string>> = {
  trixie:
    "curl 8.14.1-1 git 1:2.47.2-0.2 gcc 4:14.2.0-1 g++ 4:14.2.0-1 make 4.4.1-2 python3 3.13.3-1 libc6 2.41-8 bash 5.2.37-2+b3 coreutils 9.7-2 apt 3.0.2 dpkg 1.22.19 openssl 3.5.0-2 libssl3 3.5.0-2 nginx 1.26.3-3 vim 2:9.1.1230-2 nano 8.4-1 procps 2:4.0.4-9 ca-certificates 20250419 libpq-dev 17.5-1 nodejs 20.19.2+dfsg-1 wget 1.25.0-2 jq 1.7.1-6 build-essential 12.12",
  bullseye:
    "curl 7.74.0-1.3+deb11u14 git 1:2.30.2-1+deb11u4 gcc 4:10.2.1-1 g++ 4:10.2.1-1 make 4.3-4.1 python3 3.9.2-3 libc6 2.31-13+deb11u13 bash 5.1-2+deb11u1 coreutils 8.32-4+b1 apt 2.2.4 dpkg 1.20.13 openssl 1.1.1w-0+deb11u3 nginx 1.18.0-6.1+deb11u4 vim 2:8.2.2434-3+deb11u3 libpq-dev 13.21-0+deb11u1 build-essential 12.9",
  jammy:
    "curl 7.81.0-1ubuntu1.20 git 1:2.34.1-1ubuntu1.12 gcc 4:11.2.0-1ubuntu1 g++ 4:11.2.0-1ubuntu1 make 4.3-4.1build1 python3 3.10.6-1~22.04.1 libc6 2.35-0ubuntu3.10 bash 5.1-6ubuntu1.1 coreutils 8.32-4.1ubuntu1.2 apt 2.4.14 dpkg 1.21.1ubuntu2.3 openssl 3.0.2-0ubuntu1.19 nginx 1.18.0-6ubuntu14.6 vim 2:8.2.3995-1ubuntu2.24 nodejs 12.22.9~dfsg-1ubuntu3.6 libpq-dev 14.18-0ubuntu0.22.04.1 build-essential 12.9ubuntu3",
  noble:
    "curl 8.5.0-2ubuntu10.6 git 1:2.43.0-1ubuntu7.2 gcc 4:13.2.0-7ubuntu1 g++ 4:13.2.0-7ubuntu1 make 4.3-4.1build2 python3 3.12.3-0ubuntu2 libc6 2.39-0ubuntu8.4 bash 5.2.21-2ubuntu4 coreutils 9.4-3ubuntu6 apt 2.8.3 dpkg 1.22.6ubuntu6.1 openssl 3.0.13-0ubuntu3.5 nginx 1.24.0-2ubuntu7.4 vim 2:9.1.0016-1ubuntu7.8 nodejs 18.19.1+dfsg-6ubuntu5 libpq-dev 16.9-0ubuntu0.24.04.1 build-essential 12.10ubuntu1",
};

/** Whose fixes come out often: their version moves on about every two weeks, so that old lists name files that are gone. */
export const movesOn =
  "curl libcurl4 libcurl3-gnutls git git-man openssl libssl3 libssl-dev nginx nginx-common nodejs libnode108 libpq5 libpq-dev postgresql-15 postgresql-client-15 python3.11 python3.11-minimal libpython3.11-stdlib libpython3.11-minimal vim vim-common vim-runtime linux-libc-dev libxml2 libxml2-dev chromium ffmpeg libavcodec59 libavformat59 openssh-client openssh-server imagemagick ghostscript wget less sudo perl perl-modules-5.36 libperl5.36 redis-server redis-tools openjdk-17-jre-headless openjdk-17-jdk-headless mariadb-client libmariadb3 iputils-ping apache2 haproxy xxd".split(
    " ",
  );
