# Tours: which duties, breaks placed, each named person of a small team works
# ===========================================================================
#
# What it answers: the cheapest rota that keeps every person's rules, with what it leaves uncovered priced.
#
#   glpsol --model tours.mod --data tours.dat
#
# The horizon is cut into slots of equal length, numbered from 0; days are numbered from 0, seven to a week. A duty is a
# start slot and a kind of shift (length, paid time, breaks with their windows). Each person has a list of the duties that
# the rules of a single day leave: absences, opening hours, the last duty before the horizon and the first after it are
# already taken into account there. What two duties mean for each other is stated below.
#
# Every duty is a column, and every place of its breaks: for a dozen people, not for a hundred. Larger teams are what the
# search and the column generation of the product are for; this is the program that both of them solve.

/* ---------- time and need ---------- */

param slots, integer, > 0;
param days, integer, > 0;
param cyclic, binary, default 0;        # 1: the horizon repeats, a duty past its end covers its beginning
set SLOTS := 0 .. slots - 1;
set DAYS := 0 .. days - 1;
set WEEKS := 0 .. (days - 1) div 7;

set QUEUES;
set NEED within QUEUES cross SLOTS;     # where people can be counted
param required{NEED}, integer, >= 0;    # with so many nobody is missing; further people are superfluous
param width{NEED}, integer, >= 0;       # people of the first price above the need
param steps, integer, >= 1, default 2;  # prices of a missing person in a slot
set STEPS := 1 .. steps;
param under{STEPS}, >= 0;               # the dearest first
check{s in STEPS: s > 1}: under[s] <= under[s-1];
# With so many people a step ends, and one more is worth the next price. Where there are two prices: a band of the same
# width as above the need is the cheaper one's.
param ends{(q, t) in NEED, s in STEPS}, integer, >= 0,
  default required[q, t] - (if s < steps then width[q, t] else 0);
param over_first;                       # price of a superfluous person in a slot
param over_next, >= over_first;

/* ---------- people ---------- */

set GROUPS;                             # people with the same skills
set SERVES{GROUPS} within QUEUES;
param carried{GROUPS, SLOTS}, integer, >= 0, default 0;   # there already: duties from before the horizon
set PEOPLE;
param group{PEOPLE}, symbolic, in GROUPS;
param rest{PEOPLE}, integer, >= 0;      # slots between the end of a duty and the start of the next
param most_paid{PEOPLE, WEEKS}, integer, >= 0;            # paid units, the contract's limit
param least_paid{PEOPLE, WEEKS}, >= 0;                    # what is short of it has a price
param short_price{PEOPLE, WEEKS}, >= 0;
set OVERTIME within PEOPLE cross WEEKS, default {PEOPLE, 1 .. 0};   # where paid time above this has a premium
param overtime_from{OVERTIME}, >= 0;
param overtime_price{OVERTIME}, >= 0;
set OFFERED within PEOPLE cross WEEKS, default {PEOPLE, 1 .. 0};    # where less than the least may be offered as time off
param most_off{OFFERED}, >= 0;
param off_price{(p, w) in OFFERED}, >= 0, <= short_price[p, w];
set SITES, default {};                  # where not everybody may start on the same day
set AT{SITES} within PEOPLE;
param most_starts{SITES}, integer, >= 0;                  # people of a site who may start on a day

/* ---------- rules over days ---------- */

# Days in a row, days off a week, and whatever else reads the days one after another, as one automaton: a person stands in
# a state before each day, and what the day is leads to a state behind it: off (0), or a duty of some letter (1, 2, ...),
# where rules tell duties apart. Only what leads on is listed; what the days before the horizon and after it settle is in
# the states. The first state is 0.
set AUTOMATA;
param automaton{PEOPLE}, symbolic, in AUTOMATA;
param letters, integer, >= 1, default 1;
set LETTERS := 1 .. letters;
set ARCS, dimen 5;                      # automaton, day, state before it, letter, state after it
param arc_price{ARCS}, >= 0, default 0;  # of rules that may be broken for a price
set WALKS := setof{p in PEOPLE, (a, d, i, l, j) in ARCS: a = automaton[p]} (p, d, i, l, j);
set STANDS := setof{(p, d, i, l, j) in WALKS: d > 0} (p, d, i);

/* ---------- duties ---------- */

set KINDS;
param length{KINDS}, integer, > 0;      # slots from start to end, breaks included
param paid{KINDS}, integer, >= 0;
set BREAKS within KINDS cross {1 .. 8};                   # break b of a kind
param earliest{BREAKS}, integer, >= 0;  # first and last slot after the start in which the break may begin
param latest{BREAKS}, integer, >= 0;
param break_length{BREAKS}, integer, > 0;
set DUTIES, dimen 4;                    # person, day, start, kind
param cost{DUTIES};                     # pay, night premium and wishes
param letter{DUTIES}, in LETTERS, default 1;              # what the rules over days see of it
param money{DUTIES}, >= 0, default 0;   # of the cost: pay and night premium
param budget, default -1;               # of money and the premiums of overtime; below 0 is none
set RESTS, dimen 3, default {PEOPLE, WEEKS, 1 .. 0};      # person, week, slot at which the week's rest may begin
param weekly_rest{PEOPLE}, integer, >= 0, default 0;      # its slots
set RESTED := setof{(p, w, t) in RESTS} (p, w);
set PLACES := setof{(p, d, s, k) in DUTIES, (k, b) in BREAKS, o in earliest[k, b] .. latest[k, b]} (p, d, s, k, b, o);


/* ---------- decisions ---------- */

var works{DUTIES}, binary;
var pause{PLACES}, binary;              # break b begins o slots after the start
var walks{WALKS}, >= 0;                 # 1: the person's day leads from state i to state j; whole where works is
var rests{RESTS}, >= 0, <= 1;           # where a share of the week's rest lies; no duty is in the way of any
var short{PEOPLE, WEEKS}, >= 0;
var overtime{OVERTIME}, >= 0;
var off{(p, w) in OFFERED}, >= 0, <= most_off[p, w];
var on{g in GROUPS, (q, t) in NEED: q in SERVES[g]}, >= 0;      # people of a group counted on a queue
var missing{(q, t) in NEED, s in STEPS}, >= 0, <= ends[q, t, s] - (if s > 1 then ends[q, t, s-1] else 0);
var extra_first{(q, t) in NEED}, >= 0, <= width[q, t];
var extra_next{NEED}, >= 0;

minimize total_cost:
  sum{(p, d, s, k) in DUTIES} cost[p, d, s, k] * works[p, d, s, k]
  + sum{p in PEOPLE, w in WEEKS} short_price[p, w] * short[p, w]
  + sum{(p, w) in OVERTIME} overtime_price[p, w] * overtime[p, w] + sum{(p, w) in OFFERED} off_price[p, w] * off[p, w]
  + sum{(p, d, i, l, j) in WALKS} arc_price[automaton[p], d, i, l, j] * walks[p, d, i, l, j]
  + sum{(q, t) in NEED} (sum{s in STEPS} under[s] * missing[q, t, s]
                         + over_first * extra_first[q, t] + over_next * extra_next[q, t]);

/* ---------- what must hold ---------- */

/* Every break of a duty is taken once. Windows of a kind do not overlap. */
s.t. every_break{(p, d, s, k) in DUTIES, (k, b) in BREAKS}:
  sum{o in earliest[k, b] .. latest[k, b]} pause[p, d, s, k, b, o] = works[p, d, s, k];

/* A duty and the rest after it keep every other start out: in no slot can two of them lie. */
set STARTS := setof{(p, d, s, k) in DUTIES} (p, s);
s.t. minimum_rest{(p, t) in STARTS}:
  sum{(p, d, s, k) in DUTIES: s <= t and t < s + length[k] + rest[p]} works[p, d, s, k] <= 1;

/* Everybody walks from state to state, and a day has the letter of its duty. */
s.t. first_day{p in PEOPLE}: sum{(p, d, i, l, j) in WALKS: d = 0} walks[p, d, i, l, j] = 1;

s.t. next_day{(p, d, i) in STANDS}:
  sum{(p, e, h, l, i) in WALKS: e = d - 1} walks[p, e, h, l, i] = sum{(p, d, i, l, j) in WALKS} walks[p, d, i, l, j];

s.t. worked_day{p in PEOPLE, d in DAYS, l in LETTERS}:
  sum{(p, d, s, k) in DUTIES: letter[p, d, s, k] = l} works[p, d, s, k] = sum{(p, d, i, l, j) in WALKS} walks[p, d, i, l, j];

/* Each week has its rest, and no duty lies in it. */
s.t. one_rest{(p, w) in RESTED}: sum{(p, w, t) in RESTS} rests[p, w, t] = 1;

s.t. resting{(p, w) in RESTED, (p, d, s, k) in DUTIES}:
  works[p, d, s, k] + sum{(p, w, t) in RESTS: t < s + length[k] and s < t + weekly_rest[p]} rests[p, w, t] <= 1;

s.t. most_paid_time{p in PEOPLE, w in WEEKS}:
  sum{(p, d, s, k) in DUTIES: d div 7 = w} paid[k] * works[p, d, s, k] <= most_paid[p, w];

s.t. contract{p in PEOPLE, w in WEEKS}:
  sum{(p, d, s, k) in DUTIES: d div 7 = w} paid[k] * works[p, d, s, k] + short[p, w] + (if (p, w) in OFFERED then off[p, w])
  >= least_paid[p, w];

s.t. above_contract{(p, w) in OVERTIME}:
  sum{(p, d, s, k) in DUTIES: d div 7 = w} paid[k] * works[p, d, s, k] - overtime[p, w] <= overtime_from[p, w];

s.t. within_budget{b in {0}: budget >= 0}:
  sum{(p, d, s, k) in DUTIES} money[p, d, s, k] * works[p, d, s, k]
  + sum{(p, w) in OVERTIME} overtime_price[p, w] * overtime[p, w] <= budget;

s.t. starts_a_day{i in SITES, d in DAYS}:
  sum{(p, d, s, k) in DUTIES: p in AT[i]} works[p, d, s, k] <= most_starts[i];

/* Everybody present and not on a break is counted on one queue, where one of theirs is open. */
s.t. presence{g in GROUPS, t in SLOTS: exists{q in SERVES[g]} (q, t) in NEED}:
  sum{q in SERVES[g]: (q, t) in NEED} on[g, q, t]
  = carried[g, t]
    + sum{(p, d, s, k) in DUTIES, u in {t, t + slots}:
        group[p] = g and (cyclic or u = t) and s <= u and u < s + length[k]} works[p, d, s, k]
    - sum{(p, d, s, k, b, o) in PLACES, u in {t, t + slots}:
        group[p] = g and (cyclic or u = t) and s + o <= u and u < s + o + break_length[k, b]} pause[p, d, s, k, b, o];

s.t. cover{(q, t) in NEED}:
  sum{g in GROUPS: q in SERVES[g]} on[g, q, t]
  + sum{s in STEPS} missing[q, t, s] - extra_first[q, t] - extra_next[q, t] = required[q, t];

solve;

printf "\ntotal cost %.2f\n\n", total_cost;
for {(p, d, s, k) in DUTIES: works[p, d, s, k] > 0.5} {
  printf "%s: day %d, slots %d to %d", p, d, s, s + length[k];
  for {(k, b) in BREAKS, o in earliest[k, b] .. latest[k, b]: pause[p, d, s, k, b, o] > 0.5}
    printf ", break of %d at %d", break_length[k, b], s + o;
  printf "\n";
}

end;
