/**
 * Archives for ADD, as GNU tar wrote them. `plain`: a setuid file, a hard link to it, links to a file and to a folder, a folder
 * with mode 0750, an entry of another owner. `over`: entries that fall on what the image may have: through a link named
 * `link`, onto a folder `d1` whose mode it changes, with no entry for the folder of `e/abs`.
 */
export const archives = {
  plain:
    "H4sIAAAAAAACA+2YQW7DIBBFWfcUnKBhMDDnsWzSWqkgctzm+kVWq1YsojTS0AX/bbDYPv+vGbZ8PihhTIG9389Cfe7f5Lx1zMbt98F7UtqrBrxftnHVWnXKVvznFKX9u9v+XeWfrQ9KG/gXp7h/UkD1nP8lpbgeRPNf+t/8of85eEb/t/W/XbOg/+Dc/f1PxpFF/zfxf83o/877/21JJ/H5n/n+/iey7JW20sWE/O/+52UV/QUe8E9h+PaP/pf2/zqu8//uf7V/w+SUphbLaef+p5yO0g9AD7z/BHaY/5v5Lxl7no4vkv5vz/9c55+GAfN/C87jdIozVoBeucSPmBr0/0/+v+ZA+p1/W7//GOz/bWBEHwAAAAAAAAC64BMKQi/ZACgAAA==",
  over: "H4sIAAAAAAACA+3WSwqDMBSF4Yy7Cldgbi6JWY+lFUofglpw+TUdWvoaxFL8v0nEZGA8HLil3Tlr8hIRF2NMazJf78/OB/Uxik/vnQsaTBHMAq79UHfTp3RtO7w6925/frk/Uab8m+z5S+X98/zdQ/5ViKYQ8s+u6drz9AM2Bqt0OlyOdvxx/0Vn/VcXK/q/hJHmr9re1ts+//wn381/qqn/Os0m9B8AAAAAAAAAAAAAPnMDv8PQIwAoAAA=",
};
