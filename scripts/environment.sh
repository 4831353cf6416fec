# Sourced by the programs beside it: finds or fetches what placard needs, and says what it cannot fetch.
# Nothing is done twice: each step first looks whether its result is already there.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache="$root/.cache"
required_node=24

say() { printf '%s\n' "$*" >&2; }

fits() { [ -x "$1" ] && "$1" -e "process.exit(Number(process.versions.node.split('.')[0]) >= $required_node ? 0 : 1)" 2>/dev/null; }

# Puts a fitting Node.js first on PATH: the user's own, else one fetched as an npm package into .cache/node.
use_node() {
  local found
  found=$(command -v node || true)
  if [ -n "$found" ] && fits "$found"; then return; fi
  if ! fits "$cache/node/bin/node"; then
    command -v npm >/dev/null || { say "placard needs Node.js $required_node or newer, or npm to fetch it: install one of them and run this again."; exit 70; }
    local package staging
    package="node-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')"
    say "Fetching Node.js $required_node ($package) …"
    mkdir -p "$cache"
    staging=$(mktemp -d "$cache/node-staging.XXXXXX")
    npm install --silent --no-save --no-package-lock --ignore-scripts --prefix "$staging" "$package@$required_node" >&2 ||
      { say "Could not fetch $package: install Node.js $required_node or newer yourself and run this again."; exit 70; }
    rm -rf "$cache/node"
    mv "$staging/node_modules/$package" "$cache/node"
    rm -rf "$staging"
  fi
  PATH="$cache/node/bin:$PATH"
  export PATH
}

# Installs the locked dependencies, unless those of this lock file and this Node.js are there already.
# Its argument is `run` for what users need, or `develop` for everything; who has everything keeps everything.
use_dependencies() {
  local stamp wanted extent=$1
  stamp="$root/node_modules/.placard-installed"
  [ "$extent" = run ] && grep -qs develop "$stamp" && extent=develop
  wanted="$extent $(node --version) $(cksum <"$root/package-lock.json")"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return; fi
  say "Installing the locked dependencies …"
  local options=(--no-save --ignore-scripts --no-progress --loglevel=error)
  [ "$extent" = develop ] || options+=(--omit=dev)
  # Not npm ci: it refuses a lock file that was made behind a mirror without the binaries of other platforms.
  (cd "$root" && npm install "${options[@]}" >&2) ||
    { say "npm could not install the dependencies: see its message above, then run this again."; exit 70; }
  printf '%s' "$wanted" >"$stamp"
}

# Installs Debian packages where that is possible; otherwise says the one command that does.
# Arguments: pairs of a program and the package that brings it.
use_system_packages() {
  [ "$(uname -s)" = Linux ] || return 1
  local missing=()
  while [ $# -ge 2 ]; do
    command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || missing+=("$2")
    shift 2
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing ${missing[*]} …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$cache/apt.log" 2>&1 && return 0
    say "apt-get could not install ${missing[*]}: see $cache/apt.log."
  else
    say "Missing: ${missing[*]}. Install with: sudo apt-get install ${missing[*]}"
  fi
  return 1
}

mkdir -p "$cache"
