#!/usr/bin/env bash
# Makes the certificates of the TLS tests again. Their keys protect nothing: they are for a server on this machine only.
set -euo pipefail
cd "$(dirname "$0")"

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

# The authority the tests trust.
key authority
openssl req -x509 -new -key authority.key -subj '/CN=Test authority' -days 36500 -out authority.pem \
  -addext basicConstraints=critical,CA:TRUE

# signed NAME SUBJECT_ALTERNATIVE_NAME NOT_BEFORE NOT_AFTER
signed() {
  key "$1"
  openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
  rm -rf ca && mkdir ca && touch ca/index && echo 01 >ca/serial
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=ca/index\nserial=ca/serial\nnew_certs_dir=ca\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n[e]\nsubjectAltName=%s\n' "$2" >ca/config
  openssl ca -batch -config ca/config -extensions e -cert authority.pem -keyfile authority.key \
    -startdate "$3" -enddate "$4" -in "$1.csr" -out "$1.pem" -notext
  rm -rf ca "$1.csr"
}
signed good 'IP:127.0.0.1,DNS:localhost' 20200101000000Z 21200101000000Z
signed expired 'IP:127.0.0.1,DNS:localhost' 20200101000000Z 20210101000000Z
signed wrong-host 'DNS:vendor.example' 20200101000000Z 21200101000000Z

key self-signed
openssl req -x509 -new -key self-signed.key -subj '/CN=self-signed' -days 36500 -out self-signed.pem \
  -addext 'subjectAltName=IP:127.0.0.1,DNS:localhost'
rm authority.key
