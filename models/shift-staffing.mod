# Shift staffing: how many people start which shift at one site, and when they have their breaks
# ==============================================================================================
#
# What it answers: the cheapest number of people on each shift, and the slots in which their breaks begin, so that the
# people required are there in every slot.
#
#   glpsol --model shift-staffing.mod --data shift-staffing.dat
#
# The horizon (a day, a week) is cut into slots of equal length, numbered from 0. A shift is a run of slots. Each of its
# breaks begins between two slots, counted from the start of the shift; a person on a break is not there.
#
# Cover is either hard or priced: the first `band` people missing cost `under_first` an hour each, further ones
# `under_next`, which is more; likewise above the need. Priced cover always has an answer, and what it leaves open is a
# number in it.
#
# Or missing people are priced by a ladder: one more is worth `ladder[j]` for the first j of which fewer than
# `step_heads[j, t]` are there. `required` then is the number from which more are superfluous.
#
# Several sites, several queues: follow-the-sun.mod.

/* ---------- time and need ---------- */

param slots, integer, > 0;              # slots of the horizon
param slot_hours, > 0;                  # length of a slot in hours
param cyclic, binary;                   # 1: the horizon repeats, a shift past its end covers its beginning
set SLOTS := 0 .. slots - 1;
param required{SLOTS}, integer, >= 0, default 0;

param hard_cover, binary;               # 1: what is required must be there
param band, >= 0, <= 1;                 # share of the need that makes up the first price band
param under_first, >= 0;                # per missing person and hour
param under_next, >= under_first;
param over_first, >= 0;                 # per superfluous person and hour
param over_next, >= over_first;
param width{t in SLOTS} := ceil(band * required[t] - 1e-9);

param ladder_prices, integer, >= 0, <= 14, default 0;   # 0: missing people are priced by their distance from the need
set STEPS := 1 .. ladder_prices;
param ladder{STEPS}, >= 0;              # per missing person and hour, never rising
param step_heads{STEPS, SLOTS}, integer, >= 0, default 0;   # never falling from step to step

/* ---------- shifts ---------- */

set SHIFTS;
param start{SHIFTS}, integer;           # slot in which it starts
param length{SHIFTS}, integer, > 0;     # slots from start to end, breaks included
param cost{SHIFTS}, > 0;                # of one person
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
var missing_first{t in SLOTS}, >= 0, <= if hard_cover or ladder_prices > 0 then 0 else width[t];
var missing_next{t in SLOTS}, >= 0, <= if hard_cover or ladder_prices > 0 then 0 else 1e9;
var missing_step{j in STEPS, t in SLOTS}, >= 0, <= step_heads[j, t] - if j > 1 then step_heads[j - 1, t];
var extra_first{t in SLOTS}, >= 0, <= width[t];
var extra_next{t in SLOTS}, >= 0;

minimize total_cost:
  sum{s in SHIFTS} cost[s] * starts[s]
  + sum{t in SLOTS} (if hard_cover then 0 else slot_hours)
    * (under_first * missing_first[t] + under_next * missing_next[t]
       + sum{j in STEPS} ladder[j] * missing_step[j, t]
       + over_first * extra_first[t] + over_next * extra_next[t]);

/* ---------- what must hold ---------- */

/* Everyone who works a shift has each of its breaks once. Windows of a shift do not overlap. */
s.t. every_break{(s, k) in BREAKS}:
  sum{o in earliest[s, k] .. latest[s, k]} breaks[s, k, o] = starts[s];

/* People present and not on a break meet the need, up to people missing, or exceed it by people superfluous. */
s.t. cover{t in SLOTS}:
  sum{s in SHIFTS: 0 <= after[start[s], t] and after[start[s], t] < length[s]} starts[s]
  - sum{(s, k) in BREAKS, o in earliest[s, k] .. latest[s, k]:
      o <= after[start[s], t] and after[start[s], t] < o + break_length[s, k]} breaks[s, k, o]
  + missing_first[t] + missing_next[t] + sum{j in STEPS} missing_step[j, t] - extra_first[t] - extra_next[t] = required[t];

solve;

printf "\ntotal cost %.2f\n\n%8s %6s %6s %6s\n", total_cost, "shift", "start", "slots", "people";
for {s in SHIFTS: starts[s] > 0.5} {
  printf "%8s %6d %6d %6d\n", s, start[s], length[s], starts[s];
  for {(s, k) in BREAKS, o in earliest[s, k] .. latest[s, k]: breaks[s, k, o] > 0.5}
    printf "%29s break of %d at slot %d: %d\n", "", break_length[s, k], start[s] + o, breaks[s, k, o];
}

end;
