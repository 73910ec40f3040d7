# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the prepare scripts: installs Debian packages, or ends if they are not available.

# Status 77 and one line on stderr.
cannot() {
  echo "the tests on a real kernel are skipped: $1" >&2
  exit 77
}

# Runs apt-get without questions and with a time limit. Keeps the last line of its errors.
packages() {
  error=$(
    DEBIAN_FRONTEND=noninteractive timeout 180 apt-get -qq -o APT::Sandbox::User=root -o Acquire::Retries=1 \
      -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=60 "$@" 2>&1 >/dev/null
  ) || { error=${error##*$'\n'} && return 1; }
}

field() { # package, field, options for apt: of the version that apt would install; nothing when it knows none
  { apt-cache "${@:3}" show --no-all-versions "$1" 2>/dev/null || true; } | sed -n "s/^$2: //p"
}

look_for() { # packages: sets `missing`
  missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
  done
}

install_missing() {
  [ "${#missing[@]}" != 0 ] || return 0
  [ "$(id -u)" = 0 ] || cannot "only root can install ${missing[*]}"
  echo "kernel: installing ${missing[*]}" >&2
  packages install -y --no-install-recommends "${missing[@]}" ||
    cannot "apt-get could not install ${missing[*]}: $error"
}
