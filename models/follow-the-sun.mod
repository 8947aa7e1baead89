# Follow the sun: several sites in several time zones cover the same queues
# =========================================================================
#
# What it answers: how many people of which group start which shift, and when each of them has a break, so that every
# queue has enough people in every slot at the least cost. A site asleep is covered by a site at work.
#
#   glpsol --model follow-the-sun.mod --data follow-the-sun.dat
#
# The horizon is cut into slots of equal length, numbered from 0 in UTC; a shift of any site is a run of slots. The data
# already know which slots a shift of 09:00 in Bogota means, clock changes included.
#
# A group is people of one site with the same skills. Each of them works one of the group's queues in each slot and may
# change between slots. A break lies in its window; a person on a break works no queue.
#
# Cover is either hard (every slot of every queue has the people required) or priced: the first `band` people missing
# cost `under_first` an hour each, further ones `under_next`, which is more; likewise above the need.
#
# On queues in STEPPED missing people are priced by a ladder: one more is worth `ladder[j]` for the first j of which fewer
# than `step_heads[q, j, t]` are there. `required` then is the number from which more are superfluous.
#
# This is the reference statement of what `rota staff` optimises; `rota export-model` writes the data of a real plan.

/* ---------- time ---------- */

param slots, integer, > 0;              # slots of the horizon
param slot_hours, > 0;                  # length of a slot in hours
param cyclic, binary;                   # 1: the horizon repeats, a shift past its end covers its beginning
set SLOTS := 0 .. slots - 1;

/* ---------- queues ---------- */

set QUEUES;
param required{QUEUES, SLOTS}, integer, >= 0, default 0;
param hard_cover, binary;               # 1: what is required must be there
param band, >= 0, <= 1;                 # share of the need that makes up the first price band
param under_first, >= 0;                # per missing person and hour
param under_next, >= under_first;
param over_first, >= 0;                 # per superfluous person and hour
param over_next, >= over_first;
param width{q in QUEUES, t in SLOTS} := ceil(band * required[q, t] - 1e-9);

param ladder_prices, integer, >= 0, <= 14, default 0;
set STEPS := 1 .. ladder_prices;
param ladder{STEPS}, >= 0;              # per missing person and hour, never rising
set STEPPED within QUEUES, default {};  # queues that are priced by the ladder
param step_heads{STEPPED, STEPS, SLOTS}, integer, >= 0, default 0;   # never falling from step to step

/* ---------- people ---------- */

set GROUPS;
param site{GROUPS}, symbolic;           # where the group works, for the reader
set SERVES{GROUPS} within QUEUES;       # the queues that its people can work
param paid_limit{GROUPS}, >= 0, default 1e9;     # paid minutes of the group over the horizon
set CAPS;                               # limits on how many start, for example at a site on a day
param start_limit{CAPS}, integer, >= 0;

/* ---------- shifts ---------- */

set SHIFTS;
param group{SHIFTS}, symbolic, in GROUPS;
param start{SHIFTS}, integer;           # slot in which it starts
param length{SHIFTS}, integer, > 0;     # slots from start to end, breaks included
param cost{SHIFTS}, > 0;                # of one person
param paid{SHIFTS}, >= 0;               # minutes
param cap{SHIFTS}, symbolic, default '-';
set BREAKS within SHIFTS cross {1 .. 8};            # break k of a shift
param earliest{BREAKS}, integer, >= 0;  # first and last slot after the shift's start in which the break may begin
param latest{BREAKS}, integer, >= 0;
param break_length{BREAKS}, integer, > 0;

/* How far slot t lies after slot u. */
param after{u in min{s in SHIFTS} start[s] .. max{s in SHIFTS} (start[s] + length[s]), t in SLOTS} :=
  if cyclic then (t - u) - slots * floor((t - u) / slots) else t - u;

/* ---------- decisions ---------- */

var starts{SHIFTS}, integer, >= 0;                                        # people who work the shift
var breaks{(s, k) in BREAKS, o in earliest[s, k] .. latest[s, k]}, integer, >= 0;   # of them, break k begins o slots in
var works{g in GROUPS, q in SERVES[g], t in SLOTS}, >= 0;                 # people of the group on the queue
var missing_first{q in QUEUES, t in SLOTS}, >= 0, <= if hard_cover or q in STEPPED then 0 else width[q, t];
var missing_next{q in QUEUES, t in SLOTS}, >= 0, <= if hard_cover or q in STEPPED then 0 else 1e9;
var missing_step{q in STEPPED, j in STEPS, t in SLOTS}, >= 0,
  <= step_heads[q, j, t] - if j > 1 then step_heads[q, j - 1, t];
var extra_first{q in QUEUES, t in SLOTS}, >= 0, <= width[q, t];
var extra_next{q in QUEUES, t in SLOTS}, >= 0;

/* ---------- what it costs ---------- */

minimize total_cost:
  sum{s in SHIFTS} cost[s] * starts[s]
  + sum{q in QUEUES, t in SLOTS} (if hard_cover then 0 else slot_hours)
    * (under_first * missing_first[q, t] + under_next * missing_next[q, t]
       + over_first * extra_first[q, t] + over_next * extra_next[q, t])
  + slot_hours * sum{q in STEPPED, j in STEPS, t in SLOTS} ladder[j] * missing_step[q, j, t];

/* ---------- what must hold ---------- */

/* Everyone who works a shift has each of its breaks once. Windows of a shift do not overlap. */
s.t. every_break{(s, k) in BREAKS}:
  sum{o in earliest[s, k] .. latest[s, k]} breaks[s, k, o] = starts[s];

/* Whoever is present and not on a break works one of the group's queues. */
s.t. everyone_works{g in GROUPS, t in SLOTS}:
  sum{q in SERVES[g]} works[g, q, t] =
    sum{s in SHIFTS: group[s] = g and 0 <= after[start[s], t] and after[start[s], t] < length[s]} starts[s]
    - sum{(s, k) in BREAKS, o in earliest[s, k] .. latest[s, k]:
        group[s] = g and o <= after[start[s], t] and after[start[s], t] < o + break_length[s, k]} breaks[s, k, o];

/* The need of each queue is met, up to people missing, or exceeded by people superfluous. */
s.t. cover{q in QUEUES, t in SLOTS}:
  sum{g in GROUPS: q in SERVES[g]} works[g, q, t]
  + missing_first[q, t] + missing_next[q, t] + sum{j in STEPS, p in STEPPED: p = q} missing_step[p, j, t]
  - extra_first[q, t] - extra_next[q, t] = required[q, t];

s.t. cap_on_starts{c in CAPS}: sum{s in SHIFTS: cap[s] = c} starts[s] <= start_limit[c];

s.t. cap_on_hours{g in GROUPS: paid_limit[g] < 1e9}:
  sum{s in SHIFTS: group[s] = g} paid[s] * starts[s] <= paid_limit[g];

solve;

printf "\ntotal cost %.2f\n\n", total_cost;
printf "%-24s %-12s %8s %6s %6s %6s\n", "group", "site", "shift", "start", "slots", "people";
for {s in SHIFTS: starts[s] > 0.5} {
  printf "%-24s %-12s %8s %6d %6d %6d\n", group[s], site[group[s]], s, start[s], length[s], starts[s];
  for {(s, k) in BREAKS, o in earliest[s, k] .. latest[s, k]: breaks[s, k, o] > 0.5}
    printf "%54s break of %d at slot %d: %d\n", "", break_length[s, k], start[s] + o, breaks[s, k, o];
}

end;
