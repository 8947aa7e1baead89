#!/usr/bin/env bash
# Runs one sweep in five ways and compares the merged bytes: at once, killed and resumed, in three shards, by GNU parallel,
# and as a Slurm job array on a one-node cluster that this script starts and stops.
#
#   Tests/Cluster/sweep_everywhere.sh ROTA PROJECT GRID [OPTION of `rota what-if`]...
#
# Needs slurmctld, slurmd, slurm-client, munge and parallel, and to be root (Debian: apt-get install --no-install-recommends
# slurmctld slurmd slurm-client munge parallel). Nothing outside a temporary folder is written; what was started is stopped
# by its process id.
set -euo pipefail

rota=$(realpath "$1")
project=$(realpath "$2")
grid=$(realpath "$3")
options=("${@:4}")
work=$(mktemp -d)
cd "$work"
started=()

finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do
    for _ in $(seq 150); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  done
  cd /
  rm -rf "$work"
}
trap finish EXIT

sweep() { "$rota" what-if "$project" --sweep "$grid" "${options[@]}" --quiet --out "$@"; }
same() {
  cmp once/sweep.csv "$1/sweep.csv"
  cmp once/sweep.json "$1/sweep.json"
  cmp once/sweep.html "$1/sweep.html"
  echo "$1: the same bytes ($SECONDS s)"
}

echo "== at once"
sweep once
cases=$(find once/cases -name '*.json' | wc -l)

echo "== killed and resumed"
# Not through the function: the program itself is to be killed, not a shell that waits for it.
"$rota" what-if "$project" --sweep "$grid" "${options[@]}" --quiet --out killed &
pid=$!
for _ in $(seq 3000); do
  [ "$(find killed/cases -name '*.json' 2>/dev/null | wc -l)" -ge 2 ] && break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.02
done
kill -9 "$pid" 2>/dev/null || true
wait "$pid" 2>/dev/null || true
done_then=$(find killed/cases -name '[0-9a-f]*.json' | wc -l)
echo "killed with $done_then of $cases cases done"
[ "$done_then" -lt "$cases" ] || { echo "the sweep was over before it was killed; take a longer one" >&2; exit 1; }
if sweep killed --merge 2>/dev/null; then echo "a sweep with missing cases was merged" >&2; exit 1; fi
sweep killed
same killed

echo "== three shards, the last first"
for shard in 3 1 2; do sweep shards --shard "$shard/3"; done
sweep shards --merge
same shards

echo "== GNU parallel"
mkdir parallel
sweep parallel --engine parallel --shards 3 > line.sh
bash line.sh
sweep parallel --merge
same parallel

echo "== Slurm"
host=$(hostname -s)
port=$((20000 + RANDOM % 20000))
mkdir -p slurm/state slurm/spool slurm/log
dd if=/dev/urandom of=slurm/munge.key bs=1 count=1024 status=none
chmod 400 slurm/munge.key
# munged insists on folders that nobody else may write.
chmod 711 "$work" slurm
munged --foreground --force --key-file="$work/slurm/munge.key" --socket="$work/slurm/munge.socket" \
  --pid-file="$work/slurm/munge.pid" --log-file="$work/slurm/log/munged.log" --seed-file="$work/slurm/munge.seed" \
  > slurm/log/munged.out 2>&1 &
started+=($!)
cat > slurm/slurm.conf <<CONF
ClusterName=check
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/slurm/munge.socket
StateSaveLocation=$work/slurm/state
SlurmdSpoolDir=$work/slurm/spool
SlurmctldPidFile=$work/slurm/slurmctld.pid
SlurmdPidFile=$work/slurm/slurmd.pid
SlurmctldLogFile=$work/slurm/log/slurmctld.log
SlurmdLogFile=$work/slurm/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
ReturnToService=2
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(($(sed -n 's/MemTotal: *\([0-9]*\).*/\1/p' /proc/meminfo) / 1024 - 512))
PartitionName=all Nodes=$host Default=YES MaxTime=60 State=UP
CONF
export SLURM_CONF="$work/slurm/slurm.conf"
for _ in $(seq 50); do [ -S slurm/munge.socket ] && break; sleep 0.1; done
slurmctld -D > slurm/log/ctld.out 2>&1 &
started+=($!)
slurmd -D -N "$host" > slurm/log/slurmd.out 2>&1 &
started+=($!)
for _ in $(seq 150); do [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && break; sleep 0.2; done
[ "$(sinfo -h -o %t 2>/dev/null)" = idle ] || { echo "the node did not come up" >&2; tail slurm/log/* >&2; exit 1; }
timeout 600 "$rota" what-if "$project" --sweep "$grid" "${options[@]}" --out array --engine slurm --shards 4 --wait \
  || { cat array/logs/* slurm/log/slurmctld.log >&2; exit 1; }
tasks=$(find array/logs -name '*.log' | wc -l)
echo "$tasks tasks ran"
# The case that was measured may have been all of one shard.
[ "$tasks" -ge 2 ] || { echo "the array did not run as tasks" >&2; exit 1; }
same array

echo "$cases cases, five ways, the same bytes"
