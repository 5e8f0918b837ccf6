#!/bin/sh
# packaged_tree.sh PACKAGE PATH: where the files that a Debian package keeps under PATH are.
#
# Prints /PATH if it is there with a C file in it, else unpacks the package (of this
# distribution, fetched by apt-get; nothing is installed) under build/trees and prints the
# folder there. Real trees for the demo and the benchmarks come this way: container images
# drop /usr/share/doc, and development packages would displace others.
set -eu
package=${1:?usage: packaged_tree.sh PACKAGE PATH}
path=${2:?usage: packaged_tree.sh PACKAGE PATH}

has_sources() {
  [ -d "$1" ] && [ -n "$(find "$1/" -name '*.[ch]' | head -n 1)" ]
}

if has_sources "/$path"; then
  echo "/$path"
  exit
fi
cd "$(dirname -- "$0")/../.."
folder=$PWD/build/trees/$package
if [ ! -d "$folder" ]; then
  command -v apt-get >/dev/null || {
    echo "no /$path here, and no apt-get to fetch the package $package with" >&2
    exit 1
  }
  download=$(mktemp -d)
  trap 'rm -rf "$download"' EXIT
  (cd "$download" && apt-get -q -o APT::Sandbox::User=root download "$package") >&2
  mkdir -p "$folder.new"
  dpkg-deb -x "$download"/*.deb "$folder.new"
  find "$folder.new" -name '*.[ch].gz' -exec gunzip {} +
  mv "$folder.new" "$folder"
fi
has_sources "$folder/$path" || {
  echo "the package $package has no C sources under $path" >&2
  exit 1
}
echo "$folder/$path"
