/**
 * Vulnerabilities for `docker scout` and `trivy`. ALL OF THEM ARE INVENTED: the packages are real, what is said of them is not. The
 * real lists have tens of thousands of lines and change every hour; this one has few and stays, so that a lesson comes out the same.
 *
 * One line each: `id | severity | type | package | release | since | fixed | title`. An empty release is any, an empty `since` all
 * older versions, an empty `fixed` none yet.
 */
export const date = "2026-01-02";

/** What every report says beside its findings. */
export const notice = `the vulnerabilities in this report are invented (list of ${date}): the packages were really found in the image, what is said of them is fiction.`;

export const table = `
LAB-2025-0101 | CRITICAL | apk  | libssl3     | alpine 3.19 |       | 3.1.8-r1   | a certificate with an empty name is taken for any host
LAB-2025-0101 | CRITICAL | apk  | libcrypto3  | alpine 3.19 |       | 3.1.8-r1   | a certificate with an empty name is taken for any host
LAB-2025-0102 | HIGH     | apk  | libssl3     |             |       | 3.5.0-r0   | a long session ticket is read past its end
LAB-2025-0102 | HIGH     | apk  | libcrypto3  |             |       | 3.5.0-r0   | a long session ticket is read past its end
LAB-2025-0103 | MEDIUM   | apk  | busybox     |             |       | 1.37.0-r12 | wget follows a redirect to a local file
LAB-2025-0103 | MEDIUM   | apk  | ssl_client  |             |       | 1.37.0-r12 | wget follows a redirect to a local file
LAB-2025-0104 | LOW      | apk  | busybox     |             |       |            | tar lists control characters of file names
LAB-2025-0105 | HIGH     | apk  | musl        | alpine 3.19 |       |            | a date far in the future overruns a buffer
LAB-2025-0106 | MEDIUM   | apk  | zlib        |             |       | 1.3.1-r2   | a damaged archive makes inflate run for hours
LAB-2025-0201 | CRITICAL | deb  | libc6       | debian 11   |       |            | a host name of 256 characters overruns the stack
LAB-2025-0202 | HIGH     | deb  | libc6       | debian 12   |       | 2.36-9+deb12u11 | iconv writes past its output for one rare charset
LAB-2025-0203 | LOW      | deb  | libc6       |             |       |            | regular expressions can be made to use all memory
LAB-2025-0204 | HIGH     | deb  | zlib1g      |             |       |            | a damaged archive makes inflate run for hours
LAB-2025-0205 | MEDIUM   | deb  | perl-base   |             |       |            | a module is looked for in the current folder
LAB-2025-0206 | LOW      | deb  | apt         |             |       |            | a mirror learns which packages were asked for
LAB-2025-0207 | LOW      | deb  | tar         |             |       |            | an archive can give its files any owner
LAB-2025-0208 | MEDIUM   | deb  | libpam0g    |             |       |            | a login name with a newline splits a log line
LAB-2025-0209 | HIGH     | deb  | openssl     |             |       | 3.0.17-1~deb12u1 | a long session ticket is read past its end
LAB-2025-0209 | HIGH     | deb  | libssl3     |             |       | 3.0.17-1~deb12u1 | a long session ticket is read past its end
LAB-2025-0210 | CRITICAL | deb  | libexpat1   |             |       |            | nested entities overrun the stack
LAB-2025-0211 | HIGH     | deb  | libxml2     |             |       |            | a damaged document frees memory twice
LAB-2025-0212 | MEDIUM   | deb  | curl        |             |       |            | cookies of one host are sent to another of the same length
LAB-2025-0213 | MEDIUM   | deb  | libcurl4    |             |       |            | cookies of one host are sent to another of the same length
LAB-2025-0214 | HIGH     | deb  | git         |             |       |            | a submodule's path can lead out of the repository
LAB-2025-0301 | CRITICAL | pypi | jinja2      |             |       | 3.1.5      | a template can call what the sandbox forbids
LAB-2025-0302 | HIGH     | pypi | flask       |             |       | 2.3.2      | a session cookie is cached by proxies and served to others
LAB-2025-0303 | HIGH     | pypi | requests    |             |       | 2.31.0     | a redirect keeps the password of the first host
LAB-2025-0304 | MEDIUM   | pypi | requests    |             | 2.0.0 | 2.32.0     | a session that once did not verify never verifies again
LAB-2025-0305 | HIGH     | pypi | werkzeug    |             |       | 3.0.6      | a form of many small parts uses all memory
LAB-2025-0306 | CRITICAL | pypi | pyyaml      |             |       | 5.4        | a document can run code when it is loaded
LAB-2025-0307 | HIGH     | pypi | django      |             |       | 4.2.18     | an address field leads into the query
LAB-2025-0308 | MEDIUM   | pypi | urllib3     |             |       | 2.2.2      | a proxy's password goes to the host behind it
LAB-2025-0309 | HIGH     | pypi | gunicorn    |             |       | 22.0.0     | two lengths in one request let a second one through
LAB-2025-0310 | MEDIUM   | pypi | starlette   |             |       | 0.40.0     | a form without an end uses all memory
LAB-2025-0311 | LOW      | pypi | pip         |             |       | 25.1       | a wheel's name can write to the terminal
LAB-2025-0401 | HIGH     | npm  | express     |             |       | 4.20.0     | a redirect's address is written into the page unescaped
LAB-2025-0402 | HIGH     | npm  | body-parser |             |       | 1.20.3     | a body that unpacks to itself uses all memory
LAB-2025-0403 | CRITICAL | npm  | lodash      |             |       | 4.17.21    | a template's option can run code
LAB-2025-0404 | HIGH     | npm  | axios       |             |       | 1.8.2      | an absolute address leads past the base that was set
LAB-2025-0405 | MEDIUM   | npm  | semver      |             |       | 7.5.2      | a long range takes minutes to read
LAB-2025-0406 | HIGH     | npm  | ws          |             |       | 8.17.1     | a request of many headers ends the server
LAB-2025-0407 | MEDIUM   | npm  | cross-spawn |             |       | 7.0.5      | a long argument takes minutes to quote
LAB-2025-0408 | CRITICAL | npm  | next        |             |       | 15.2.3     | a header that only the server should set is taken from anyone
`;
